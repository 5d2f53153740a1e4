import {
  ChoiceField,
  CodeField,
  CountField,
  IdField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import type { Municipality } from '../reference/index.js';
import { STOPS } from './domain/explain.js';
import { HARD_RULES } from './domain/scoring.js';
import type { CaseExplained, MunicipalityInPlan } from './explain-plans.js';
import { MUNICIPALITY, partsResponse, POINTS, ScorePartsResponse } from './placement.dto.js';
import type { WhatIf } from './what-if.js';

const SIGNED = { min: -2_000_000_000, ...POINTS };
/** Beyond these nobody reads on, and the page stays small. */
const MOST_SHOWN = 50;

export class RankedChoiceResponse {
  @TextField({ about: 'Code of the municipality.', example: '0680' }) municipalityCode: string;
  @TextField({ about: 'Its name.', example: 'Jönköping' }) municipalityName: string;
  @CountField({ about: 'Points of the household there, with the cases linked to it.', ...POINTS }) score: number;
  @ObjectField(() => ScorePartsResponse, { about: 'What they are made of.' }) parts: ScorePartsResponse;
  @CountField({ about: 'What the places it takes are worth to others, in points.', ...POINTS }) price: number;
  @CountField({ about: 'What is lost against the best choice at these prices.', ...POINTS }) regret: number;
  @ChoiceField({ about: 'What lacks there in this plan; null when there is room.', of: STOPS, nullable: true })
  stop: string | null;
  @TextsField({ about: 'Cases and assignments that hold what lacks.', maxItems: 5000 }) heldBy: string[];
}

export class StoppedResponse {
  @TextField({ about: 'Code of the municipality.', example: '0114' }) municipalityCode: string;
  @TextField({ about: 'Its name.', example: 'Upplands Väsby' }) municipalityName: string;
  @ChoiceField({ about: 'The first rule that stops it.', of: [...HARD_RULES, ...STOPS] }) rule: string;
}

export class CaseExplainedResponse {
  @TextField({ about: 'Code of the suggested municipality; null: carried over.', nullable: true })
  suggested: string | null;
  @ObjectsField(() => RankedChoiceResponse, {
    about: 'The best fifty after the price of the places, best first.',
    maxItems: MOST_SHOWN,
  })
  choices: RankedChoiceResponse[];
  @ObjectsField(() => StoppedResponse, { about: 'Those that a rule stops, by code.', maxItems: 290 })
  stopped: StoppedResponse[];
}

export class CandidateResponse {
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @CountField({ about: 'Points there.', ...POINTS }) score: number;
  @CountField({ about: 'What would be gained, after the price of the places.', ...SIGNED }) gain: number;
  @ChoiceField({ about: 'What lacks; null when there is room.', of: STOPS, nullable: true }) stop: string | null;
}

export class CandidatesResponse {
  @ObjectsField(() => CandidateResponse, { about: 'Those without a place first.', maxItems: 20_000 })
  items: CandidateResponse[];
}

export class MunicipalityQuery {
  @CodeField({ about: 'Official four-digit code.', ...MUNICIPALITY }) municipalityCode: string;
}

export class WhatIfRequest {
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @CodeField({ about: 'Where it would go instead.', ...MUNICIPALITY }) municipalityCode: string;
}

export class MoveResponse {
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @TextField({ about: 'Code of where the plan has it; null: nowhere.', nullable: true }) from: string | null;
  @TextField({ about: 'Code of where it would go; null: nowhere.', nullable: true }) to: string | null;
}

export class WhatIfResponse {
  @CountField({ about: 'What it costs in points; below zero when it is better.', ...SIGNED }) points: number;
  @ObjectsField(() => MoveResponse, { about: 'Whom else it moves.', maxItems: 20_000 }) moves: MoveResponse[];
}

export class MunicipalityInPlanResponse {
  @TextField({ about: 'Official four-digit code.', example: '0680' }) code: string;
  @TextField({ about: 'Name.', example: 'Jönköping' }) name: string;
  @TextField({ about: 'Two-digit code of its county.', example: '06' }) countyCode: string;
  @TextField({ about: 'Latitude of its centre, in degrees.', example: '57.78' }) latitude: string;
  @TextField({ about: 'Longitude of its centre, in degrees.', example: '14.16' }) longitude: string;
  @CountField({ about: 'The number without what others have of it; null when there is none.', nullable: true })
  places: number | null;
  @CountField({ about: 'Persons assigned before the plan.' }) assigned: number;
  @CountField({ about: 'Persons whom the plan adds.' }) suggested: number;
  @CountField({ about: 'Households whom the plan adds.' }) suggestedCases: number;
}

export class PlanMunicipalitiesResponse {
  @ObjectsField(() => MunicipalityInPlanResponse, { about: 'All municipalities, by code.', maxItems: 290 })
  items: MunicipalityInPlanResponse[];
}

const named = ({ code, name }: Municipality) => ({ municipalityCode: code, municipalityName: name });

export const toCaseExplainedResponse = ({ suggested, choices, stopped }: CaseExplained): CaseExplainedResponse => ({
  suggested,
  choices: choices
    .slice(0, MOST_SHOWN)
    .map(({ municipality, parts, ...rest }) => ({ ...named(municipality), ...rest, parts: partsResponse(parts) })),
  stopped: stopped.map(({ municipality, rule }) => ({ ...named(municipality), rule })),
});

export const toWhatIfResponse = ({ points, moves }: WhatIf): WhatIfResponse => ({
  points,
  moves: moves.map(({ caseId, from, to }) => ({ caseId, from, to })),
});

export const toMunicipalityInPlanResponse = ({
  municipality: { code, name, countyCode, latitude, longitude },
  ...rest
}: MunicipalityInPlan): MunicipalityInPlanResponse => ({
  ...{ code, name, countyCode, latitude: latitude.toFixed(2), longitude: longitude.toFixed(2) },
  ...rest,
});
