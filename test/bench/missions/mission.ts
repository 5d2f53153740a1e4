import { createHash } from 'node:crypto';
import type { CaseToMeet, InterviewToHold, MissionPlan } from '../../../src/selection/domain/schedule/mission-plan.js';

// 120 missions, each with more interviews than it has time for: 1.1 to 1.4 times. Shares no code with the scheduler.

export interface GeneratedMission {
  readonly seed: number;
  readonly plan: MissionPlan;
  readonly cases: readonly CaseToMeet[];
}

export const MISSIONS = Array.from({ length: 120 }, (_, index) => 1000 + index);

/** The sum of all 120 as they are generated: a change of the generator shows here. */
export const hashOf = (missions: readonly GeneratedMission[]): string =>
  createHash('sha256').update(JSON.stringify(missions)).digest('hex');

/** Mulberry32 (T. Ettinger, public domain): from 0 to just below 1. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const LANGUAGES = ['ar', 'sw', 'ti', 'prs', 'so'];

export function generatedMission(seed: number): GeneratedMission {
  const chance = chanceOf(seed);
  const from = (low: number, high: number): number => low + Math.floor(chance() * (high - low + 1));
  const weeks = from(2, 3);
  const days = Array.from({ length: weeks * 7 }, (_, index) => index)
    .filter((index) => index % 7 < 5)
    .map((index) => `2025-03-${String(3 + index).padStart(2, '0')}`);
  const interviewers = from(3, 6);
  const spoken = LANGUAGES.slice(0, from(3, 5));
  const shares = spoken.map(() => 0.4 + chance());
  const total = shares.reduce((sum, share) => sum + share, 0);
  const plan: MissionPlan = {
    days,
    windows: [
      { from: 16, to: 24 },
      { from: 26, to: 34 },
    ],
    rooms: Array.from({ length: interviewers }, (_, index) => ({ id: `room-${index}`, forChildren: index < 2 })),
    interviewers: Array.from({ length: interviewers }, (_, index) => ({
      id: `interviewer-${index}`,
      hearsChildren: index % 2 === 0,
      away: chance() < 0.3 ? [days[from(0, days.length - 1)]!] : [],
    })),
    interpreters: spoken.flatMap((language, index) =>
      Array.from({ length: Math.max(1, Math.round((interviewers * shares[index]!) / total)) }, (_, number) => ({
        id: `interpreter-${language}-${number}`,
        languages: chance() < 0.3 ? [language, spoken[(index + 1) % spoken.length]!] : [language],
        away: chance() < 0.2 ? [days[from(0, days.length - 1)]!] : [],
      })),
    ),
    mostPerDay: 13,
  };
  const demand = interviewers * days.length * plan.mostPerDay * (1.1 + 0.3 * chance());
  const cases: CaseToMeet[] = [];
  for (let asked = 0; asked < demand && cases.length < 250;) {
    let drawn = chance() * total;
    const language =
      chance() < 0.02
        ? 'yo'
        : spoken[
            Math.max(
              0,
              shares.findIndex((share) => (drawn -= share) <= 0),
            )
          ]!;
    const interviews: InterviewToHold[] = [];
    const adults = chance() < 0.35 ? 1 : chance() < 0.8 ? 2 : from(3, 4);
    for (let index = 0; index < adults; index += 1)
      interviews.push({
        personId: `${seed}-${cases.length}-${index}`,
        adult: true,
        halfHours: [2, 3, 3, 4, 6][from(0, 4)]!,
        language: chance() < 0.05 ? null : language,
        confidential: chance() < 0.1,
      });
    for (let index = 0; index < (chance() < 0.25 ? from(1, 2) : 0); index += 1)
      interviews.push({
        personId: `${seed}-${cases.length}-child-${index}`,
        adult: false,
        halfHours: 2,
        language,
        confidential: false,
      });
    cases.push({ id: `${seed}-${cases.length}`, urgent: chance() < 0.08, interviews });
    asked += interviews.reduce((sum, { halfHours }) => sum + halfHours, 0);
  }
  return { seed, plan, cases };
}
