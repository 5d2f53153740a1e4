import { CaseResponse } from '../cases/index.js';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import type { Factor } from './domain/scoring.js';
import type { PlacementChoice, PlacementPlan } from './placement.entities.js';
import { CHOICE_KINDS } from './placement.entities.js';
import type { PlanView, SuggestionView } from './plans.service.js';

export const MUNICIPALITY = { pattern: /^\d{4}$/, example: '0680' };
/** Points of a whole plan: 20,000 cases of 12,000 points. */
export const POINTS = { max: 2_000_000_000, example: 14_820 };
const STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

export class FloorRequest {
  @CodeField({ about: 'Country of asylum of the group.', pattern: /^[A-Z]{2}$/, example: 'KE' }) group: string;
  @CountField({ about: 'The least points that its households get together.', ...POINTS }) points: number;
}
export class OutcomeRequest {
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @CodeField({ about: 'Official four-digit code.', ...MUNICIPALITY }) municipalityCode: string;
  @CountField({ about: 'Points of the household there, from outside.', max: 100_000, example: 120 }) points: number;
}

export class AskPlanRequest {
  @CountField({ about: 'Year of the municipal numbers.', min: 2016, max: 2100, example: 2025 }) year: number;
  @CodeField({
    about: 'Month of arrival; the rest of the year when left out.',
    pattern: /^\d{4}-(0[1-9]|1[0-2])$/,
    optional: true,
    example: '2025-03',
  })
  month?: string;
  @CountField({ about: 'Same input and seed, same plan.', optional: true, min: 1, example: 1 }) seed?: number;
  @CountField({ about: 'Moves of the search; 400 a case when left out.', optional: true, max: 100_000_000 })
  moves?: number;
  @CountField({
    about: 'Futures drawn from the last twelve months, whose prices keep places for those to come; none when left out.',
    optional: true,
    max: 20,
  })
  futures?: number;
  @FlagField({ about: 'Search for the proven best with HiGHS, up to 500 cases.', optional: true }) polish?: boolean;
  @IdField({ about: 'Make this plan again, moving as little as it must.', optional: true }) replanOf?: string;
  @ObjectsField(() => FloorRequest, { about: 'Fairness: floors of groups.', optional: true, maxItems: 50 })
  floors?: FloorRequest[];
  @CountField({
    about: 'The most persons of demanding households (medical places, seven or more) in one municipality.',
    optional: true,
    max: 100_000,
  })
  demandingCap?: number;
  @ObjectsField(() => OutcomeRequest, { about: 'Scores of outcomes from outside.', optional: true, maxItems: 5000 })
  outcomes?: OutcomeRequest[];
}

export class PlanStartedResponse {
  @IdField({ about: 'Id of the plan.' }) id: string;
  @ChoiceField({ about: 'How far it is.', of: STATUSES }) status: string;
}

export class PlanFiguresResponse {
  @CountField({ about: 'Points of the plan.', ...POINTS }) objective: number;
  @CountField({ about: 'No plan has more points than this.', ...POINTS }) bound: number;
  @CountField({ about: 'Distance to that bound, in millionths of it.', example: 4200 }) gapMillionths: number;
  @CountField({ about: 'Persons placed.', example: 41 }) placedPersons: number;
  @CountField({ about: 'Persons who waited.', example: 44 }) waitingPersons: number;
  @TextField({ about: 'Code of the dated rule with the weights.', example: 'placement-weights-default' })
  ruleVersion: string;
  @TextField({ about: 'SHA-256 of everything it was made from.' }) inputHash: string;
  @CountField({ about: 'Moves of the search.', max: 2_000_000_000 }) moves: number;
  @ChoiceField({ about: 'What HiGHS said; null when it was not asked.', of: ['optimal', 'cut'], nullable: true })
  polish: string | null;
  @CountField({ about: 'Points that floors and caps cost; null when there are none.', nullable: true, ...POINTS })
  fairnessCost: number | null;
  @ObjectsField(() => FloorRequest, { about: 'Floors that were not reached, with the points that lack.' })
  floorsMissed: FloorRequest[];
  @CountField({ about: 'Households too large for any plan: to be entered as linked cases.' }) leftOut: number;
  @InstantField({ about: 'When it was made.' }) madeAt: string;
}

export class PlacementPlanResponse {
  @IdField({ about: 'Id of the plan.' }) id: string;
  @ChoiceField({ about: 'How far it is.', of: STATUSES }) status: string;
  @CountField({ about: 'Moves done.', max: 2_000_000_000 }) done: number;
  @CountField({ about: 'Moves in all; null before it began.', nullable: true, max: 2_000_000_000 })
  total: number | null;
  @TextField({ about: 'What went wrong.', nullable: true }) error: string | null;
  @CountField({ about: 'Year of the municipal numbers.', example: 2025 }) year: number;
  @TextField({ about: 'Month of arrival; null for the rest of the year.', nullable: true, example: '2025-03' })
  month: string | null;
  @CountField({ about: 'Seed.', example: 1 }) seed: number;
  @CountField({ about: 'Futures drawn.', example: 0 }) futures: number;
  @IdField({ about: 'The plan that it makes again.', nullable: true }) replanOf: string | null;
  @TextField({ about: 'Who asked for it.' }) askedBy: string;
  @ObjectField(() => PlanFiguresResponse, { about: 'What came out; null until it is made.', nullable: true })
  figures: PlanFiguresResponse | null;
}

export class PlacementPlanListResponse {
  @ObjectsField(() => PlacementPlanResponse, { about: 'The latest plans, the newest first.' })
  items: PlacementPlanResponse[];
}

