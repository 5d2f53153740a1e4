import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { hasReached, isOnRoad, PERSON_STATUSES } from '../cases/index.js';
import { Clock, mayBeYounger, readingOf, type Actor, type DatePrecision, type PlainDate } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import {
  compositionOutlook,
  CompositionTargetsService,
  countTowards,
  QuotasService,
  type CompositionOutlook,
  type CompositionTarget,
  type GroupCount,
} from '../quotas/index.js';

/** A mission that is still to come or under way, and how many persons of the period stand on it. */
export interface MissionAhead {
  missionId: string;
  place: string;
  countryCode: string;
  startsOn: PlainDate;
  endsOn: PlainDate;
  persons: number;
}

/** Where those who still wait are to be examined: what can be done about the composition. */
export interface StillOpen {
  /** Null for who may not read missions. */
  missions: MissionAhead[] | null;
  onMissions: number;
  onDossier: number;
  /** To be examined by a mission, and on none that is still ahead. */
  withoutMission: number;
  routeNotChosen: number;
  persons: number;
}

export interface TargetOutlook extends CompositionOutlook {
  target: CompositionTarget;
  /** Of those who still wait for a decision. */
  waiting: { counted: number; total: number };
}

export interface PeriodComposition {
  periodId: string;
  periodName: string;
  on: PlainDate;
  targets: TargetOutlook[];
  stillOpen: StillOpen;
}

interface Traits {
  sex: string;
  birthDate: string | null;
  precision: DatePrecision;
  estimated: boolean | number | null;
  nationality: string | null;
  primaryCategory: string | null;
  secondaryCategory: string | null;
  specificNeeds: string;
  persons: number | string;
}

const MAJORITY = 18;
const AWAITING = PERSON_STATUSES.filter((status) => isOnRoad(status) && !hasReached(status, 'granted'));
const TRAITS = `p.sex, p.birth_date AS "birthDate", p.birth_date_precision AS precision, p.birth_date_estimated AS estimated, p.nationality,
  c.primary_category AS "primaryCategory", c.secondary_category AS "secondaryCategory", p.specific_needs AS "specificNeeds", count(*) AS persons`;
const GROUPED =
  'GROUP BY p.sex, p.birth_date, p.birth_date_precision, p.birth_date_estimated, p.nationality, c.primary_category, c.secondary_category, p.specific_needs';

/** The composition of a period's persons against its targets, while a mission or a round of dossiers can still change it. */
@Injectable()
export class ReadComposition {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly quotas: QuotasService,
    private readonly targets: CompositionTargetsService,
    private readonly clock: Clock,
  ) {}

  /** Of the period (of a pledge: its annual periods too), as it stands today. In counts alone (architecture.md 7 (15)). Throws NotFound. */
  of(periodId: string, actor: Actor): Promise<PeriodComposition> {
    const today = this.clock.today();
    return this.unitOfWork.read(async (tx) => {
      const figures = await this.quotas.balances(tx, periodId);
      const periods = [figures, ...figures.annualPeriods];
      const ids = periods.flatMap(({ subQuotas }) => subQuotas.map(({ subQuotaId }) => subQuotaId));
      const remaining = figures.available + periods.reduce((sum, { pool }) => sum + pool, 0);
      const [soFar, onTheirWay] = [await holders(tx, ids, today), await waiting(tx, ids, today)];
      const targets = (await this.targets.targetsOn(tx, periodId, today)).map((target) => {
        const pending = countTowards(target, onTheirWay);
        const outlook = compositionOutlook(target, countTowards(target, soFar), remaining, pending);
        return { target, waiting: pending, ...outlook };
      });
      const ends = (await this.quotas.periods(tx)).find(({ id }) => id === periodId)!.endsOn;
      const stillOpen = await open(tx, ids, { today, ends, named: may(actor, 'mission.read') });
      return { periodId, periodName: figures.name, on: today, targets, stillOpen };
    });
  }
}

/** Those who hold a place, reserved or used. */
const holders = (tx: Tx, subQuotaIds: readonly string[], today: PlainDate): Promise<GroupCount[]> =>
  groups(
    tx,
    `SELECT ${TRAITS} FROM place_holdings h JOIN persons p ON p.id = h.person_id JOIN cases c ON c.id = p.case_id
     WHERE h.sub_quota_id IN (:...subQuotaIds) ${GROUPED}`,
    subQuotaIds,
    today,
  );

/** Those of the sub-quotas' cases who still wait for a decision. */
const waiting = (tx: Tx, subQuotaIds: readonly string[], today: PlainDate): Promise<GroupCount[]> =>
  groups(
    tx,
    `SELECT ${TRAITS} FROM persons p JOIN cases c ON c.id = p.case_id
     WHERE c.sub_quota_id IN (:...subQuotaIds) AND p.status IN (:...awaiting) ${GROUPED}`,
    subQuotaIds,
    today,
  );

async function groups(tx: Tx, sql: string, subQuotaIds: readonly string[], today: PlainDate): Promise<GroupCount[]> {
  if (subQuotaIds.length === 0) return [];
  const found = await rows<Traits>(tx.manager, sql, { subQuotaIds, awaiting: AWAITING });
  return found.map(({ sex, birthDate, precision, estimated, nationality, ...one }) => ({
    female: sex === 'female',
    under18:
      birthDate !== null &&
      mayBeYounger(readingOf({ date: birthDate, precision, estimated: Boolean(estimated) }), MAJORITY, today),
    nationality,
    submissionCategories: [one.primaryCategory, one.secondaryCategory].filter((code) => code !== null),
    specificNeeds: JSON.parse(one.specificNeeds) as string[],
    persons: Number(one.persons),
  }));
}

async function open(
  tx: Tx,
  subQuotaIds: readonly string[],
  { today, ends, named }: { today: PlainDate; ends: PlainDate; named: boolean },
): Promise<StillOpen> {
  const byWay =
    subQuotaIds.length === 0
      ? []
      : await rows<{ route: string | null; missionId: string | null; persons: number | string }>(
          tx.manager,
          `SELECT c.route, m.id AS "missionId", count(*) AS persons FROM persons p JOIN cases c ON c.id = p.case_id
           LEFT JOIN mission_cases mc ON mc.case_id = c.id AND mc.active LEFT JOIN missions m ON m.id = mc.mission_id AND m.ends_on >= :today
           WHERE c.sub_quota_id IN (:...subQuotaIds) AND p.status IN (:...awaiting) GROUP BY c.route, m.id`,
          { subQuotaIds, awaiting: AWAITING, today },
        );
  const persons = (of: (one: (typeof byWay)[number]) => boolean): number =>
    byWay.filter(of).reduce((sum, one) => sum + Number(one.persons), 0);
  const missions = await rows<Omit<MissionAhead, 'persons'>>(
    tx.manager,
    `SELECT id AS "missionId", place, country_code AS "countryCode", starts_on AS "startsOn", ends_on AS "endsOn" FROM missions
     WHERE ends_on >= :today AND starts_on <= :ends ORDER BY starts_on, id`,
    { today, ends },
  );
  return {
    missions: named
      ? missions.map((one) => ({ ...one, persons: persons(({ missionId }) => missionId === one.missionId) }))
      : null,
    onMissions: persons(({ missionId }) => missionId !== null),
    onDossier: persons(({ route, missionId }) => route === 'dossier' && missionId === null),
    withoutMission: persons(({ route, missionId }) => route === 'mission' && missionId === null),
    routeNotChosen: persons(({ route, missionId }) => route === null && missionId === null),
    persons: persons(() => true),
  };
}
