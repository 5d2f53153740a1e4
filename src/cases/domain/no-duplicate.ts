import type { Unmet } from '../../kernel/index.js';
import type { PersonInGuard, ReferralFacts } from './person-facts.js';

const SOURCE = 'domain.md (a): no duplicate person; (e) 18, 19';

/** Nobody is referred who stands on the road already as another person, or may, by one of UNHCR's or a paper's numbers. */
export function noDuplicate(
  _: PersonInGuard,
  { duplicate }: Pick<ReferralFacts, 'duplicate'>,
): Omit<Unmet, 'personId'> | null {
  switch (duplicate) {
    case 'none':
      return null;
    case 'suspected':
      return {
        code: 'duplicateSuspected',
        detail: 'Another person on the road bears one of this person’s numbers. Judge first whether they are one.',
        source: SOURCE,
      };
    case 'confirmed':
      return {
        code: 'duplicatePerson',
        detail: 'This is the same person as one who stands on the road already. Withdraw this one: submitted in error.',
        source: SOURCE,
      };
  }
}
