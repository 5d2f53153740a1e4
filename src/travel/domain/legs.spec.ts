import { describe, expect, it } from '@jest/globals';
import { legErrors, type Leg } from './legs.js';

const toAddis: Leg = {
  flightNumber: 'ET333',
  from: 'EBB',
  to: 'ADD',
  departsAt: '2025-12-31T14:00:00.000Z',
  arrivesAt: '2025-12-31T16:10:00.000Z',
};
const toArlanda: Leg = {
  flightNumber: 'ET714',
  from: 'ADD',
  to: 'ARN',
  departsAt: '2025-12-31T19:30:00.000Z',
  arrivesAt: '2026-01-01T03:45:00.000Z',
};
const now = '2025-12-01T08:00:00.000Z';
const errors = (...legs: Leg[]): string[] => legErrors(legs, now).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the legs of a journey', () => {
  it('connect in place and time', () => {
    expect(errors(toAddis, toArlanda)).toEqual([]);
    expect(errors(toAddis, { ...toArlanda, from: 'NBO' })).toEqual(['/legs/1/from notConnected']);
    expect(errors(toAddis, { ...toArlanda, departsAt: '2025-12-31T16:00:00.000Z' })).toEqual([
      '/legs/1/departsAt connectionMissed',
    ]);
  });

  it('land after they leave, and leave in the future', () => {
    expect(errors({ ...toAddis, arrivesAt: toAddis.departsAt })).toEqual(['/legs/0/arrivesAt landsBeforeItLeaves']);
    expect(legErrors([toAddis], '2026-01-01T08:00:00.000Z')).toMatchObject([
      { pointer: '/legs/0/departsAt', code: 'inThePast' },
    ]);
  });

  it('are all judged at once', () => {
    expect(errors({ ...toAddis, arrivesAt: toAddis.departsAt }, { ...toArlanda, from: 'NBO' })).toHaveLength(2);
  });
});
