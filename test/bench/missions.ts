import { mkdirSync, writeFileSync } from 'node:fs';
import { makeSchedule, scheduleAnew } from '../../src/selection/domain/schedule/make-schedule.js';
import type { CaseToMeet } from '../../src/selection/domain/schedule/mission-plan.js';
import { breachesOf } from '../support/schedule-breaches.js';
import { firstComeSchedule } from './baseline/first-come-schedule.js';
import type { Figure } from './measure.js';
import { generatedMission, hashOf, MISSIONS } from './missions/mission.js';

// How well missions are scheduled: 120 generated ones against a first-come calendar in the same run, and again after a lost day.
// npm run bench:missions

const HASH = '309576b990da6a1a13ccd86214cdccd8f8f2d9f065cc97428540ce7666b3f62b';
const SEED = 7;

const casesIn = (interviews: readonly { caseId: string }[]): number =>
  new Set(interviews.map(({ caseId }) => caseId)).size;

/** Cases all of which is met. */
const wholeCases = (cases: readonly CaseToMeet[], interviews: readonly { personId: string }[]): number => {
  const met = new Set(interviews.map(({ personId }) => personId));
  return cases.filter((one) => one.interviews.every(({ personId }) => met.has(personId))).length;
};

const missions = MISSIONS.map(generatedMission);
console.log(`120 missions, seeds ${MISSIONS[0]} to ${MISSIONS.at(-1)}, sha256 ${hashOf(missions)}`);
const found = missions.map(({ seed, plan, cases }) => {
  const started = performance.now();
  const { interviews } = makeSchedule(plan, cases, SEED);
  const seconds = (performance.now() - started) / 1000;
  const firstCome = firstComeSchedule(plan, cases);
  const lost = plan.days[Math.floor(plan.days.length / 3)]!;
  const held = new Set(interviews.filter(({ day }) => day < lost).map(({ personId }) => personId));
  const hit = interviews.filter(({ day }) => day === lost).length;
  const without = { ...plan, days: plan.days.filter((day) => day !== lost) };
  const anew = scheduleAnew(without, cases, { from: lost, held, standing: interviews }, SEED).interviews;
  // From nothing, but for those who have been met: families met in part come first there, too.
  const begun = new Set(interviews.filter(({ personId }) => held.has(personId)).map(({ caseId }) => caseId));
  const rest = cases
    .map((one) => ({ ...one, interviews: one.interviews.filter(({ personId }) => !held.has(personId)) }))
    .map((one) => ({ ...one, begun: begun.has(one.id) }))
    .filter((one) => one.interviews.length > 0);
  const ahead = { ...without, days: without.days.filter((day) => day > lost) };
  const fresh = makeSchedule(ahead, rest, SEED).interviews;
  const met = interviews.filter(({ personId }) => held.has(personId));
  const keyOf = (one: (typeof interviews)[number]): string =>
    [one.personId, one.day, one.start, one.roomId, one.interviewerId, one.interpreterId].join(' ');
  const after = new Set(anew.map(keyOf));
  // Changed: a new time for who was hit, another time or none for who was not.
  const meets = new Set(anew.map(({ personId }) => personId));
  const moved = interviews.filter(
    (one) => !after.has(keyOf(one)) && (one.day !== lost || meets.has(one.personId)),
  ).length;
  const result = {
    ...{ seed, seconds, hit, moved },
    cases: cases.length,
    placed: casesIn(interviews),
    firstCome: casesIn(firstCome),
    breaches: breachesOf(plan, cases, interviews).length,
    breachesOfBaseline: breachesOf(plan, cases, firstCome).length,
    // What was held before the lost day stays, and a family met in part may stay so when there is no time left.
    breachesAnew: breachesOf(plan, cases, anew).filter((one) => ![...begun].some((id) => one === `${id} in part`))
      .length,
    ofFresh: wholeCases(cases, anew) / wholeCases(cases, [...met, ...fresh]),
  };
  console.log(JSON.stringify(result));
  return result;
});
const figure = (id: string, value: number, target: string, holds: boolean): Figure => ({ id, value, target, holds });
const count = (judge: (one: (typeof found)[number]) => boolean): number => found.filter(judge).length;
const breaches = found.reduce((sum, one) => sum + one.breaches + one.breachesAnew + one.breachesOfBaseline, 0);
const slowest = Math.max(...found.map(({ seconds }) => seconds));
const below = count(({ placed, firstCome }) => placed < firstCome);
const above = count(({ placed, firstCome }) => placed > firstCome);
const worst = Math.min(...found.map(({ ofFresh }) => ofFresh));
const moves = Math.max(...found.map(({ moved, hit }) => moved / Math.max(1, hit)));
const figures = [
  figure('generator pinned', Number(hashOf(missions) === HASH), '1', hashOf(missions) === HASH),
  figure('hard breaches', breaches, '0', breaches === 0),
  figure('slowest schedule, s', slowest, '<= 10', slowest <= 10),
  figure('missions below first-come', below, '0', below === 0),
  figure('missions above first-come', above, '>= 100', above >= 100),
  figure('after a lost day: cases of a fresh plan', worst, '>= 0.95', worst >= 0.95),
  figure('after a lost day: moved of hit', moves, '<= 2', moves <= 2),
];
for (const { id, value, target, holds } of figures)
  console.log(`${holds ? 'holds ' : 'MISSED'} ${id}: ${value} (target ${target})`);
mkdirSync('test/bench/results', { recursive: true });
writeFileSync('test/bench/results/missions.json', `${JSON.stringify({ figures }, null, 2)}\n`);
process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
