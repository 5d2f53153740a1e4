import { Injectable } from '@nestjs/common';
import { hasReached, isOnRoad, PERSON_STATUSES, type PersonStatus } from '../cases/index.js';
import { Clock, NotFound, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import {
  kindOf,
  PlansService,
  QuotasService,
  type FramedFigures,
  type MovedPlaces,
  type QuotaPeriod,
} from '../quotas/index.js';
import { datesOf } from './asked-dates.js';
import { monthsOf, PLACE_KINDS, type MonthlyChange } from './domain/progress-months.js';
import { countOf, staged, sumCheck } from './domain/progress.js';
import type { RuleVersion } from './domain/report.js';
import { allocations, opened, personsKnown, subQuotaOfCases, type Dates } from './history.js';
import { arrivalsAgainst, arrivalsOf, plansOf, planVersions } from './planned-arrivals.js';
import {
  casesWithPlace,
  exitReasons,
  EXITS_WITH_REASON,
  knownBeside,
  placesHeld,
  routesOf,
  travellers,
} from './progress-history.js';
import {
  hasAny,
  phasesOf,
  placesOf,
  poolsOf,
  rowsOf,
  sumOf,
  totalOf,
  type CountedPerson,
  type ExitReason,
  type PeriodRow,
  type Progress,
  type RouteRow,
} from './progress-rows.js';

/** Exclusion is a kind of refusal here: a count of it would point at suspected crime (Utlänningsdatalagen 17 §). */
const stageOf = (status: string): string => (status === 'excluded' ? 'refused' : status);
export const STAGES = PERSON_STATUSES.filter((status) => status !== 'excluded');
const WORDS = { road: STAGES.filter(isOnRoad), exits: STAGES.filter((status) => !isOnRoad(status)) };
/** What is counted by the month in which it happened. */
export const EVENTS = [
  'listed',
  'in_screening',
  'under_examination',
  'granted',
  'assigned',
  'booked',
  'arrived',
] as const;

/** How far a quota period has come: persons by stage, route and month, and places by account, at any two dates. */
@Injectable()
export class QuotaProgress {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly quotas: QuotasService,
    private readonly plans: PlansService,
    private readonly clock: Clock,
  ) {}

  /**
   * The progress of a period (of a pledge: its annual periods too). Persons of a security case stand where the open record shows
   * them, in screening until it is decided. Throws NotFound, or InvalidInput for an `asOf` that has not come: nobody knows it yet.
   */
  of(periodId: string, wanted: { through?: PlainDate; asOf?: PlainDate }): Promise<Progress> {
    const dates = datesOf(this.clock, wanted);
    return this.unitOfWork.read(async (tx) => {
      const { period, frame, figures, shares, inPeriod, without, elsewhere, known } = await this.gather(
        tx,
        periodId,
        dates,
      );
      const given = await allocations(tx, dates);
      const early = await opened(tx, dates);
      const rows = rowsOf(shares, inPeriod, given, WORDS);
      const total = { ...staged(inPeriod, WORDS), phases: phasesOf(inPeriod), places: totalOf(figures, rows) };
      const withoutSubQuota = staged(without, WORDS);
      const plans = await plansOf(tx, this.plans, frame, dates);
      const moved = await this.quotas.movements(tx, periodId, dates);
      return {
        ...{ periodId, periodName: period.name, startsOn: period.startsOn, endsOn: period.endsOn },
        ...dates,
        rules: [...rulesOf(period), ...planVersions(plans)],
        ...{ rows, total, withoutSubQuota },
        unallocated: poolsOf(figures),
        routes: routesFor(inPeriod),
        months: monthsOf({
          ...{ period, through: dates.through, persons: inPeriod, moved: monthly(moved), plans },
          words: { events: EVENTS, exits: WORDS.exits },
        }),
        periods: await this.periodRows(tx, dates, frame, figures, given, inPeriod),
        exitReasons: await reasonsOf(tx, dates, inPeriod),
        plans,
        arrivals: arrivalsOf(inPeriod),
        burnUp: arrivalsAgainst(plans, {
          period,
          through: dates.through,
          persons: inPeriod,
          places: total.places.allocated + poolsOf(figures),
        }),
        check: sumCheck(
          {
            personsKnown: known,
            inPeriod: total,
            withoutSubQuota,
            inOtherPeriods: elsewhere,
            personsWithPlace: inPeriod.filter(({ mustHoldPlace }) => mustHoldPlace).length,
          },
          { ...total.places, opened: shares.reduce((sum, { subQuotaId }) => sum + (early.get(subQuotaId) ?? 0), 0) },
        ),
      };
    });
  }

  /** The persons who make up the numbers of the report, those without a sub-quota too. Throws as `of` does. */
  persons(tx: Tx, periodId: string, dates: Dates): Promise<CountedPerson[]> {
    return this.gather(tx, periodId, dates).then(({ inPeriod, without }) => [...inPeriod, ...without]);
  }

  /** Who counts in the period, who in none, and how many elsewhere; read in full only for the cases that can count here. */
  private async gather(tx: Tx, periodId: string, dates: Dates) {
    const all = await this.quotas.periods(tx);
    const period = all.find(({ id }) => id === periodId);
    if (!period) throw new NotFound('quotaPeriod');
    const figures = await this.quotas.balances(tx, periodId, dates);
    const frame = [period, ...all.filter(({ pledgeId }) => pledgeId === periodId)];
    const shares = [figures, ...figures.annualPeriods].flatMap((of) =>
      of.subQuotas.map((share) => ({ ...share, periodId: of.periodId, periodName: of.name })),
    );
    const own = new Set(shares.map(({ subQuotaId }) => subQuotaId));
    const caseIn = await subQuotaOfCases(tx, dates);
    const accounts = [...own].flatMap((id) => [`reserved:${id}`, `used:${id}`]);
    const caseIds = new Set(await casesWithPlace(tx, accounts));
    for (const [caseId, subQuotaId] of caseIn) if (subQuotaId === null || own.has(subQuotaId)) caseIds.add(caseId);
    const { byCase, moved } = await knownBeside(tx, dates);
    for (const caseId of byCase.keys()) if (!caseIn.has(caseId)) caseIds.add(caseId);
    const persons = await countedPersons(tx, dates, [...caseIds], caseIn);
    const inPeriod = persons.filter(({ subQuotaId }) => subQuotaId !== null && own.has(subQuotaId));
    const without = persons.filter(({ subQuotaId }) => subQuotaId === null);
    const read = new Set(persons.map(({ personId }) => personId));
    let elsewhere = persons.length - inPeriod.length - without.length + moved.filter((id) => !read.has(id)).length;
    for (const [caseId, count] of byCase) if (!caseIds.has(caseId)) elsewhere += count;
    return { period, frame, figures, shares, inPeriod, without, elsewhere, known: await personsKnown(tx, dates) };
  }

  /** A row a period of the frame; of an annual period within a pledge the places of the pledge too, since it is counted in both. */
  private async periodRows(
    tx: Tx,
    dates: Dates,
    frame: readonly QuotaPeriod[],
    figures: FramedFigures,
    given: ReadonlyMap<string, number>,
    persons: readonly CountedPerson[],
  ): Promise<PeriodRow[]> {
    const rows = [figures, ...figures.annualPeriods].map(({ periodId, name, pool, subQuotas }): PeriodRow => {
      const own = new Set(subQuotas.map(({ subQuotaId }) => subQuotaId));
      return {
        ...{ periodId, name, kind: frame.find(({ id }) => id === periodId)!.kind, unallocated: pool },
        places: sumOf(subQuotas.map((share) => placesOf(share, given))),
        persons: countOf(persons.filter(({ subQuotaId }) => own.has(subQuotaId!))),
      };
    });
    const known = rows.filter((row, index) => index === 0 || row.unallocated !== 0 || hasAny(row.places));
    const { pledgeId } = frame[0]!;
    if (pledgeId === null) return known;
    const pledge = await this.quotas.balances(tx, pledgeId, dates);
    const shares = [pledge, ...pledge.annualPeriods].flatMap(({ subQuotas }) => subQuotas);
    const { carriedIn, carriedOut, name } = pledge;
    const places = { ...sumOf(shares.map((share) => placesOf(share, given))), carriedIn, carriedOut };
    return [
      ...known,
      { ...{ periodId: pledgeId, name, kind: 'biennial', unallocated: poolsOf(pledge) }, places, persons: null },
    ];
  }
}