export class ScorePartsResponse {
  @CountField({ about: 'For being placed at all.', example: 800 }) placed: number;
  @CountField({ about: 'Ties to relatives.', example: 0 }) tie: number;
  @CountField({ about: 'Needs met.', example: 0 }) needs: number;
  @CountField({ about: 'Dwelling of the right size.', example: 240 }) dwelling: number;
  @CountField({ about: 'Work sought there.', example: 80 }) work: number;
  @CountField({ about: 'Help in their language.', example: 240 }) language: number;
  @CountField({ about: 'Even load between municipalities.', example: 300 }) evenLoad: number;
  @CountField({ about: 'Outcome scores from outside.', example: 0 }) outcome: number;
}
/** A new object: what is shown never shares one with what is kept. */
export const partsResponse = (parts: Record<Factor, number>): ScorePartsResponse => ({ ...parts });

export class ChoiceMadeResponse {
  @ChoiceField({ about: 'As suggested, or another.', of: CHOICE_KINDS }) kind: string;
  @TextField({ about: 'Code of the municipality chosen.', example: '0680' }) municipalityCode: string;
  @IdField({ about: 'The assignment.' }) assignmentId: string;
  @TextField({ about: 'Why, where it was said.', nullable: true }) reason: string | null;
  @InstantField({ about: 'When.' }) chosenAt: string;
  @TextField({ about: 'By whom.' }) chosenBy: string;
}

export class SuggestionResponse {
  @IdField({ about: 'Id of the suggestion.' }) id: string;
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @TextField({ about: 'Diary number of the case.' }) diaryNumber: string;
  @CountField({ about: 'Version of the case, for If-Match.' }) caseVersion: number;
  @FlagField({ about: 'Somebody of the case still waits for a municipality.' }) open: boolean;
  @CountField({ about: 'Persons.', example: 4 }) persons: number;
  @TextField({ about: 'Code of the suggested municipality; null: carried over.', nullable: true, example: '0680' })
  municipalityCode: string | null;
  @TextField({ about: 'Its name.', nullable: true, example: 'Jönköping' }) municipalityName: string | null;
  @CountField({ about: 'Points.', ...POINTS }) score: number;
  @ObjectField(() => ScorePartsResponse, { about: 'What they are made of.' }) parts: ScorePartsResponse;
  @ObjectsField(() => ChoiceMadeResponse, { about: 'What was chosen, the oldest first.' })
  choices: ChoiceMadeResponse[];
}

export class SuggestionListResponse {
  @ObjectsField(() => SuggestionResponse, { about: 'Open ones first, then by municipality.', maxItems: 20_000 })
  items: SuggestionResponse[];
}

export class ChooseRequest {
  @CodeField({ about: 'The suggested municipality, or another.', ...MUNICIPALITY }) municipalityCode: string;
  @TextField({
    about: 'Why; needed for another municipality than the suggested one.',
    optional: true,
    min: 3,
    max: 2000,
    example: 'An uncle lives there.',
  })
  reason?: string;
  @DateField({
    about: "Latest reception; the dated rule's default when left out.",
    optional: true,
    example: '2025-07-14',
  })
  latestReceptionOn?: string;
  @TextField({ about: 'Why to go beyond the municipal number.', optional: true, min: 3, max: 2000 })
  overAssignmentReason?: string;
  @IdField({ about: 'The unused assignment that this one replaces.', optional: true }) replacesId?: string;
}

export class ChosenResponse extends CaseResponse {
  @IdField({ about: 'Id of the new assignment, which the municipality answers.' }) assignmentId: string;
  @IdField({ about: 'Id of the choice that is kept.' }) choiceId: string;
}

const figuresOf = (plan: PlacementPlan): PlanFiguresResponse => {
  const { objective, bound, placedPersons, waitingPersons, ruleVersion, inputHash, moves, madeAt, result } = plan;
  return {
    ...{ objective, bound, gapMillionths: bound === 0 ? 0 : Math.round(((bound - objective) * 1e6) / bound) },
    ...{ placedPersons, waitingPersons, ruleVersion, inputHash, moves, madeAt },
    polish: result.plan.polish ?? null,
    fairnessCost: result.fairnessCost,
    floorsMissed: result.plan.floorsMissed.map(({ group, lacks }) => ({ group, points: lacks })),
    leftOut: result.leftOut.length,
  };
};

export const toPlacementPlanResponse = ({
  id,
  status,
  done,
  total,
  error,
  asked,
  plan,
}: PlanView): PlacementPlanResponse => {
  const { year, month, seed, futures, replanOf, askedBy } = asked;
  return {
    ...{ id, status, done, total, error, year, month, seed, futures, replanOf, askedBy },
    figures: plan === null ? null : figuresOf(plan),
  };
};

export const toMadePlanResponse = (plan: PlacementPlan): PlacementPlanResponse => {
  const { id, year, month, seed, futures, replanOf, askedBy, moves } = plan;
  return {
    ...{ id, status: 'done', done: moves, total: moves, error: null, year, month, seed, futures, replanOf, askedBy },
    figures: figuresOf(plan),
  };
};

const toChoiceResponse = ({ kind, municipalityCode, assignmentId, reason, chosenAt, chosenBy }: PlacementChoice) => ({
  ...{ kind, municipalityCode, assignmentId, reason, chosenAt, chosenBy },
});

export const toSuggestionResponse = ({ planId: _, parts, choices, ...view }: SuggestionView): SuggestionResponse => ({
  ...view,
  parts: partsResponse(parts),
  choices: choices.map(toChoiceResponse),
});
