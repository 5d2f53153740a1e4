import { Injectable } from '@nestjs/common';
import type { PersonInCase, ResettlementCase } from '../cases/index.js';
import { ExclusionService } from '../exclusion/index.js';
import { PermitsService } from '../permits/index.js';
import type { Tx } from '../platform/index.js';
import { CaseDocuments, SubmissionsService, type Rrf } from '../submissions/index.js';
import type { Paragraph, RecordClass } from './domain/secrecy.js';
import { PARAGRAPH_CLASSES, PERSON_CLASSES, RRF_CLASSES } from './field-classes.js';

/**
 * Gathers a case piece by piece, each with its class and whom it is about. What stands behind the wall, and the compartment of the duty
 * to report, are asked for nothing: this module does not know them.
 */
@Injectable()
export class GatherRecord {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly documents: CaseDocuments,
    private readonly exclusion: ExclusionService,
    private readonly permits: PermitsService,
  ) {}

  async of(tx: Tx, theCase: ResettlementCase): Promise<Paragraph[]> {
    const ids = theCase.persons.map(({ id }) => id);
    const rrf = await this.submissions.currentRrf(tx, theCase.id);
    const numberOf = (personId: string): string =>
      `Person ${theCase.persons.find(({ id }) => id === personId)?.number ?? '?'}`;
    const assessments = (await this.exclusion.assessmentsOf(tx, ids)).map((one): Paragraph => ({
      path: `exclusion.${one.id}`,
      heading: `${numberOf(one.personId)}: exclusion assessment of ${one.assessedOn}`,
      text: inWords({
        outcome: one.outcome,
        ground: one.groundCode,
        instrument: one.instrument,
        standard: one.standard,
        reasons: one.reasons,
        notes: one.triggerNotes,
        weighed: one.grounds.map(({ groundCode, finding, reasons }) => ({ groundCode, finding, reasons })),
      }),
      class: 'suspected_crime',
      about: [one.personId],
    }));
    const decisions = (await this.permits.decisionsOf(tx, ids)).map((one): Paragraph => ({
      path: `decision.${one.id}`,
      heading: `${numberOf(one.personId)}: decision ${one.diaryNumber} of ${one.decidedOn}`,
      text: inWords({ outcome: one.outcome, decidedBy: one.decidedByName, reasons: one.reasons }),
      class: one.outcome === 'excluded' ? 'suspected_crime' : 'personal',
      about: [one.personId],
    }));
    const papers = (await this.documents.of(tx, theCase.id)).map((one): Paragraph => ({
      path: `document.${one.id}`,
      heading: `Document ${one.diaryNumber}`,
      text: `${one.title} (${one.direction}, ${one.registeredOn})`,
      class: 'open',
      about: [],
    }));
    return [
      ...ofCase(theCase),
      ...theCase.persons.flatMap((person) => ofPerson(person)),
      ...(rrf ? ofForm(rrf, theCase.persons) : []),
      ...assessments,
      ...decisions,
      ...papers,
    ].filter(({ text }) => text !== '');
  }
}

const ofCase = ({ diaryNumber, receivedOn, status }: ResettlementCase): Paragraph[] => [
  { path: 'case.diaryNumber', heading: 'Diary number', text: diaryNumber, class: 'open', about: [] },
  { path: 'case.receivedOn', heading: 'Received', text: receivedOn, class: 'open', about: [] },
  { path: 'case.status', heading: 'Status of the case', text: inWords(status), class: 'open', about: [] },
];

const ofPerson = ({ id, number, givenNames, familyName, status }: PersonInCase): Paragraph[] => [
  {
    path: `person.${id}.name`,
    heading: `Person ${number}: name`,
    text: `${givenNames} ${familyName}`.trim(),
    class: 'personal',
    about: [id],
  },
  {
    path: `person.${id}.status`,
    heading: `Person ${number}: status`,
    text: inWords(status),
    class: status === 'excluded' ? 'suspected_crime' : 'personal',
    about: [id],
  },
];

function ofForm(rrf: Rrf, persons: readonly PersonInCase[]): Paragraph[] {
  const everybody = persons.map(({ id }) => id);
  const idOf = new Map(persons.map(({ individualNumber, id }) => [individualNumber, id]));
  // Whoever left the case, or never was in it, is somebody else to everybody.
  const idsOf = (numbers: readonly string[]): string[] => numbers.map((one) => idOf.get(one) ?? one);
  const { persons: listed, ...form } = rrf;
  const ofFields = Object.entries(form).flatMap(([field, value]): Paragraph[] => {
    const own = RRF_CLASSES[field as keyof typeof RRF_CLASSES];
    const about = own === 'open' || own === 'foreign' ? [] : everybody;
    if (!Array.isArray(value)) return [pieceOf(`rrf.${field}`, field, value, own, about)];
    return (value as unknown[]).flatMap((item, index) => ofItem(field, index, item, own, about, idsOf));
  });
  const ofPersons = listed.flatMap((person) => {
    const id = idsOf([person.individualNumber])[0]!;
    const number = persons.find((one) => one.id === id)?.number ?? '?';
    return Object.entries(person).map(([field, value]) =>
      pieceOf(
        `rrf.person.${id}.${field}`,
        `person ${number}: ${field}`,
        value,
        PERSON_CLASSES[field as keyof typeof PERSON_CLASSES],
        [id],
      ),
    );
  });
  return [...ofFields, ...ofPersons];
}

/** A paragraph of the form, and apart from it those of its fields that have a class of their own. */
function ofItem(
  field: string,
  index: number,
  item: unknown,
  own: RecordClass,
  everybody: readonly string[],
  idsOf: (numbers: readonly string[]) => string[],
): Paragraph[] {
  const path = `rrf.${field}.${index}`;
  const heading = `${field} ${index + 1}`;
  if (typeof item !== 'object' || item === null) return [pieceOf(path, heading, item, own, everybody)];
  const { about: numbers, confidential, ...fields } = item as Record<string, unknown>;
  const about = Array.isArray(numbers) ? idsOf(numbers as string[]) : everybody;
  const apart = Object.keys(fields).filter((name) => Object.hasOwn(PARAGRAPH_CLASSES, name));
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !apart.includes(name)));
  return [
    // A remark that its sender marked as confidential is the sender's to protect.
    pieceOf(path, heading, rest, confidential === true ? 'foreign' : own, about),
    ...apart.map((name) =>
      pieceOf(`${path}.${name}`, `${heading}: ${name}`, fields[name], PARAGRAPH_CLASSES[name]!, about),
    ),
  ];
}

const pieceOf = (path: string, name: string, value: unknown, of: RecordClass, about: readonly string[]): Paragraph => ({
  path,
  heading: `Form, ${separated(name)}`,
  text: inWords(value),
  class: of,
  about,
});

const separated = (name: string): string =>
  name.replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** A value as a reader understands it; empty for what is unknown. */
function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value))
    return value
      .map(inWords)
      .filter((one) => one !== '')
      .join('; ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => [separated(name), inWords(one)] as const)
      .filter(([, text]) => text !== '')
      .map(([name, text]) => `${name}: ${text}`)
      .join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
