import { Injectable } from '@nestjs/common';
import { ConditionsUnmet, InvalidInput, type Actor, type Unmet } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import {
  CarryOver,
  leftBehind,
  type CarriedPerson,
  type CarryOverOutlook,
  type PeriodView,
  type PlaceHolder,
} from '../quotas/index.js';
import { CasesService } from './cases.service.js';
import type { PersonInCase, ResettlementCase } from './resettlement-case.js';

export interface WantedCarryOver {
  toPeriodId: string;
  /** The sub-quota of the receiving period; by its declared rules, case by case, when not said. */
  subQuotaId?: string;
  /** All who hold a reserved place and are not counted when not said. */
  personIds?: readonly string[];
  occurredOn?: string;
}
export interface AuthorisedCarryOver extends WantedCarryOver {
  authority: string;
  documentReference: string;
  reason: string;
}

/** A case that is carried over, whole: with all persons who hold a reserved place. */
export interface CarriedCase {
  caseId: string;
  /** Null of a place that was entered without its case. */
  diaryNumber: string | null;
  /** Null when the rules of the receiving period find none. */
  subQuotaId: string | null;
  subQuota: string | null;
  personIds: string[];
}
export type CarryOverPreview = CarryOverOutlook & { persons: number; cases: CarriedCase[] };

interface Plan {
  cases: CarriedCase[];
  byId: Map<string, ResettlementCase>;
  unmet: Unmet[];
}

const FAMILY = 'domain.md (e) 1: a family is never cut';

/** The verb carry-over: cases go on into another period with the places of their persons, and never a part of one. */
@Injectable()
export class CarryOverCases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly places: CarryOver,
  ) {}

  /** Who would move, what it would mean for both periods and everything that stands against it. Throws NotFound or InvalidInput. */
  preview(periodId: string, wanted: WantedCarryOver): Promise<CarryOverPreview> {
    return this.unitOfWork.read(async (tx) => {
      const { cases, unmet } = await this.plan(tx, periodId, wanted, (caseIds) => this.cases.getMany(tx, caseIds));
      const outlook = await this.places.outlook(tx, periodId, { ...wanted, persons: personsOf(cases) });
      const persons = cases.reduce((sum, { personIds }) => sum + personIds.length, 0);
      return { ...outlook, unmet: [...unmet, ...outlook.unmet], persons, cases };
    });
  }

  /**
   * Carries the named persons over, or all who hold a reserved place; their cases stand in the receiving sub-quota from then on.
   * Throws NotFound, StaleVersion, TransitionRefused, InvalidInput, or ConditionsUnmet: part of a case is named (`familyCut`), no
   * rule finds its sub-quota (`noSubQuota`), or what `CarryOver.carry` says of periods, persons and pools.
   */
  carryOver(actor: Actor, periodId: string, version: number, wanted: AuthorisedCarryOver): Promise<PeriodView> {
    return this.unitOfWork.run(actor, async (tx) => {
      // The cases first, then the periods, then the ledger: in the order in which a grant takes them.
      const locked = async (caseIds: readonly string[]): Promise<ResettlementCase[]> => {
        const known = await this.cases.getMany(tx, caseIds);
        const all: ResettlementCase[] = [];
        for (const id of known.map((one) => one.id).sort()) all.push(await this.cases.getForChange(tx, id));
        return all;
      };
      const { cases, byId, unmet } = await this.plan(tx, periodId, wanted, locked);
      const persons = personsOf(cases);
      if (unmet.length > 0) {
        const outlook = await this.places.outlook(tx, periodId, { ...wanted, persons });
        throw new ConditionsUnmet([...unmet, ...outlook.unmet]);
      }
      const view = await this.places.carry(tx, actor, periodId, version, { ...wanted, persons });
      for (const { caseId, subQuotaId, subQuota, personIds } of cases) {
        const theCase = byId.get(caseId);
        if (theCase)
          await this.cases.place(tx, theCase, actor, {
            how: 'reallocated',
            subQuotaId,
            reason: wanted.reason,
            authority: wanted.authority,
            documentReference: wanted.documentReference,
            payload: { subQuota, carriedFrom: view.period.name, personIds },
          });
      }
      return view;
    });
  }

  private async plan(
    tx: Tx,
    periodId: string,
    { toPeriodId, subQuotaId, personIds }: WantedCarryOver,
    casesOf: (caseIds: readonly string[]) => Promise<ResettlementCase[]>,
  ): Promise<Plan> {
    const receivers = await this.places.subQuotasOf(tx, toPeriodId);
    if (subQuotaId !== undefined && !receivers.some(({ id }) => id === subQuotaId))
      throw new InvalidInput([
        {
          pointer: '/subQuotaId',
          code: 'notInPeriod',
          message: 'There is no sub-quota with this id in the receiving period.',
        },
      ]);
    const before = await this.holders(tx, periodId, personIds);
    const found = await casesOf([...new Set(before.map(({ caseId }) => caseId))]);
    // Once more, now that nobody else can grant or release places of these cases.
    const holders = await this.holders(tx, periodId, personIds);
    const byId = new Map(found.map((one) => [one.id, one]));
    const named = new Set(personIds ?? holders.map(({ personId }) => personId));
    const cases: CarriedCase[] = [];
    for (const [caseId, own] of groupedByCase(holders.filter(({ personId }) => named.has(personId)))) {
      const theCase = byId.get(caseId);
      const target =
        receivers.find(({ id }) => id === subQuotaId) ??
        (theCase &&
          (await this.places.subQuotaFor(tx, {
            ...toPlace(theCase),
            periodId: toPeriodId,
            leaves: own[0]!.subQuotaId,
          })));
      cases.push({
        caseId,
        diaryNumber: theCase?.diaryNumber ?? null,
        subQuotaId: target?.id ?? null,
        subQuota: target?.name ?? null,
        personIds: own.map(({ personId }) => personId),
      });
    }
    const persons = new Map(found.flatMap((one) => one.persons.map((person) => [person.id, { person, of: one }])));
    const unmet = [
      ...leftBehind(holders, named).map(({ personId }) => cut(personId, persons.get(personId))),
      ...cases.filter((one) => one.subQuotaId === null).map(nowhere),
      ...[...named].filter((id) => !holders.some(({ personId }) => personId === id)).map(withoutPlace),
    ];
    return { cases, byId, unmet };
  }

  /** Who could be carried over, each in the case where the person stands now. */
  private async holders(tx: Tx, periodId: string, personIds: readonly string[] = []): Promise<PlaceHolder[]> {
    const holders = await this.places.holders(tx, periodId);
    const caseOf = new Map<string, string>();
    const ids = [...new Set([...holders.map(({ personId }) => personId), ...personIds])];
    for (let from = 0; from < ids.length; from += AT_ONCE)
      for (const { id, caseId } of await this.cases.getPersons(tx, ids.slice(from, from + AT_ONCE)))
        caseOf.set(id, caseId);
    return holders.map((holder) => ({ ...holder, caseId: caseOf.get(holder.personId) ?? holder.caseId }));
  }
}

