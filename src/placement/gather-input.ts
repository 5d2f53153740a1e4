import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CaseLinks, CasesService, PRIORITIES, type ResettlementCase } from '../cases/index.js';
import { addDays, addMonths, Clock, type PlainDate } from '../kernel/index.js';
import { dwellingsBetween, WhatCanBeTaken, type CanTake, type StandingAssignment } from '../municipalities/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { ReferenceService, type Municipality } from '../reference/index.js';
import { ConditionsOfCases, type Conditions } from './conditions.js';
import { blocksOf, monthsOf, spread } from './domain/blocks.js';
import { dwellingClassOf, type Floor } from './domain/problem.js';
import { inParts, type Household, type PlanInput, type Receiver } from './domain/scoring.js';

/** What is asked of a plan. */
export interface AskedPlan {
  readonly year: number;
  /** `2026-03`; the rest of the year when null. */
  readonly month: string | null;
  readonly futures: number;
  readonly floors: readonly Floor[];
  readonly demandingCap: number | null;
  readonly outcomes: readonly { caseId: string; municipalityCode: string; points: number }[];
}

const MOST_PERSONS = 12;
/** So many cases are read at a time: the server answers others in between. */
const CASES_AT_ONCE = 200;

/** Gathers what a plan is made from: who waits, what stands, what each municipality can take, and the rules of the day. */
@Injectable()
export class GatherInput {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly links: CaseLinks,
    private readonly municipalities: WhatCanBeTaken,
    private readonly conditions: ConditionsOfCases,
    private readonly policy: PolicyService,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /** The input of a plan, and the households that no plan takes. Throws ConditionsUnmet when no weights are in force. */
  async input(asked: AskedPlan): Promise<{ input: PlanInput; leftOut: { caseId: string; why: 'tooLarge' }[] }> {
    const places = await this.reference.municipalities();
    const today = this.clock.today();
    return this.unitOfWork.read(async (tx) => {
      const months = monthsOf(asked.year, asked.month, today);
      const { value: weights, code: ruleVersion } = await this.policy.ruleOn(tx, 'placement-weights', today);
      const standing = await this.municipalities.standing(tx, asked.year);
      const capacities = await this.municipalities.ofYear(tx, asked.year);
      const conditions = await this.conditions.inForce(tx);
      const links = await this.links.open(tx);
      const waiting = await this.casesOf(tx, await this.cases.waitingForMunicipality(tx));
      const granted = waiting.filter((one) => sizeOf(one) > 0);
      const planned = granted.filter((one) => sizeOf(one) <= MOST_PERSONS);
      const ids = new Set(planned.map(({ id }) => id));
      const linked = blocksOf(ids, links);
      const homeOf = new Map(standing.map((one) => [one.caseId, one.municipalityCode]));
      const monthOf = spread(planned.map(orderOf), linked, months.length);
      const apart = apartOf(conditions);
      const households = planned.map((one) =>
        withTies(
          farFrom(householdOf(one, grantedOf(one), monthOf.get(one.id) ?? 0, conditions, asked), apart, homeOf),
          links.flatMap(({ caseId, otherCaseId }) =>
            caseId === one.id ? [otherCaseId] : otherCaseId === one.id ? [caseId] : [],
          ),
          homeOf,
        ),
      );
      const [inPlan, elsewhere] = [
        standing.filter((one) => months.includes(one.latestReceptionOn.slice(0, 7))),
        standing.filter((one) => !months.includes(one.latestReceptionOn.slice(0, 7))),
      ];
      const past = asked.futures > 0 ? await this.past(tx, today, conditions, asked) : [];
      const input: PlanInput = {
        ...{ year: asked.year, months, households, weights, ruleVersion, past },
        receivers: places
          .toSorted((a, b) => (a.code < b.code ? -1 : 1))
          .map((one) => receiverOf(one, capacities.get(one.code), months, elsewhere)),
        linked: linked.filter((block) => block.length > 1),
        apart: apart.filter((pair) => pair.every((id) => ids.has(id))),
        standing: inPlan.flatMap((one) =>
          inParts({
            caseId: one.assignmentId,
            municipality: one.municipalityCode,
            persons: one.persons,
            month: months.indexOf(one.latestReceptionOn.slice(0, 7)),
          }),
        ),
        ...{ floors: asked.floors, demandingCap: asked.demandingCap },
        futureMonths: 12 - Number(months.at(-1)!.slice(5)),
      };
      const leftOut = granted
        .filter((one) => !ids.has(one.id))
        .map(({ id }) => ({ caseId: id, why: 'tooLarge' as const }));
      return { input, leftOut };
    });
  }

  /** The households assigned in the twelve months before: what may come again. */
  private async past(tx: Tx, today: PlainDate, conditions: Conditions, asked: AskedPlan): Promise<Household[]> {
    const ids = await this.municipalities.assignedBetween(tx, addMonths(today, -12), today);
    return (await this.casesOf(tx, ids))
      .filter(({ persons }) => persons.length > 0 && persons.length <= MOST_PERSONS)
      .map((one) => ({ ...householdOf(one, one.persons, 0, conditions, asked), pinned: null, pinnedCounty: null }));
  }

