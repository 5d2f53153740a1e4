import { describe, expect, it } from '@jest/globals';
import { duplicateFact, markOf, type PairStanding } from './standing.js';

const pair = (told: Partial<PairStanding> = {}): PairStanding => ({
  firstPersonId: 'first',
  secondPersonId: 'second',
  strength: 'exact',
  verdict: null,
  firstOnRoad: true,
  secondOnRoad: true,
  ...told,
});
const both = (...pairs: PairStanding[]) => ['first', 'second'].map((id) => duplicateFact(id, pairs));

describe('whether a person can be referred', () => {
  it('waits for the verdict on a pair with one number, for both of them', () =>
    expect(both(pair())).toEqual(['suspected', 'suspected']));
  it('does not wait for what only looks alike', () =>
    expect(both(pair({ strength: 'likely' }), pair({ strength: 'possible' }))).toEqual(['none', 'none']));
  it('ends for who was registered later, once both are one', () =>
    expect(both(pair({ verdict: 'same_person', strength: 'likely' }))).toEqual(['none', 'confirmed']));
  it('begins again when the first has left the road: a new submission after an end is no duplicate', () => {
    expect(both(pair({ verdict: 'same_person', firstOnRoad: false }))).toEqual(['none', 'none']);
    expect(both(pair({ firstOnRoad: false }))[1]).toBe('none');
  });
  it('stands open when they are two', () =>
    expect(both(pair({ verdict: 'different_persons' }))).toEqual(['none', 'none']));
  it('goes by the gravest of several pairs', () =>
    expect(both(pair(), pair({ verdict: 'same_person' }))[1]).toBe('confirmed'));
});

it('marks what agrees for the reader', () => {
  expect(['same', 'same_day', 'slip', 'same_year', 'far_apart', undefined].map(markOf)).toEqual([
    'same',
    'same',
    'close',
    'close',
    'different',
    'unknown',
  ]);
});
