import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { RULE_PARTS, SCHEMES, type JudgedPart, type RulePart, type Scheme } from '../quotas/index.js';
import { PLACINGS, type HowPlaced } from './cases.entities.js';
import type { PlacingView, SubQuotaChoiceView } from './sub-quota-choice.js';
import { FitInResponse, toFitInResponse } from './what-fits.dto.js';

export class JudgedPartResponse implements JudgedPart {
  @ChoiceField({ about: 'Which part of the rule.', of: RULE_PARTS }) part: RulePart;
  @FlagField({ about: 'It fits the case.', example: true }) matched: boolean;
  @CountField({ about: 'How much more specific it makes the rule; 0 where it takes any.', example: 2 }) weight: number;
  @TextField({ about: 'Why.', max: 2000, example: 'For UG, TZ; the case is in UG (east_horn_great_lakes).' })
  detail: string;
}

export class ConsideredSubQuotaResponse {
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @TextField({ about: 'Its name.', example: 'Uganda and Tanzania' }) subQuota: string;
  @ChoiceField({ about: 'Form of admission.', of: SCHEMES }) scheme: Scheme;
  @IdField({ about: 'Its period.' }) periodId: string;
  @TextField({ about: 'Name of the period.', example: 'National quota 2025' }) period: string;
  @FlagField({ about: 'Its whole rule fits the case.', example: true }) matches: boolean;
  @FlagField({ about: 'It is the one that the rules choose today.', example: true }) chosenByRule: boolean;
  @FlagField({ about: 'The case stands here.', example: true }) standsHere: boolean;
  @ObjectsField(() => JudgedPartResponse, { about: 'Each part of its rule.' }) parts: JudgedPartResponse[];
  @ObjectField(() => FitInResponse, {
    about: 'Whether the whole case fits; null for who may not read the quota.',
    nullable: true,
  })
  fit: FitInResponse | null;
}

export class PlacingResponse {
  @CountField({ about: 'Counts the placings of the case from 1.', min: 1, example: 1 }) step: number;
  @ChoiceField({ about: 'By the rules on receipt, by an official, or on authority.', of: PLACINGS }) how: HowPlaced;
  @IdField({ about: 'The sub-quota; null when no rule fitted.', nullable: true }) subQuotaId: string | null;
  @TextField({ about: 'Its name.', nullable: true, example: 'Uganda and Tanzania' }) subQuota: string | null;
  @TextField({ about: 'Its period.', nullable: true, example: 'National quota 2025' }) period: string | null;
  @TextField({ about: 'What the rules said instead that day.', nullable: true, example: null }) overrode: string | null;
  @TextField({ about: 'Why the rules said so that day.', nullable: true, max: 4000 }) rule: string | null;
  @TextField({ about: 'Why it was chosen.', nullable: true, max: 2000, example: null }) reason: string | null;
  @TextField({ about: 'On whose authority.', nullable: true, example: null }) authority: string | null;
  @TextField({ about: 'In which document.', nullable: true, example: null }) documentReference: string | null;
  @DateField({ about: 'Since which day.' }) occurredOn: string;
  @InstantField({ about: 'When it was written.' }) recordedAt: string;
  @TextField({ about: 'By whom.', example: 'Coordinator' }) recordedBy: string;
}

export class SubQuotaChoiceResponse {
  @IdField({ about: 'The case.' }) caseId: string;
  @CountField({ about: 'Version of the case.', example: 3 }) caseVersion: number;
  @TextField({ about: 'What the declared rules say today, and why.', max: 4000 }) why: string;
  @ObjectField(() => PlacingResponse, { about: 'Where the case stands, and on what that rests.', nullable: true })
  standing: PlacingResponse | null;
  @ObjectsField(() => ConsideredSubQuotaResponse, {
    about: 'Every sub-quota of a decided or open period.',
    maxItems: 1000,
  })
  subQuotas: ConsideredSubQuotaResponse[];
  @ObjectsField(() => PlacingResponse, { about: 'Where the case has stood, the first first.', maxItems: 1000 })
  history: PlacingResponse[];
}

const toPlacingResponse = (placing: PlacingView): PlacingResponse => {
  const { step, how, subQuotaId, subQuota, period, overrode, choice } = placing;
  const { reason, authority, documentReference, occurredOn, recordedAt, recordedBy } = placing;
  return {
    ...{ step, how, subQuotaId, subQuota, period, overrode, rule: choice?.why ?? null },
    ...{ reason, authority, documentReference, occurredOn, recordedAt, recordedBy },
  };
};

export const toSubQuotaChoiceResponse = (view: SubQuotaChoiceView): SubQuotaChoiceResponse => {
  const { caseId, caseVersion, placings, byRule, fits } = view;
  const history = placings.map(toPlacingResponse);
  const standing = history.at(-1) ?? null;
  return {
    caseId,
    caseVersion,
    why: byRule.why,
    standing,
    subQuotas: byRule.considered.map(({ parts, ...one }) => {
      const fit = fits?.find(({ subQuotaId }) => subQuotaId === one.subQuotaId);
      return {
        ...one,
        chosenByRule: one.subQuotaId === byRule.subQuotaId,
        standsHere: one.subQuotaId === standing?.subQuotaId,
        parts: parts.map(({ part, matched, weight, detail }) => ({ part, matched, weight, detail })),
        fit: fit ? toFitInResponse(fit) : null,
      };
    }),
    history,
  };
};
