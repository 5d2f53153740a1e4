import { Injectable } from '@nestjs/common';
import { notBarred, officialOfActor } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { compensationBand } from './domain/age-band.js';

export interface AssignmentFilter {
  year: number;
  /** Decided in this month: `2025-03`. */
  month?: string;
  countyCode?: string;
  municipalityCode?: string;
}

export const PERSON_ASSIGNMENT_STATUSES = ['assigned', 'accepted', 'received', 'declined', 'ended'] as const;
export type PersonAssignmentStatus = (typeof PERSON_ASSIGNMENT_STATUSES)[number];

/**
 * For whom the list is made. A municipality learns names of what it has accepted alone, a county board none, and neither the case
 * (disclosure in stages, domain.md 7).
 */
export const RECIPIENTS = ['agency', 'municipality', 'county'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** One person under one assignment; null what the recipient may not know. */
export interface AssignedPerson {
  assignmentId: string;
  countyCode: string;
  countyName: string;
  municipalityCode: string;
  municipalityName: string;
  diaryNumber: string | null;
  personNumber: number | null;
  familyName: string | null;
  givenNames: string | null;
  /** Persons assigned together: those who stand, or for somebody who left, those who left. */
  familySize: number;
  ageBand: string | null;
  assignedOn: PlainDate;
  latestReceptionOn: PlainDate;
  status: PersonAssignmentStatus;
  acceptedOn: PlainDate | null;
  arrivedOn: PlainDate | null;
  receivedOn: PlainDate | null;
}

interface Row extends Omit<AssignedPerson, 'familySize' | 'ageBand' | 'status' | 'acceptedOn'> {
  status: 'assigned' | 'accepted' | 'declined' | 'ended';
  birthDate: PlainDate | null;
  answeredOn: PlainDate | null;
  open: boolean | number;
  endedWhy: string | null;
}

/** Who is assigned to which municipality: for the county boards and the municipalities themselves. */
@Injectable()
export class MunicipalityAssignments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /**
   * The persons assigned under the numbers of a year, by municipality and case, as far as the recipient may know them. Each export
   * leaves its filter, the number of its rows and what it discloses to whom in the audit chain before it is answered. Throws
   * InvalidInput for a county or municipality that does not exist.
   */
  async export(
    actor: Actor,
    filter: AssignmentFilter,
    format: string,
    recipient: Recipient = 'agency',
  ): Promise<AssignedPerson[]> {
    if (filter.countyCode !== undefined) await this.reference.municipalities(filter.countyCode);
    return this.unitOfWork.run(actor, async (tx) => {
      await this.requireMunicipality(tx, filter);
      const found = await this.find(tx, actor, filter);
      const together = new Map<string, number>();
      for (const row of found) together.set(groupOf(row), (together.get(groupOf(row)) ?? 0) + 1);
      const told = found
        .map((row) => toAssignedPerson(row, together.get(groupOf(row))!))
        .map((person) => disclosed(person, recipient));
      const disclosures = recipient === 'agency' ? {} : { recipient, disclosed: disclosuresIn(told, recipient) };
      this.audit.record(tx, actor, {
        action: 'report.export_assignments',
        subjectType: 'report',
        subjectId: null,
        payload: { filter: { ...filter }, format, rows: found.length, ...disclosures },
      });
      // In the order of the case one would recognise a household that is not named.
      return recipient === 'agency' ? told : told.toSorted(byPlaceAndAssignment);
    });
  }

  private async requireMunicipality(tx: Tx, { municipalityCode: code }: AssignmentFilter): Promise<void> {
    if (code === undefined || (await this.reference.findMunicipality(tx, code))) return;
    throw new InvalidInput([
      {
        pointer: '?municipalityCode',
        code: 'unknownMunicipality',
        message: `There is no municipality with the code ${code}.`,
      },
    ]);
  }

  private find(tx: Tx, actor: Actor, { year, month, countyCode, municipalityCode }: AssignmentFilter): Promise<Row[]> {
    const where = [
      'a.year = :year',
      notBarred('c.id'),
      countyCode ? 'm.county_code = :countyCode' : '',
      municipalityCode ? 'm.code = :municipalityCode' : '',
      month ? 'substr(a.assigned_on, 1, 7) = :month' : '',
    ].filter(Boolean);
    return rows<Row>(
      tx.manager,
      `SELECT a.id AS "assignmentId", m.county_code AS "countyCode", k.name AS "countyName", m.code AS "municipalityCode", m.name AS "municipalityName",
              c.diary_number AS "diaryNumber", p.number AS "personNumber", p.family_name AS "familyName", p.given_names AS "givenNames", p.birth_date AS "birthDate",
              a.assigned_on AS "assignedOn", a.latest_reception_on AS "latestReceptionOn", a.status AS "status", a.answered_on AS "answeredOn",
              ap.open AS "open", ap.received_on AS "receivedOn", ap.ended_why AS "endedWhy",
              (SELECT t.occurred_on FROM person_transitions t WHERE t.person_id = p.id AND t.action = 'arrive' AND NOT EXISTS
                (SELECT 1 FROM person_transitions later WHERE later.person_id = p.id AND later.step > t.step AND later.action IN ('arrive', 'reverse_arrival'))) AS "arrivedOn"
       FROM assignment_persons ap JOIN assignments a ON a.id = ap.assignment_id JOIN persons p ON p.id = ap.person_id JOIN cases c ON c.id = p.case_id
         JOIN municipalities m ON m.code = a.municipality_code JOIN counties k ON k.code = m.county_code
       WHERE ${where.join(' AND ')} ORDER BY m.county_code, m.code, c.diary_number, p.number, a.id`,
      {
        official: officialOfActor(actor),
        year,
        countyCode: countyCode ?? '',
        municipalityCode: municipalityCode ?? '',
        month: month ?? '',
      },
    );
  }
}

