import { describe, expect, it } from '@jest/globals';
import { actOn, registered } from '../../factories/cases.js';
import { anEnding } from './an-ending.js';

describe('resettle_elsewhere', () => {
  anEnding(
    {
      act: 'resettle-elsewhere',
      permission: 'person.resettle_elsewhere',
      by: 'coordinator',
      to: 'resettled_elsewhere',
      from: ['deferred', 'travel_ready', 'departed'],
      notFrom: ['arrived'],
      body: (persons, occurredOn, reason) => ({
        personIds: persons.map(({ id }) => id),
        reasonCode: 'other_state',
        countryCode: 'CA',
        occurredOn,
        reason,
      }),
      payload: { reasonCode: 'other_state', countryCode: 'CA' },
    },
    (under) => {
      it.each([
        ['no country', {}, '/countryCode', undefined],
        ['a country that does not exist', { countryCode: 'XX' }, '/countryCode', 'unknownCountry'],
      ])('refuses %s', async (_, wanted, pointer, code) => {
        const theCase = await registered(under.app);
        const { status, body } = await actOn(under.app, 'coordinator', theCase.id, 'resettle-elsewhere', {
          reasonCode: 'other_state',
          ...wanted,
        });
        expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer });
        if (code) expect(body.errors[0].code).toBe(code);
      });
    },
  );
});
