import { describe, expect, it } from '@jest/globals';
import { actOn, registered } from '../../factories/cases.js';
import { anEnding, BEFORE_ARRIVAL } from './an-ending.js';
import { auditOf } from './what-is-held.js';

describe('withdraw', () => {
  anEnding(
    {
      act: 'withdraw',
      permission: 'person.withdraw',
      by: 'coordinator',
      to: 'withdrawn',
      from: BEFORE_ARRIVAL,
      notFrom: ['arrived'],
      body: (persons, occurredOn, reason) => ({
        personIds: persons.map(({ id }) => id),
        reasonCode: 'refugees_wish',
        occurredOn,
        reason,
      }),
      payload: { reasonCode: 'refugees_wish' },
    },
    (under) => {
      it('takes all persons of the case when none is named', async () => {
        const theCase = await registered(under.app);
        const { body } = await actOn(under.app, 'case_officer', theCase.id, 'withdraw', { reasonCode: 'error' });
        expect(body.persons.map((person: { status: string }) => person.status)).toEqual([
          'withdrawn',
          'withdrawn',
          'withdrawn',
        ]);
        expect(body).toMatchObject({ status: 'closed', notices: [] });
      });

      it('keeps the reason, the code in words before it', async () => {
        const theCase = await registered(under.app);
        await actOn(under.app, 'case_officer', theCase.id, 'withdraw', {
          reasonCode: 'exceptional_reasons',
          reason: 'The office was closed.',
        });
        expect((await auditOf(under.app, theCase.persons[0]!.id)).at(-1)).toMatchObject({
          reason: 'Exceptional reasons (state which). The office was closed.',
        });
      });

      it.each([
        ['a reason of another verb', { reasonCode: 'consent_withdrawn' }, '/reasonCode', 'unknownReason'],
        ['exceptional reasons that are not stated', { reasonCode: 'exceptional_reasons' }, '/reason', 'reasonMissing'],
        ['a day after today', { reasonCode: 'error', occurredOn: '2025-02-04' }, '/occurredOn', 'afterToday'],
        ['a day that does not exist', { reasonCode: 'error', occurredOn: '2025-02-30' }, '/occurredOn', 'date'],
      ])('refuses %s', async (_, wanted, pointer, code) => {
        const theCase = await registered(under.app);
        const { status, body } = await actOn(under.app, 'case_officer', theCase.id, 'withdraw', wanted);
        expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ pointer, code }] });
      });
    },
  );
});