async function countedPersons(
  tx: Tx,
  dates: Dates,
  caseIds: readonly string[],
  caseIn: ReadonlyMap<string, string | null>,
): Promise<CountedPerson[]> {
  const places = await placesHeld(tx, dates, caseIds);
  const routes = await routesOf(tx, dates, caseIds);
  return (await travellers(tx, dates, caseIds)).map(({ status, ...person }) => {
    const held = places.get(person.personId);
    return {
      ...person,
      stage: stageOf(status),
      subQuotaId: held?.subQuotaId ?? caseIn.get(person.caseId) ?? null,
      place: held?.state ?? null,
      route: routes.get(person.caseId) ?? null,
      mustHoldPlace: hasReached(status as PersonStatus, 'granted'),
    };
  });
}

async function reasonsOf(tx: Tx, dates: Dates, persons: readonly CountedPerson[]): Promise<ExitReason[]> {
  const left = persons.filter(({ stage }) => stage in EXITS_WITH_REASON);
  const codes = await exitReasons(
    tx,
    dates,
    left.map(({ personId }) => personId),
  );
  return Object.keys(EXITS_WITH_REASON).flatMap((exit) => {
    const those = left.filter(({ stage }) => stage === exit);
    const told = [...new Set(those.map(({ personId }) => codes.get(personId) ?? 'none'))].sort();
    return told.map((reasonCode) => ({
      exit,
      reasonCode,
      ...countOf(those.filter(({ personId }) => (codes.get(personId) ?? 'none') === reasonCode)),
    }));
  });
}

const routesFor = (persons: readonly CountedPerson[]): RouteRow[] =>
  (['dossier', 'mission', null] as const).map((route) => {
    const those = persons.filter((person) => person.route === route);
    const holding = (state: CountedPerson['place']) => those.filter(({ place }) => place === state).length;
    return { route, ...staged(those, WORDS), reserved: holding('reserved'), used: holding('used') };
  });

const monthly = (moved: readonly MovedPlaces[]): MonthlyChange[] =>
  moved.flatMap(({ account, month, placesIn, placesOut }) => {
    const kind = PLACE_KINDS.find((one) => one === kindOf(account));
    return kind ? [{ month, kind, change: placesIn - placesOut }] : [];
  });

/** The period's own rules, which it has since it was made. */
const rulesOf = ({ name, startsOn, countingEvent, carryOverMode, tolerance }: QuotaPeriod): RuleVersion[] => [
  { kind: 'counting-event', version: countingEvent, validFrom: startsOn, source: name },
  { kind: 'carry-over-mode', version: carryOverMode, validFrom: startsOn, source: name },
  { kind: 'tolerance', version: String(tolerance), validFrom: startsOn, source: name },
];
