import { Injectable } from '@nestjs/common';
import { notBarred, officialOfActor } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { compensationBand } from './domain/age-band.js';

export interface AssignmentFilter {
  year: number;
  countyCode?: string;
  municipalityCode?: string;
}

export const PERSON_ASSIGNMENT_STATUSES = ['assigned', 'accepted', 'received', 'declined', 'ended'] as const;
export type PersonAssignmentStatus = (typeof PERSON_ASSIGNMENT_STATUSES)[number];

/** One person under one assignment. */
export interface AssignedPerson {
  countyCode: string;
  countyName: string;
  municipalityCode: string;
  municipalityName: string;
  diaryNumber: string;
  personNumber: number;
  familyName: string;
  givenNames: string;
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
  assignmentId: string;
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
   * The persons assigned under the numbers of a year, by municipality and case. Each export leaves its filter and the number of its
   * rows in the audit chain before it is answered. Throws InvalidInput for a county or municipality that does not exist.
   */
  async export(actor: Actor, filter: AssignmentFilter, format: string): Promise<AssignedPerson[]> {
    if (filter.countyCode !== undefined) await this.reference.municipalities(filter.countyCode);
    return this.unitOfWork.run(actor, async (tx) => {
      await this.requireMunicipality(tx, filter);
      const found = await this.find(tx, actor, filter);
      this.audit.record(tx, actor, {
        action: 'report.export_assignments',
        subjectType: 'report',
        subjectId: null,
        payload: { filter: { ...filter }, format, rows: found.length },
      });
      const together = new Map<string, number>();
      for (const row of found) together.set(groupOf(row), (together.get(groupOf(row)) ?? 0) + 1);
      return found.map((row) => toAssignedPerson(row, together.get(groupOf(row))!));
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

  private find(tx: Tx, actor: Actor, { year, countyCode, municipalityCode }: AssignmentFilter): Promise<Row[]> {
    const where = [
      'a.year = :year',
      notBarred('c.id'),
      countyCode ? 'm.county_code = :countyCode' : '',
      municipalityCode ? 'm.code = :municipalityCode' : '',
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
      },
    );
  }
}

const groupOf = ({ assignmentId, open }: Row): string => `${assignmentId} ${open ? 'stands' : 'left'}`;

function toAssignedPerson(
  { assignmentId: _, open, endedWhy, answeredOn, birthDate, status, ...row }: Row,
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
