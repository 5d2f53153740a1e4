import type { PlainDate } from '../../src/kernel/index.js';
import type { TestApp } from '../support/app.js';
import { anActor, placesOf, somePersons, type PersonsOfCase } from './places.js';

/** Persons of many cases, as far as the ledger knows them. */
export type Crowd = PersonsOfCase[];

export const idsOf = (crowd: Crowd): string[] => crowd.flatMap(({ personIds }) => personIds);

const IN_ONE_CASE = 100;

/** Grants so many persons places of the sub-quota, whole cases at a time; `overrunReason` when they go beyond them. */
export async function grantMany(
  app: TestApp,
  subQuotaId: string,
  persons: number,
  { day, overrunReason }: { day?: PlainDate; overrunReason?: string } = {},
): Promise<Crowd> {
  const places = placesOf(app, anActor('decision_maker', 'coordinator'));
  const crowd: Crowd = [];
  for (let left = persons; left > 0; left -= IN_ONE_CASE) crowd.push(somePersons(Math.min(left, IN_ONE_CASE)));
  for (const family of crowd) await places.reserve(family, subQuotaId, { day, overrunReason });
  return crowd;
}

/** They arrive, and are counted where the arrival counts. */
export async function arriveMany(app: TestApp, crowd: Crowd, day?: PlainDate): Promise<void> {
  for (const family of crowd) await placesOf(app).record('arrival', family, day);
}
