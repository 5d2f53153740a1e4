import type { Random } from '../../../seeds/demo/random.js';
import type { PersonAction } from '../../../src/cases/index.js';
import type { Role } from '../../../src/access/index.js';

// Pairs of histories that differ only in what happens behind the wall (architecture.md 1 (5), security.md 3).

export type BehindWall = 'objection' | 'more_time' | 'awaited' | 'rescreening';
const BEFORE_CLEARANCE = ['objection', 'more_time', 'awaited'] as const;
const AFTER_CLEARANCE = ['objection', 'rescreening'] as const;

/** Open steps after the clearance, from none to those after which only the journey is left. */
const ROADS: readonly (readonly PersonAction[])[] = [
  [],
  ['examine'],
  ['examine', 'defer'],
  ['examine', 'grant'],
  ['examine', 'grant', 'assign'],
  ['examine', 'grant', 'assign', 'accept'],
  ['examine', 'grant', 'assign', 'accept', 'make_ready'],
  ['examine', 'grant', 'assign', 'accept', 'make_ready', 'book'],
];

export interface PairOfHistories {
  /** Position in the run, from 0. */
  number: number;
  /** What happens behind the wall in the one world and in the other. */
  walled: readonly [BehindWall, BehindWall];
  /** Null before the clearance; else the open steps between the clearance and what happens behind the wall. */
  road: readonly PersonAction[] | null;
  /** A statement without objection follows, the same in both worlds. */
  thenCleared: boolean;
  /** Who reads it all afterwards. */
  reader: Role;
}

/** A pair of histories, drawn; readers take turns. */
export function pairOfHistories(number: number, random: Random, outsiders: readonly Role[]): PairOfHistories {
  const cleared = random.chance(0.5);
  const kinds: readonly BehindWall[] = cleared ? AFTER_CLEARANCE : BEFORE_CLEARANCE;
  const one = random.pick(kinds);
  const other = random.pick(kinds.filter((kind) => kind !== one));
  return {
    number,
    walled: [one, other],
    road: cleared ? random.pick(ROADS) : null,
    thenCleared: !cleared && random.chance(0.25),
    reader: outsiders[number % outsiders.length]!,
  };
}
