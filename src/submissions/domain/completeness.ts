import { ageOn, type PlainDate } from '../../kernel/index.js';
import { SUBMISSION_SOURCES, type Rrf, type RrfPerson, type SubmissionSource } from './rrf.js';

// What an RRF must hold before the case is registered. A form that lacks something is returned to its sender, which is
// not a denial (domain.md 2; UNHCR Resettlement Handbook 4.6, 4.10). Forms that contradict themselves: validity.ts.

/** Age from which a person signs for himself or herself. */
const ADULT_FROM = 18;

export interface Requirement {
  readonly code: string;
  /** What is asked for, in words for the letter to UNHCR. */
  readonly text: string;
  /** The rule behind it. */
  readonly source: string;
  readonly appliesTo: readonly SubmissionSource[];
  /** RFC 6901 pointers to the fields that are missing; empty when nothing is. */
  readonly missing: (rrf: Rrf, today: PlainDate) => string[];
}

export interface MissingItem {
  readonly code: string;
  readonly text: string;
  readonly source: string;
  readonly pointers: readonly string[];
}

const isMissing = (value: string | null | undefined): boolean => value == null || value.trim() === '';
const isAdult = (person: RrfPerson, today: PlainDate): boolean => ageOn(person.birthDate, today) >= ADULT_FROM;

const field =
  (name: keyof Rrf & string, when: (rrf: Rrf) => boolean = () => true) =>
  (rrf: Rrf): string[] =>
    when(rrf) && isMissing(rrf[name] as string | null | undefined) ? [`/${name}`] : [];

const ofPersons =
  (name: keyof RrfPerson & string, lacks: (person: RrfPerson, today: PlainDate, rrf: Rrf) => boolean) =>
  (rrf: Rrf, today: PlainDate): string[] =>
    rrf.persons.flatMap((person, index) => (lacks(person, today, rrf) ? [`/persons/${index}/${name}`] : []));

const needsMedically = (rrf: Rrf): boolean => rrf.primaryCategory === 'MED' || rrf.secondaryCategory === 'MED';
const isPatient = (person: RrfPerson): boolean => person.specificNeeds?.includes('medical') ?? false;

/** In a medical case each person with a medical need has a form; where nobody is marked, the principal applicant's is asked for. */
function lacksMedicalForm(person: RrfPerson, rrf: Rrf): boolean {
  if (!needsMedically(rrf) || !isMissing(person.medicalFormOn)) return false;
  if (rrf.persons.some(isPatient)) return isPatient(person);
  return (
    person.relationToPrincipal === 'principal_applicant' && rrf.persons.every((other) => isMissing(other.medicalFormOn))
  );
}

/** A child is unaccompanied when marked so or when the case has no adult. */
const isUnaccompanied = (person: RrfPerson, today: PlainDate, rrf: Rrf): boolean =>
  !isAdult(person, today) &&
  ((person.specificNeeds?.includes('unaccompanied_child') ?? false) ||
    !rrf.persons.some((other) => isAdult(other, today)));

const FROM_ALL = SUBMISSION_SOURCES;
const FROM_UNHCR = ['unhcr'] as const;

export const REQUIREMENTS: readonly Requirement[] = [
  {
    code: 'unhcrCaseNumberMissing',
    text: 'The UNHCR case number.',
    source: 'UNHCR Resettlement Handbook 4.6, section 1',
    appliesTo: FROM_UNHCR,
    missing: field('unhcrCaseNumber'),
  },
  {
    code: 'secondaryCategoryMissing',
    text: 'A secondary submission category beside the primary one.',
    source: 'UNHCR Resettlement Handbook 3 and 4.7',
    appliesTo: FROM_UNHCR,
    missing: field('secondaryCategory'),
  },
  {
    code: 'priorityJustificationMissing',
    text: 'The justification of the emergency or urgent priority.',
    source: 'UNHCR Resettlement Handbook 4.2 and 4.6, section 5',
    appliesTo: FROM_ALL,
    missing: field('priorityJustification', (rrf) => rrf.priority !== 'normal'),
  },
  {
    code: 'needForResettlementMissing',
    text: 'The need for resettlement.',
    source: 'UNHCR Resettlement Handbook 4.6, section 5',
    appliesTo: FROM_ALL,
    missing: field('needsSummary'),
  },
  {
    code: 'durableSolutionsMissing',
    text: 'Why neither local integration nor return is a solution.',
    source: 'UNHCR Resettlement Handbook 4.7',
    appliesTo: FROM_UNHCR,
    missing: field('durableSolutions'),
  },
  {
    code: 'nationalityMissing',
    text: 'The nationality, or that the person is stateless.',
    source: 'Regulation (EU) 2024/1350, article 9(3)',
    appliesTo: FROM_ALL,
    missing: ofPersons('nationality', (person) => !person.stateless && isMissing(person.nationality)),
  },
  {
    code: 'asylumRegistrationMissing',
    text: 'The date of registration as a refugee in the country of asylum.',
    source: 'Regulation (EU) 2024/1350, article 9(3)',
    appliesTo: FROM_UNHCR,
    missing: ofPersons('registeredOn', (person) => isMissing(person.registeredOn)),
  },
  {
    code: 'refugeeStatusBasisMissing',
    text: 'The ground of the refugee status.',
    source: 'UNHCR Resettlement Handbook 4.7',
    appliesTo: FROM_UNHCR,
    missing: ofPersons('refugeeStatusBasis', (person) => isMissing(person.refugeeStatusBasis)),
  },
  {
    code: 'medicalFormMissing',
    text: 'The medical assessment form (MAF) of the person with medical needs.',
    source: 'UNHCR Resettlement Handbook 3.7',
    appliesTo: FROM_UNHCR,
    missing: ofPersons('medicalFormOn', (person, _today, rrf) => lacksMedicalForm(person, rrf)),
  },
  {
    code: 'bestInterestsMissing',
    text: 'The best-interests paper of an unaccompanied child.',
    source: 'UNHCR Resettlement Handbook 4.6, section 7',
    appliesTo: FROM_ALL,
    missing: ofPersons(
      'bestInterestsOn',
      (person, today, rrf) => isMissing(person.bestInterestsOn) && isUnaccompanied(person, today, rrf),
    ),
  },
  {
    code: 'consentMissing',
    text: 'The consent to the submission and to the sharing of data.',
    source: 'Regulation (EU) 2024/1350, article 7; UNHCR Resettlement Handbook 4.6, section 8',
    appliesTo: FROM_ALL,
    missing: ofPersons('consentOn', (person) => isMissing(person.consentOn)),
  },
  {
    code: 'adultSignatureMissing',
    text: 'The signature of each adult.',
    source: 'UNHCR Resettlement Handbook 4.6, section 8',
    appliesTo: FROM_UNHCR,
    missing: ofPersons('signedOn', (person, today) => isAdult(person, today) && isMissing(person.signedOn)),
  },
];

/** What must be asked of the sender before the case can be registered; empty for a complete RRF. Ages are those of `today`. */
export const missingFrom = (rrf: Rrf, today: PlainDate): MissingItem[] =>
  REQUIREMENTS.filter((requirement) => requirement.appliesTo.includes(rrf.source)).flatMap(
    ({ code, text, source, missing }) => {
      const pointers = missing(rrf, today);
      return pointers.length > 0 ? [{ code, text, source, pointers }] : [];
    },
  );
