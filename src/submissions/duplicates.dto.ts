import {
  ChoiceField,
  CountField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  PageQuery,
  TextField,
  TextsField,
} from '../platform/index.js';
import { PERSON_STATUSES } from '../cases/index.js';
import { COMPARED_FIELDS, STRENGTHS, type ComparedField, type Strength } from './domain/duplicates/compare-persons.js';
import { markOf, type Mark } from './domain/duplicates/standing.js';
import { VERDICTS, type DuplicateSuspicion, type Verdict } from './duplicates.entities.js';
import type { ComparedPair, Side } from './duplicates.service.js';

const MARKS = ['same', 'close', 'different', 'unknown'] as const;

export class EvidenceResponse {
  @ChoiceField({ about: 'What was compared.', of: COMPARED_FIELDS }) field: ComparedField;
  @TextField({ about: 'What it showed.', example: 'same' }) saw: string;
  @CountField({ about: 'How many names or relatives agree.', optional: true, nullable: true, example: 2 }) agreeing:
    number | null;
  @TextField({ about: 'Its weight in bits: for one person when positive, for two when negative.', example: '7.4' })
  weight: string;
}

export class SuspicionResponse {
  @IdField({ about: 'Id of the suspicion.' }) id: string;
  @IdField({ about: 'The person registered first.' }) firstPersonId: string;
  @IdField({ about: 'The person registered later.' }) secondPersonId: string;
  @ChoiceField({ about: 'Exact: one number; likely and possible: by the score.', of: STRENGTHS }) strength: Strength;
  @TextField({ about: 'Sum of the weights, in bits.', example: '31.5' }) score: string;
  @ObjectsField(() => EvidenceResponse, { about: 'Why, field by field.' }) evidence: EvidenceResponse[];
  @InstantField({ about: 'When it was found.' }) foundAt: string;
  @CountField({ about: 'Version, also the ETag.', min: 1, example: 1 }) version: number;
  @ChoiceField({ about: 'The verdict that stands.', of: VERDICTS, nullable: true }) verdict: Verdict | null;
  @TextField({ about: 'Who gave it.', nullable: true, example: null }) judgedBy: string | null;
  @InstantField({ about: 'When.', nullable: true }) judgedAt: string | null;
  @TextField({ about: 'Why.', nullable: true, max: 4000, example: null }) reason: string | null;
}

export class SuspicionListResponse {
  @ObjectsField(() => SuspicionResponse, { about: 'The strongest first.' }) items: SuspicionResponse[];
  @TextField({ about: 'Cursor of the next page.', nullable: true }) nextCursor: string | null;
}

export class SuspicionListQuery extends PageQuery {
  @ChoiceField({
    about: 'Waiting for a verdict (unless another is named), or judged.',
    of: ['open', 'judged'],
    optional: true,
  })
  state?: 'open' | 'judged';
  @ChoiceField({ about: 'Only these.', of: STRENGTHS, optional: true }) strength?: Strength;
  @IdField({ about: 'Only those about somebody of this case.', optional: true }) caseId?: string;
}

export class FieldSideBySideResponse {
  @TextField({ about: 'What it is.', example: 'names' }) field: string;
  @TextsField({ about: 'Of the first person.', max: 1000, example: ['Aline Mugisha'] }) first: string[];
  @TextsField({ about: 'Of the second person.', max: 1000, example: ['Alyne Mugicha'] }) second: string[];
  @ChoiceField({ about: 'How they agree.', of: MARKS }) mark: Mark;
}

export class SideResponse {
  @IdField({ about: 'The person.' }) personId: string;
  @IdField({ about: 'The case.' }) caseId: string;
  @TextField({ about: 'Diary number of the case.', example: 'VID-2025-00017' }) diaryNumber: string;
  @CountField({ about: 'Place in the case, from 1.', example: 1 }) number: number;
  @ChoiceField({ about: 'Where the person stands on the road.', of: PERSON_STATUSES }) status: string;
}

export class VerdictResponse {
  @ChoiceField({ about: 'The verdict.', of: VERDICTS }) verdict: Verdict;
  @TextField({ about: 'Why.', max: 4000 }) reason: string;
  @TextField({ about: 'Who gave it.' }) judgedBy: string;
  @InstantField({ about: 'When.' }) judgedAt: string;
}

