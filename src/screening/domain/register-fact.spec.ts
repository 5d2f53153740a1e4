import { describe, expect, it } from '@jest/globals';
import { barsOn, countingFacts, keptByEurodacUntil, wrongInFact, type RegisterFact } from './register-fact.js';

const TODAY = '2025-02-03';
const fact = (overrides: Partial<RegisterFact>): RegisterFact => ({
  kind: 'register_fact',
  register: 'entry_ban',
  source: 'sis',
  outcome: 'no_hit',
  answeredOn: '2025-01-10',
  validUntil: null,
  memberState: null,
  refusedOn: null,
  reference: 'R-1',
  ...overrides,
});
const refusal = (overrides: Partial<RegisterFact> = {}) =>
  fact({
    register: 'member_state_refusal',
    source: 'member_state',
    outcome: 'refused',
    memberState: 'DE',
    refusedOn: '2022-05-01',
    ...overrides,
  });
const eurodac = (overrides: Partial<RegisterFact> = {}) =>
  fact({ register: 'eurodac', source: 'eurodac', outcome: 'match', ...overrides });

describe('what a register answered', () => {
  it.each([
    ['/source', fact({ source: 'eurodac' })],
    ['/outcome', fact({ outcome: 'refused', memberState: 'DE', refusedOn: '2024-01-01' })],
    ['/answeredOn', fact({ answeredOn: '2025-02-04' })],
    ['/validUntil', fact({ outcome: 'alert', validUntil: '2025-01-09' })],
    ['/memberState', fact({ outcome: 'alert', memberState: 'DE' })],
    ['/memberState', refusal({ memberState: null })],
    ['/refusedOn', refusal({ refusedOn: null })],
    ['/refusedOn', refusal({ refusedOn: '2025-01-11' })],
  ])('is wrong at %s', (pointer, wrong) => {
    expect(wrongInFact(wrong, TODAY).map((one) => one.pointer)).toEqual([pointer]);
  });

  it('is right in each of its forms', () => {
    for (const right of [
      fact({}),
      fact({ outcome: 'alert', validUntil: '2027-01-01' }),
      fact({ source: 'national_register', outcome: 'alert' }),
      refusal(),
      eurodac(),
      eurodac({ outcome: 'protection_elsewhere', memberState: 'FI' }),
    ])
      expect(wrongInFact(right, TODAY)).toEqual([]);
  });

  it('counts until a later answer of the same register and source takes its place', () => {
    const alert = fact({ outcome: 'alert' });
    const national = fact({ outcome: 'alert', source: 'national_register' });
    const gone = fact({});
    expect(countingFacts([alert, national, gone])).toEqual([national, gone]);
    expect(countingFacts([refusal(), refusal({ memberState: 'FR' })])).toHaveLength(2);
    expect(countingFacts([refusal(), fact({ register: 'member_state_refusal', source: 'member_state' })])).toHaveLength(
      1,
    );
  });
});

describe('admission', () => {
  it('is barred by an alert to its last day, and by protection that a member state gave', () => {
    const alert = fact({ outcome: 'alert', validUntil: TODAY });
    expect([barsOn(alert, TODAY, 36), barsOn(alert, '2025-02-04', 36)]).toEqual([true, false]);
    expect(barsOn(fact({ outcome: 'alert' }), '2040-01-01', 36)).toBe(true);
    expect(barsOn(eurodac({ outcome: 'protection_elsewhere', memberState: 'FI' }), TODAY, 36)).toBe(true);
  });

  it('is not barred by an answer without a finding, nor by a mere match', () => {
    expect([barsOn(fact({}), TODAY, 36), barsOn(eurodac(), TODAY, 36)]).toEqual([false, false]);
  });

  it('is barred by a refusal for three years less a day (edge case 15)', () => {
    expect([barsOn(refusal(), '2025-04-30', 36), barsOn(refusal(), '2025-05-01', 36)]).toEqual([true, false]);
  });
});

it('Eurodac keeps five years what ended in a permit, three what was discontinued or refused as elsewhere (edge case 16)', () => {
  const months = { grantedMonths: 60, otherMonths: 36 };
  const kept = (ended: Parameters<typeof keptByEurodacUntil>[1], of = eurodac()) =>
    keptByEurodacUntil(of, ended, months);
  expect([kept('granted'), kept('discontinued'), kept('refused_as_elsewhere'), kept(null)]).toEqual([
    '2030-01-10',
    '2028-01-10',
    '2028-01-10',
    null,
  ]);
  expect(kept('granted', fact({}))).toBeNull();
});