const groupOf = ({ assignmentId, open }: Row): string => `${assignmentId} ${open ? 'stands' : 'left'}`;

function toAssignedPerson(
  { open, endedWhy, answeredOn, birthDate, status, ...row }: Row,
  familySize: number,
): AssignedPerson {
  const ended = endedWhy === 'declined' ? 'declined' : 'ended';
  return {
    ...row,
    familySize,
    ageBand: compensationBand(birthDate, row.assignedOn),
    status: open ? (row.receivedOn ? 'received' : status) : ended,
    acceptedOn: endedWhy === 'declined' ? null : answeredOn,
    // Who left this assignment arrived, if at all, under another one.
    arrivedOn: open ? row.arrivedOn : null,
  };
}

/** The person as the recipient may know them: named to the municipality that has accepted them, and under no diary number. */
function disclosed(person: AssignedPerson, recipient: Recipient): AssignedPerson {
  if (recipient === 'agency') return person;
  const unnamed = { ...person, diaryNumber: null, personNumber: null };
  return recipient === 'municipality' && ['accepted', 'received'].includes(person.status)
    ? unnamed
    : { ...unnamed, familyName: null, givenNames: null };
}

/** How many persons are disclosed to each recipient, and at which stage. */
function disclosuresIn(
  persons: readonly AssignedPerson[],
  recipient: Exclude<Recipient, 'agency'>,
): { code: string; anonymous: number; identity: number }[] {
  const codeOf = (person: AssignedPerson): string =>
    recipient === 'county' ? person.countyCode : person.municipalityCode;
  return [...new Set(persons.map(codeOf))].map((code) => {
    const theirs = persons.filter((person) => codeOf(person) === code);
    const identity = theirs.filter(({ familyName }) => familyName !== null).length;
    return { code, anonymous: theirs.length - identity, identity };
  });
}

const sortKey = ({ municipalityCode, assignedOn, assignmentId, ageBand, givenNames }: AssignedPerson): string =>
  JSON.stringify([municipalityCode, assignedOn, assignmentId, ageBand, givenNames]);
const byPlaceAndAssignment = (a: AssignedPerson, b: AssignedPerson): number => (sortKey(a) < sortKey(b) ? -1 : 1);