export class ComparedPairResponse extends SuspicionResponse {
  @ObjectField(() => SideResponse, { about: 'The person registered first.' }) first: SideResponse;
  @ObjectField(() => SideResponse, { about: 'The person registered later.' }) second: SideResponse;
  @ObjectsField(() => FieldSideBySideResponse, { about: 'Field by field.' }) fields: FieldSideBySideResponse[];
  @ObjectsField(() => VerdictResponse, { about: 'All verdicts, the first one first.' }) verdicts: VerdictResponse[];
}

export class JudgeDuplicateRequest {
  @ChoiceField({ about: 'One person, or two.', of: VERDICTS }) verdict: Verdict;
  @TextField({ about: 'What it rests on.', min: 3, max: 4000, example: 'Same card and same parents; UNHCR confirms.' })
  reason: string;
}

const inBits = (tenths: number): string => (tenths / 10).toFixed(1);

export const toSuspicionResponse = (suspicion: DuplicateSuspicion): SuspicionResponse => {
  const { id, firstPersonId, secondPersonId, strength, score, evidence, foundAt, version } = suspicion;
  const { verdict, judgedBy, judgedAt, reason } = suspicion;
  return {
    id,
    firstPersonId,
    secondPersonId,
    strength,
    score: inBits(score),
    evidence: evidence.map(({ field, saw, agreeing = null, weight }) => ({
      field,
      saw,
      agreeing,
      weight: weight.toFixed(1),
    })),
    foundAt,
    version,
    verdict,
    judgedBy,
    judgedAt,
    reason,
  };
};

/** What a person is compared by, as the reader sees it, under the field of the evidence that judges it. */
const SHOWN: readonly (readonly [
  name: string,
  judgedBy: ComparedField,
  of: (side: Side) => readonly (string | null)[],
])[] = [
  ['names', 'ownName', ({ told }) => told.names.map(({ given, family }) => `${given} ${family}`.trim())],
  ['birth', 'birth', ({ told }) => [birthInWords(told.birth)]],
  ['sex', 'sex', ({ told }) => [told.sex]],
  ['individualNumbers', 'number', ({ told }) => told.numbers],
  ['documentNumbers', 'document', ({ told }) => told.documentNumbers],
  ['caseNumbers', 'caseNumber', ({ told }) => told.caseNumbers],
  ['nationality', 'nationality', ({ told }) => [told.nationality]],
  ['countryOfBirth', 'countryOfBirth', ({ told }) => [told.countryOfBirth]],
  ['birthPlace', 'birthPlace', ({ told }) => [told.birthPlace]],
  [
    'relatives',
    'relatives',
    ({ told }) =>
      told.relatives.map(
        ({ name, birthYear }) => `${name.given} ${name.family}`.trim() + (birthYear === null ? '' : `, ${birthYear}`),
      ),
  ],
];

const birthInWords = ({ year, month, day, estimated }: Side['told']['birth']): string | null =>
  year === null
    ? null
    : [year, month, day].flatMap((part) => (part == null ? [] : String(part).padStart(2, '0'))).join('-') +
      (estimated ? ' (estimated)' : '');

const toSide = ({ person, theCase }: Side): SideResponse => ({
  personId: person.id,
  caseId: theCase.id,
  diaryNumber: theCase.diaryNumber,
  number: person.number,
  status: person.status,
});

export const toComparedPairResponse = ({ suspicion, first, second, verdicts }: ComparedPair): ComparedPairResponse => ({
  ...toSuspicionResponse(suspicion),
  first: toSide(first),
  second: toSide(second),
  fields: SHOWN.map(([field, judgedBy, of]) => ({
    field,
    first: of(first).flatMap((value) => value ?? []),
    second: of(second).flatMap((value) => value ?? []),
    mark: markOf(suspicion.evidence.find((one) => one.field === judgedBy)?.saw),
  })),
  verdicts: verdicts.map(({ verdict, reason, judgedBy, judgedAt }) => ({ verdict, reason, judgedBy, judgedAt })),
});
