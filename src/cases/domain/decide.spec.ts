import { describe, expect, it } from '@jest/globals';
import { ConditionsUnmet, TransitionRefused } from '../../kernel/index.js';
import { actsFrom, decideAll, openWordOf } from './decide.js';
import type { FactsOf, PersonInGuard } from './person-facts.js';
import type { PersonStatus } from './person-lifecycle.js';

const person = (id: string, status: PersonStatus): PersonInGuard => ({
  id,
  status,
  age: 30,
  isAdult: true,
  mayBeChild: false,
});
const anything = () => true;
const examinable: FactsOf['examine'] = { clearanceInForce: true, routeChosen: true, missionUnderWay: null };

/** What was thrown; fails when nothing was. */
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was refused.');
}

describe('deciding a verb', () => {
  const family = [person('mother', 'cleared'), person('father', 'cleared')];

  it('gives one change a person, each from where the person stands', () => {
    expect(decideAll(family, 'examine', () => examinable, anything)).toEqual([
      { personId: 'mother', action: 'examine', from: 'cleared', to: 'under_examination' },
      { personId: 'father', action: 'examine', from: 'cleared', to: 'under_examination' },
    ]);
  });

  it('lets a family leave the road from different states at once', () => {
    const mixed = [person('mother', 'listed'), person('child', 'booked')];
    expect(decideAll(mixed, 'withdraw', () => ({}), anything).map(({ from, to }) => [from, to])).toEqual([
      ['listed', 'withdrawn'],
      ['booked', 'withdrawn'],
    ]);
  });

  it('refuses with all conditions of all persons at once', () => {
    const facts = (one: PersonInGuard): FactsOf['examine'] =>
      one.id === 'mother'
        ? { ...examinable, clearanceInForce: false }
        : { ...examinable, clearanceInForce: false, routeChosen: false };
    const error = thrown(() => decideAll(family, 'examine', facts, anything));
    expect(error).toBeInstanceOf(ConditionsUnmet);
    expect((error as ConditionsUnmet).unmet.map(({ personId, code }) => [personId, code])).toEqual([
      ['mother', 'clearanceNotInForce'],
      ['father', 'clearanceNotInForce'],
      ['father', 'routeNotChosen'],
    ]);
  });

  it('refuses for every person whom the table stops, before any condition is asked', () => {
    const mixed = [person('mother', 'listed'), person('father', 'cleared'), person('child', 'deceased')];
    const error = thrown(() => decideAll(mixed, 'examine', () => ({ ...examinable, routeChosen: false }), anything));
    expect(error).toBeInstanceOf(TransitionRefused);
    expect((error as TransitionRefused).refusals.map(({ personId, from, action }) => [personId, from, action])).toEqual(
      [
        ['mother', 'listed', 'examine'],
        ['child', 'deceased', 'examine'],
      ],
    );
  });

  it('names instead only verbs that the official may do', () => {
    const error = thrown(() =>
      decideAll(
        [person('mother', 'listed')],
        'grant',
        () => ({}) as FactsOf['grant'],
        (verb) => verb === 'refer',
      ),
    );
    expect((error as TransitionRefused).refusals[0]!.allowedActions).toEqual(['refer']);
  });

  it('takes the target it is given, among those of the table', () => {
    const facts = (): FactsOf['decide_security_case'] => ({
      objectionInForce: true,
      draftComplete: true,
      draftedById: 'first',
      actorId: 'second',
    });
    const one = [person('mother', 'in_screening')];
    const decide = (to?: PersonStatus) => decideAll(one, 'decide_security_case', facts, anything, to);
    for (const to of ['granted', 'refused', 'excluded', 'discontinued'] as const) expect(decide(to)[0]!.to).toBe(to);
    expect(() => decide()).toThrow(RangeError);
    expect(() => decide('arrived')).toThrow(RangeError);
    expect(() => decideAll(family, 'examine', () => examinable, anything, 'granted')).toThrow(RangeError);
  });

  it('decides nothing for nobody', () => {
    expect(decideAll([], 'examine', () => examinable, anything)).toEqual([]);
  });
});

it('keeps a decision of the security unit under the word of any other', () => {
  for (const [to, word] of [
    ['granted', 'grant'],
    ['refused', 'refuse'],
    ['excluded', 'exclude'],
    ['discontinued', 'discontinue'],
  ] as const)
    expect(openWordOf({ action: 'decide_security_case', to })).toBe(word);
  expect(openWordOf({ action: 'withdraw', to: 'withdrawn' })).toBe('withdraw');
});

it('tells what may be done in the words of the acts: a statement is recorded, and clears by its effect', () => {
  expect(actsFrom('in_screening', (action) => ['clear', 'withdraw'].includes(action))).toEqual([
    'record_statement',
    'withdraw',
  ]);
});
