import type { Unmet } from '../../kernel/index.js';
import type { GrantFacts, PersonInGuard } from './person-facts.js';

/** Who is resettled is in a third country and outside the home country; only the Government can except from that (domain.md (e) 22). */
export const outsideHomeCountry = (_: PersonInGuard, f: GrantFacts): Omit<Unmet, 'personId'> | null =>
  f.outsideHomeCountryOrExcepted
    ? null
    : {
        code: 'insideHomeCountry',
        detail:
          'The person is in the home country, and no exception of the Government from the third-country rule is in force.',
        source:
          'Government assignment on resettlement (December 2023): in a third country and outside the home country',
      };
