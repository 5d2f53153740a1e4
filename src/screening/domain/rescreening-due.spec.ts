import { describe, expect, it } from '@jest/globals';
import { causesDue, type ClearedPerson } from './rescreening-due.js';
import { NOTHING_RECORDED, type Standing } from './standing.js';

const TODAY = '2025-06-01';
const AGES = [15, 18];
const cleared = (overrides: Partial<Standing> = {}): Standing => ({
  ...NOTHING_RECORDED,
  clearance: { validUntil: '2026-01-10', identityVersion: 1, givenOn: '2025-01-10' },
  ...overrides,
});
const rescreened = (openedOn: string) => ({ kind: 'rescreening', openedOn, identityVersion: 1, reason: 'x' }) as const;
const causes = (overrides: Partial<ClearedPerson> = {}, today = TODAY): string[] =>
  causesDue(
    {
      ...{ standing: cleared(), identityVersion: 1, birthDate: '1990-01-01' },
      ...{ departsOn: null, companionOn: '2025-01-10', tipOn: null, ...overrides },
    },
    today,
    AGES,
  ).map(({ cause }) => cause);

describe('a new pre-screening', () => {
  it('is called for by nothing while the clearance holds and nothing has happened', () => {
    expect(causes()).toEqual([]);
    expect(causes({ standing: NOTHING_RECORDED })).toEqual([]);
  });

  it.each([
    ['a member who came after the clearance', { companionOn: '2025-01-11' }, ['member_added']],
    ['another identity', { identityVersion: 2 }, ['identity_changed']],
    ['a tip of the day of the clearance', { tipOn: '2025-01-10' }, ['tip']],
    ['an older tip', { tipOn: '2025-01-09' }, []],
    ['fifteen years reached', { birthDate: '2010-06-01' }, ['age_reached']],
    ['fifteen years reached tomorrow', { birthDate: '2010-06-02' }, []],
    ['eighteen years reached', { birthDate: '2007-03-01' }, ['age_reached']],
    ['an age reached before the clearance', { birthDate: '2007-01-10' }, []],
    ['a journey after the last day', { departsOn: '2026-01-11' }, ['validity_lapses']],
    ['a journey on the last day', { departsOn: '2026-01-10' }, []],
  ] as const)('and %s', (_, person, wanted) => {
    expect(causes(person)).toEqual(wanted);
  });

  it('is called for sixty days before the clearance lapses when no journey is booked, and not when one is in time', () => {
    expect(causes({}, '2025-11-11')).toEqual([]);
    expect(causes({}, '2025-11-12')).toEqual(['validity_lapses']);
    expect(causes({ departsOn: '2025-12-20' }, '2025-11-12')).toEqual([]);
  });

  it('is not called for twice: what was asked again since calls for nothing, nor while it is open or an objection stands', () => {
    const tipped = { tipOn: '2025-03-01', companionOn: '2025-03-01', identityVersion: 2 };
    expect(causes(tipped)).toEqual(['member_added', 'identity_changed', 'tip']);
    const asked = cleared({ rescreening: rescreened('2025-03-01') });
    expect(causes({ ...tipped, identityVersion: 1, standing: asked })).toEqual([]);
    expect(causes({ ...tipped, standing: cleared({ rescreeningOn: '2025-03-02' }) })).toEqual([]);
    expect(causes({ ...tipped, standing: cleared({ objectionOn: '2025-03-02' }) })).toEqual([]);
  });
});