/** So many ids fit one statement on either engine. */
const AT_ONCE = 500;

const personsOf = (cases: readonly CarriedCase[]): CarriedPerson[] =>
  cases.flatMap(({ caseId, subQuotaId, personIds }) =>
    subQuotaId === null ? [] : personIds.map((personId) => ({ personId, caseId, subQuotaId })),
  );

function groupedByCase(holders: readonly PlaceHolder[]): Map<string, PlaceHolder[]> {
  const groups = new Map<string, PlaceHolder[]>();
  for (const holder of holders) groups.set(holder.caseId, [...(groups.get(holder.caseId) ?? []), holder]);
  return groups;
}

const toPlace = ({ countryOfAsylum, priority, persons }: ResettlementCase) => ({
  countryOfAsylum,
  priority,
  nationalities: [...new Set(persons.flatMap(({ nationality }) => nationality ?? []))].sort(),
});

const cut = (personId: string, found: { person: PersonInCase; of: ResettlementCase } | undefined): Unmet => {
  const name = found
    ? `${found.person.givenNames} ${found.person.familyName} (${found.of.diaryNumber})`
    : 'Another person of the case';
  return {
    code: 'familyCut',
    detail: `${name} holds a place too: name all of the case, or none.`,
    source: FAMILY,
    personId,
  };
};
const nowhere = ({ diaryNumber }: CarriedCase): Unmet => ({
  code: 'noSubQuota',
  detail: `No rule of the receiving period fits ${diaryNumber ?? 'a place without its case'}: name the sub-quota.`,
  source: 'domain.md (a): reallocation, logged with authority',
});
const withoutPlace = (personId: string): Unmet => ({
  code: 'noPlaceHeld',
  detail:
    'This person holds no reserved place of the period: who is counted stays, and who left the road gave it back.',
  source: 'domain.md (e) 7: granted in one year, arriving in the next',
  personId,
});
