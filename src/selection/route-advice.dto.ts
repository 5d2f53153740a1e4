import { ApiProperty } from '@nestjs/swagger';
import {
  ChoiceField,
  CodeField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import {
  ROUTE_ADVICE,
  ROUTE_FACTS,
  SITUATIONS,
  type RouteAdvice,
  type RouteFact,
  type Situation,
} from '../policy/index.js';
import type { AdviceForCase } from './advise-route.js';
import type { CountrySituation } from './selection.entities.js';

export class FactSeenResponse {
  @ChoiceField({ about: 'What was looked at.', of: ROUTE_FACTS }) fact: RouteFact;
  @ApiProperty({
    description: 'What was seen: a word or a count.',
    oneOf: [{ type: 'string' }, { type: 'integer' }],
    example: 9,
  })
  value: string | number;
}

export class RouteRuleResponse {
  @TextField({ about: 'Stable code of the rule.', example: 'large_family' }) code: string;
  @ChoiceField({ about: 'What it advises when it speaks.', of: ROUTE_ADVICE }) advises: RouteAdvice;
  @TextField({ about: 'In words.', max: 1000 }) about: string;
  @FlagField({ about: 'It speaks in this case.', example: true }) speaks: boolean;
  @ObjectsField(() => FactSeenResponse, { about: 'What it saw.' }) saw: FactSeenResponse[];
}

export class RouteAdviceResponse {
  @ChoiceField({ about: 'What the rules advise.', of: ROUTE_ADVICE }) advises: RouteAdvice;
  @TextField({ about: 'Code of the rule that decides: the first that speaks.', example: 'large_family' })
  decidedBy: string;
  @ObjectsField(() => RouteRuleResponse, { about: 'All rules in their order.' }) rules: RouteRuleResponse[];
  @DateField({ about: 'As of this day.' }) on: string;
  @TextField({ about: 'The dated rule that holds the list.', example: 'route-advice-default' }) policyRule: string;
}

export const toRouteAdviceResponse = ({
  advises,
  decidedBy,
  rules,
  on,
  policyRule,
}: AdviceForCase): RouteAdviceResponse => ({
  ...{ advises, decidedBy, on, policyRule },
  rules: rules.map(({ saw, ...rule }) => ({ ...rule, saw: saw.map((one) => ({ ...one })) })),
});

export class RecordSituationRequest {
  @CodeField({ about: 'Country of asylum (ISO 3166-1 alpha-2).', pattern: /^[A-Z]{2}$/, example: 'UG' })
  countryCode: string;
  @ChoiceField({ about: 'How safe and open it is for a mission.', of: SITUATIONS }) situation: Situation;
  @DateField({ about: 'Since this day.', example: '2025-01-01' }) since: string;
  @TextField({ about: 'Who says so, and where.', min: 3, example: 'Ministry for Foreign Affairs, travel advice' })
  source: string;
}

export class CountrySituationResponse extends RecordSituationRequest {
  @IdField({ about: 'Id of the entry.' }) id: string;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'By whom.' }) recordedBy: string;
}

export class CountrySituationListResponse {
  @ObjectsField(() => CountrySituationResponse, { about: 'By country, the latest first.', maxItems: 10_000 })
  items: CountrySituationResponse[];
}

export const toCountrySituationResponse = (one: CountrySituation): CountrySituationResponse => ({ ...one });