  private async casesOf(tx: Tx, ids: readonly string[]): Promise<ResettlementCase[]> {
    const found: ResettlementCase[] = [];
    for (let k = 0; k < ids.length; k += CASES_AT_ONCE)
      found.push(...(await this.cases.getMany(tx, ids.slice(k, k + CASES_AT_ONCE))));
    return found;
  }
}

/** The hash that an input is told by. */
export const hashOf = (input: PlanInput): string => createHash('sha256').update(JSON.stringify(input)).digest('hex');

const grantedOf = ({ persons }: ResettlementCase) => persons.filter(({ status }) => status === 'granted');
const sizeOf = (theCase: ResettlementCase): number => grantedOf(theCase).length;
const orderOf = (theCase: ResettlementCase) => ({
  id: theCase.id,
  persons: sizeOf(theCase),
  before: `${PRIORITIES.indexOf(theCase.priority)} ${theCase.receivedOn} ${theCase.id}`,
});

function householdOf(
  { id, countryOfAsylum }: ResettlementCase,
  persons: ResettlementCase['persons'],
  month: number,
  conditions: Conditions,
  { outcomes }: AskedPlan,
): Household {
  const mine = conditions.get(id) ?? [];
  const codesOf = (kind: string): string[] =>
    mine.filter((one) => one.kind === kind).map((one) => one.municipalityCode!);
  const points = outcomes.filter(({ caseId }) => caseId === id);
  return {
    caseId: id,
    persons: persons.length,
    month,
    medical: mine.reduce((sum, { places }) => sum + (places ?? 0), 0),
    accessible: mine.some(({ kind }) => kind === 'accessible'),
    group: countryOfAsylum,
    languages: persons.map(({ languages }) => languages.map(({ language }) => language)),
    occupations: persons.flatMap(({ occupation }) => (occupation === null ? [] : [occupation.toLowerCase()])),
    pinned: codesOf('pin')[0] ?? null,
    pinnedCounty: mine.find(({ kind }) => kind === 'pin_county')?.countyCode ?? null,
    ties: codesOf('tie'),
    forbidden: codesOf('forbid'),
    ...(points.length === 0
      ? {}
      : { outcomes: Object.fromEntries(points.map((one) => [one.municipalityCode, one.points])) }),
  };
}

/** Whose linked case has a municipality already goes there, too, unless an official said otherwise. */
function withTies(household: Household, linked: readonly string[], homeOf: ReadonlyMap<string, string>): Household {
  const home = linked.map((id) => homeOf.get(id)).find((code) => code !== undefined);
  return home === undefined || household.pinned !== null ? household : { ...household, pinned: home };
}

function receiverOf(
  { code, countyCode }: Municipality,
  can: CanTake | undefined,
  months: readonly string[],
  elsewhere: readonly StandingAssignment[],
): Receiver {
  const [places, offer] = [can?.places ?? null, can?.offer ?? null];
  const there = elsewhere.filter(({ municipalityCode }) => municipalityCode === code);
  const [firstOn, lastOn] = [`${months[0]!}-01`, lastDayOf(months.at(-1)!)];
  const open = offer?.dwellings ? dwellingsBetween(offer.dwellings, firstOn, lastOn) : null;
  const counts = open?.counts.slice() ?? null;
  // Whoever was assigned since the statement has one of its dwellings, the smallest that fits.
  for (const { persons, assignedOn } of there)
    if (counts !== null && assignedOn >= offer!.recordedAt.slice(0, 10)) {
      const taken = counts.findIndex((count, k) => k >= dwellingClassOf(persons) && count > 0);
      if (taken >= 0) counts[taken]! -= 1;
    }
  return {
    code,
    countyCode,
    places,
    assigned: can?.assigned ?? 0,
    elsewhere: there.reduce((sum, { persons }) => sum + persons, 0),
    perMonth: months.map((month) => offer?.months?.[Number(month.slice(5)) - 1] ?? places ?? 0),
    dwellings: counts,
    accessible: open?.accessible ?? null,
    medical: offer?.medicalPlaces ?? null,
    languages: offer?.languages ?? [],
    occupations: (offer?.occupations ?? []).map((one) => one.toLowerCase()),
    stopped: months.map(
      (month) =>
        offer?.stops.some(({ fromOn, untilOn }) => fromOn <= `${month}-01` && untilOn >= lastDayOf(month)) ?? false,
    ),
  };
}

const lastDayOf = (month: string): PlainDate => addDays(addMonths(`${month}-01`, 1), -1);

/** Two by two, who must not live together. */
const apartOf = (conditions: Conditions): [string, string][] =>
  [...conditions.values()]
    .flat()
    .filter(({ kind }) => kind === 'apart')
    .map(({ caseId, otherCaseId }) => [caseId, otherCaseId!]);

/** Where one must not live because of somebody who was assigned there. */
function farFrom(
  household: Household,
  apart: readonly (readonly [string, string])[],
  homeOf: ReadonlyMap<string, string>,
): Household {
  const there = apart
    .flatMap(([one, other]) => (one === household.caseId ? [other] : other === household.caseId ? [one] : []))
    .flatMap((id) => homeOf.get(id) ?? []);
  return there.length === 0 ? household : { ...household, forbidden: [...household.forbidden, ...there] };
}
