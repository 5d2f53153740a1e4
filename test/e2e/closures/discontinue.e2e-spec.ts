import { describe, expect, it } from '@jest/globals';
import { actOn, referred } from '../../factories/cases.js';
import { anEnding } from './an-ending.js';

describe('discontinue', () => {
  anEnding(
    {
      act: 'discontinue',
      permission: 'person.discontinue',
      by: 'case_officer',
      to: 'discontinued',
      from: ['listed', 'under_examination', 'granted', 'booked'],
      // Who has departed has given consent and biometrics.
      notFrom: ['departed', 'arrived'],
      body: (persons, occurredOn, reason) => ({
        personIds: persons.map(({ id }) => id),
        reasonCode: 'biometrics_refused',
        occurredOn,
        reason,
      }),
      payload: { reasonCode: 'biometrics_refused' },
    },
    (under) => {
      it.each(['consent_withheld', 'consent_withdrawn'])(
        'is for %s, too: that is no refusal (domain.md (e) 16)',
        async (reasonCode) => {
          const theCase = await referred(under.app);
          const { body } = await actOn(under.app, 'coordinator', theCase.id, 'discontinue', { reasonCode });
          expect(body.persons.map((person: { status: string }) => person.status)).toEqual([
            'discontinued',
            'discontinued',
            'discontinued',
          ]);
        },
      );

      it('takes no other reason', async () => {
        const theCase = await referred(under.app);
        const { status, body } = await actOn(under.app, 'coordinator', theCase.id, 'discontinue', {
          reasonCode: 'conditions_not_met',
        });
        expect({ status, errors: body.errors }).toMatchObject({
          status: 400,
          errors: [
            {
              pointer: '/reasonCode',
              code: 'unknownReason',
              message: expect.stringContaining('possible: biometrics_refused, consent_withdrawn, consent_withheld'),
            },
          ],
        });
      });
    },
  );
});
