import type { Unmet } from '../../kernel/index.js';
import { triggersNoted, type Triggers } from './questions.js';

/** Who is assessed, in completed years: everybody from `years`, a minor from `onTriggerFromYears` when a trigger is noted (policy: exclusion-assessment-age). */
export interface AssessmentAge {
  readonly years: number;
  readonly onTriggerFromYears: number;
}

const SOURCE = 'policy: exclusion-assessment-age; UNHCR and EUAA practice on minors';

/** Why a person of this age is not to be assessed, or null. */
export function unmetByAge(person: { id: string; age: number }, triggers: Triggers, rule: AssessmentAge): Unmet | null {
  if (person.age >= rule.years) return null;
  if (person.age < rule.onTriggerFromYears)
    return {
      code: 'tooYoungToAssess',
      detail: `Nobody under ${rule.onTriggerFromYears} is assessed for exclusion.`,
      source: SOURCE,
      personId: person.id,
    };
  if (triggersNoted(triggers).length > 0) return null;
  return {
    code: 'noTriggerNoted',
    detail: 'A minor is assessed for exclusion only when a trigger is noted.',
    source: SOURCE,
    personId: person.id,
  };
}
