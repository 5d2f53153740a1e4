import { Injectable } from '@nestjs/common';
import { hasReached, isOnRoad, PERSON_STATUSES, type PersonStatus } from '../cases/index.js';
import { Clock, InvalidInput, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { QuotasService, type FramedFigures, type SubQuotaFigures } from '../quotas/index.js';
import { staged, sumCheck, type PersonAt, type Staged, type SumCheck } from './domain/progress.js';
import {
  allocations,
  opened,
  personsAt,
  personsKnown,
  subQuotaOfCases,
  subQuotaOfPlaces,
  type Dates,
} from './history.js';

export interface Places {
  allocated: number;
  /** Of these, beyond what was decided. */
  overrun: number;
  reserved: number;
  used: number;
  available: number;
}

export interface ProgressRow extends Staged {
  subQuotaId: string;
  name: string;
  scheme: string;
  periodName: string;
  places: Places;
}

export interface Progress extends Dates {
  periodId: string;
  periodName: string;
  rows: ProgressRow[];
  total: Staged & { places: Places };
  withoutSubQuota: Staged;
  /** Places decided for the period and in no sub-quota yet. */
  unallocated: number;
  check: SumCheck;
}

/** Exclusion is a kind of refusal here: a count of it would point at suspected crime (Utlänningsdatalagen 17 §). */
const stageOf = (status: PersonStatus): PersonStatus => (status === 'excluded' ? 'refused' : status);
const STAGES = PERSON_STATUSES.filter((status) => status !== 'excluded');
const WORDS = { road: STAGES.filter(isOnRoad), exits: STAGES.filter((status) => !isOnRoad(status)) };

/** How far a quota period has come: persons by stage and places by account, at any two dates. */
@Injectable()
export class QuotaProgress {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly quotas: QuotasService,
    private readonly clock: Clock,
  ) {}

  /**
   * The progress of a period (of a pledge: its annual periods too). Persons of a security case stand where the open record shows
   * them, in screening until it is decided. Throws NotFound, or InvalidInput for an `asOf` that has not come: nobody knows it yet.
   */
  of(periodId: string, wanted: { through?: PlainDate; asOf?: PlainDate }): Promise<Progress> {
    const { asOf = this.clock.today() } = wanted;
    const dates = { asOf, through: wanted.through ?? asOf };
    if (asOf > this.clock.today())
      throw new InvalidInput([
        { pointer: '?asOf', code: 'afterToday', message: `asOf may not lie after today, ${this.clock.today()}.` },
      ]);
    return this.unitOfWork.read(async (tx) => {
      const figures = await this.quotas.balances(tx, periodId, dates);
      const persons = await this.persons(tx, dates);
      const given = await allocations(tx, dates);
      const shares = [figures, ...figures.annualPeriods].flatMap(({ name, subQuotas }) =>
        subQuotas.map((share) => ({ ...share, periodName: name })),
      );
      const inPeriod = persons.filter(({ subQuotaId }) => shares.some((share) => share.subQuotaId === subQuotaId));
      const withoutSubQuota = staged(
        persons.filter(({ subQuotaId }) => subQuotaId === null),
        WORDS,
      );

      const rows = shares.map((share) => rowOf(share, inPeriod, given)).filter(isKnown);
      const total = { ...staged(inPeriod, WORDS), places: sumOf(rows) };
      const early = await opened(tx, dates);
      const check = sumCheck(
        {
          personsKnown: await personsKnown(tx, dates),
          inPeriod: total,
          withoutSubQuota,
          inOtherPeriods: persons.length - inPeriod.length - withoutSubQuota.persons,
          personsWithPlace: inPeriod.filter(({ mustHoldPlace }) => mustHoldPlace).length,
        },
        { ...total.places, opened: shares.reduce((sum, { subQuotaId }) => sum + (early.get(subQuotaId) ?? 0), 0) },
      );
      return {
        periodId,
        periodName: figures.name,
        ...dates,
        rows,
        total,
        withoutSubQuota,
        unallocated: poolsOf(figures),
        check,
      };
    });
  }

  private async persons(tx: Tx, dates: Dates): Promise<PersonAt[]> {
    const placeOf = await subQuotaOfPlaces(tx, dates);
    const caseIn = await subQuotaOfCases(tx, dates);
    return (await personsAt(tx, dates)).map(({ personId, caseId, status }) => ({
      personId,
      caseId,
      stage: stageOf(status),
      subQuotaId: placeOf.get(personId) ?? caseIn.get(caseId) ?? null,
      mustHoldPlace: hasReached(status, 'granted'),
    }));
  }
}

function rowOf(
  share: SubQuotaFigures & { periodName: string },
  persons: readonly PersonAt[],
  given: ReadonlyMap<string, number>,
): ProgressRow {
  const { subQuotaId, name, scheme, periodName, overrun, reserved, used, available } = share;
  const places = { allocated: given.get(subQuotaId) ?? 0, overrun, reserved, used, available };
  return {
    subQuotaId,
    name,
    scheme,
    periodName,
    ...staged(
      persons.filter((person) => person.subQuotaId === subQuotaId),
      WORDS,
    ),
    places,
  };
}

/** A sub-quota that was made later had neither places nor persons by these dates: it must not change the report of an earlier day. */
const isKnown = ({ persons, places }: ProgressRow): boolean =>
  persons > 0 || Object.values(places).some((count) => count !== 0);

const sumOf = (rows: readonly ProgressRow[]): Places => {
  const sum = (of: keyof Places) => rows.reduce((total, { places }) => total + places[of], 0);
  return {
    allocated: sum('allocated'),
    overrun: sum('overrun'),
    reserved: sum('reserved'),
    used: sum('used'),
    available: sum('available'),
  };
};

const poolsOf = ({ pool, annualPeriods }: FramedFigures): number =>
  annualPeriods.reduce((sum, period) => sum + period.pool, pool);
