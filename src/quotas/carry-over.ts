import { Injectable } from '@nestjs/common';
import {
  ConditionsUnmet,
  InvalidInput,
  stockholmDateOf,
  type Actor,
  type PlainDate,
  type Unmet,
} from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { Caps } from './caps.js';
import {
  givenBack,
  takenAgain,
  unmetForPeriods,
  unmetForPersons,
  unmetForPools,
  type FramedPeriod,
} from './domain/carry-over.js';
import { chooseSubQuota, type CaseToPlace } from './domain/choose-sub-quota.js';
import { dayOfAct } from './domain/day-of-act.js';
import { reserved, type Account } from './domain/ledger.js';
import { periodAfter } from './domain/period-lifecycle.js';
import { placesOfYear, strandedPlaces, type PlacesOfYear, type StrandedPlaces } from './domain/planning.js';
import { lockVersionsOf } from './next-version.js';
import { Periods, type Authorised } from './periods.js';
import { PlaceHoldings, type Held, type PlaceHolder } from './place-holdings.js';
import { PlaceLedger, type NewEntry } from './place-ledger.js';
import type { CarryOverMode, QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';
import { QuotasService } from './quotas.service.js';
import { ReadPeriods, type PeriodView } from './read-periods.js';

/** A person who is to be carried over, and the sub-quota of the receiving period that is to hold the place. */
export type CarriedPerson = PlaceHolder;

export interface WantedCarryOver {
  toPeriodId: string;
  persons: readonly CarriedPerson[];
  occurredOn?: string;
}

/** What a carry-over would do: the same is shown before the act and judged by it. Plain data. */
export interface CarryOverOutlook {
  mode: CarryOverMode;
  /** They return to where they were carried from. */
  back: boolean;
  /** What the giving period leaves behind as it stands. */
  stranded: StrandedPlaces;
  /** The receiving period with those persons. */
  year: PlacesOfYear;
  /** Places that go back from the receiver's pool, so that the quota stays what it was. */
  givesBack: number;
  unmet: Unmet[];
}

interface Prepared {
  giver: FramedPeriod & QuotaPeriodRow;
  receiver: FramedPeriod & QuotaPeriodRow;
  held: Held[];
  steps: { from: Account; to: Account }[];
  outlook: CarryOverOutlook;
}

/** So many rows fit one statement on either engine. */
const AT_ONCE = 500;

/** Persons who are granted and not counted when a period ends go on into another one, each with the place (domain.md (e) 7). */
@Injectable()
export class CarryOver {
  constructor(
    private readonly periods: Periods,
    private readonly ledger: PlaceLedger,
    private readonly places: PlaceHoldings,
    private readonly quotas: QuotasService,
    private readonly caps: Caps,
    private readonly view: ReadPeriods,
    private readonly reference: ReferenceService,
  ) {}

  /** Who holds a reserved place in the period: all that could be carried over. Throws NotFound. */
  async holders(tx: Tx, periodId: string): Promise<PlaceHolder[]> {
    await this.periods.get(tx, periodId);
    return this.places.reservedIn(tx, periodId);
  }

  /** The sub-quotas of a period, by name. Throws NotFound. */
  async subQuotasOf(tx: Tx, periodId: string): Promise<SubQuotaRow[]> {
    await this.periods.get(tx, periodId);
    return this.periods.subQuotasOf(tx, [periodId]);
  }

  /**
   * Where a case belongs in the receiving period by its declared rules, under the form of admission that it was granted for. Null
   * when no rule fits: an official names the sub-quota then.
   */
  async subQuotaFor(
    tx: Tx,
    { periodId, leaves, ...theCase }: Omit<CaseToPlace, 'region' | 'scheme'> & { periodId: string; leaves: string },
  ): Promise<SubQuotaRow | null> {
    const { region } = await this.reference.getCountry(tx, theCase.countryOfAsylum, '/countryOfAsylum');
    const { scheme } = await this.periods.getSubQuota(tx, leaves);
    const { name } = await this.periods.get(tx, periodId);
    const subQuotas = await this.periods.subQuotasOf(tx, [periodId]);
    return chooseSubQuota([{ name, subQuotas }], { ...theCase, region, scheme }).chosen;
  }

  /** What carrying these persons over would do, with everything that stands against it. Throws NotFound or InvalidInput. */
  async outlook(tx: Tx, periodId: string, wanted: WantedCarryOver): Promise<CarryOverOutlook> {
    const [giver, receiver] = [
      await this.periods.get(tx, periodId),
      await this.receiving(tx, periodId, wanted.toPeriodId),
    ];
    return (await this.prepare(tx, giver, receiver, wanted)).outlook;
  }

  /**
   * Carries the persons over, one row each; of an absorbing quota as many places go back in the same act. Carrying them back takes
   * both back. Throws NotFound, StaleVersion, TransitionRefused, InvalidInput, or ConditionsUnmet with all that stands against it.
   */
  async carry(
    tx: Tx,
    actor: Actor,
    periodId: string,
    version: number,
    { authority, documentReference, reason, ...wanted }: WantedCarryOver & Authorised,
  ): Promise<PeriodView> {
    // In one order, so that two carry-overs in opposite directions do not wait for each other.
    for (const id of [periodId, wanted.toPeriodId].sort()) await lockVersionsOf(tx, 'quota_periods', id);
    const giving = await this.periods.get(tx, periodId, version);
    const receiving = await this.receiving(tx, periodId, wanted.toPeriodId);
    periodAfter(giving.status, 'carry_over');
    periodAfter(receiving.status, 'receive_carried');
    await this.ledger.hold(tx);
    const { giver, receiver, held, steps, outlook } = await this.prepare(tx, giving, receiving, wanted);
    if (outlook.unmet.length > 0) throw new ConditionsUnmet(outlook.unmet);

    const authorised = { authority, documentReference, reason, occurredOn: wanted.occurredOn };
    const occurredOn = dayOfAct(tx.at, wanted.occurredOn);
    const told = { persons: held.length, personIds: held.map(({ personId }) => personId), back: outlook.back };
    const changed = await this.periods.step(tx, giving, actor, 'carry_over', authorised, {
      ...told,
      toPeriod: receiver.name,
      toPeriodId: receiver.id,
    });
    await this.periods.step(tx, receiving, actor, 'receive_carried', authorised, {
      ...told,
      fromPeriod: giver.name,
      fromPeriodId: giver.id,
      givesBack: outlook.givesBack,
    });
    const target = new Map(wanted.persons.map((one) => [one.personId, one]));
    const moves = held.map((one) => ({ ...one, toSubQuotaId: target.get(one.personId)!.subQuotaId }));
    for (let from = 0; from < moves.length; from += AT_ONCE) {
      const some = moves.slice(from, from + AT_ONCE);
      const entries = some.map(({ personId, subQuotaId, toSubQuotaId }): NewEntry => ({
        movement: 'carry_over',
        fromAccount: reserved(subQuotaId),
        toAccount: reserved(toSubQuotaId),
        places: 1,
        personId,
        caseId: target.get(personId)!.caseId,
        ...{ occurredOn, authority, documentReference, reason },
      }));
      await this.ledger.post(tx, actor, entries);
    }
    for (const { from, to } of steps)
      await this.ledger.post(tx, actor, [
        {
          movement: 'revise',
          fromAccount: from,
          toAccount: to,
          places: moves.length,
          ...{ occurredOn, authority, documentReference, reason },
        },
      ]);
    return this.view.of(tx, changed);
  }

  private async prepare(
    tx: Tx,
    giving: QuotaPeriodRow,
    receiving: QuotaPeriodRow,
    { persons, occurredOn }: WantedCarryOver,
  ): Promise<Prepared> {
    const on = dayOfAct(tx.at, occurredOn);
    await this.requireReceivers(tx, receiving, persons);
    const [giver, receiver] = [await this.framed(tx, giving), await this.framed(tx, receiving)];
    const personIds = persons.map(({ personId }) => personId);
    const held: Held[] = [];
    const returning: string[] = [];
    for (let from = 0; from < personIds.length; from += AT_ONCE) {
      const some = personIds.slice(from, from + AT_ONCE);
      held.push(...(await this.places.of(tx, some)));
      returning.push(...(await this.places.lastCarried(tx, some, { from: receiving.id, to: giving.id })));
    }
    const back = personIds.length > 0 && returning.length === personIds.length;
    const steps = back ? [] : givenBack(giver, receiver);
    const pools = new Map<Account, number>();
    for (const { from } of steps) pools.set(from, await this.ledger.leastSince(tx, from, on));
    const byPerson = new Map(held.map((one) => [one.personId, one]));
    const places = personIds.map((personId) => ({ personId, held: byPerson.get(personId) ?? null }));
    const unmet = [
      ...unmetForPeriods(giver, receiver, stockholmDateOf(tx.at), back),
      ...unmetForPersons(places, giver, on),
      ...unmetForPools(steps, personIds.length, pools),
      ...(await this.unmetForCaps(tx, receiving, persons, on)),
      ...(personIds.length === 0 ? [NOBODY] : []),
    ];
    return {
      giver,
      receiver,
      held,
      steps: back ? takenAgain(giver, receiver) : steps,
      outlook: { ...(await this.consequences(tx, giver, receiver, personIds.length, back)), unmet },
    };
  }

  private async unmetForCaps(
    tx: Tx,
    receiver: QuotaPeriodRow,
    persons: readonly CarriedPerson[],
    on: PlainDate,
  ): Promise<Unmet[]> {
    const unmet: Unmet[] = [];
    for (const subQuota of await this.periods.subQuotasOf(tx, [receiver.id])) {
      const places = persons.filter(({ subQuotaId }) => subQuotaId === subQuota.id).length;
      if (places > 0) unmet.push(...(await this.caps.unmet(tx, subQuota, places, on)));
    }
    return unmet;
  }

  private async consequences(
    tx: Tx,
    giver: FramedPeriod,
    receiver: FramedPeriod,
    carried: number,
    back: boolean,
  ): Promise<Omit<CarryOverOutlook, 'unmet'>> {
    const { decided, used, reserved: granted } = await this.quotas.balances(tx, giver.id);
    const of = await this.quotas.balances(tx, receiver.id);
    const mode = receiver.carryOverMode;
    const carryIn = back ? Math.max(0, of.carriedIn) : of.carriedIn + carried;
    // An additive quota stands beside what it has received; an absorbing one contains it.
    const quota = mode === 'additive' ? Math.max(0, of.decided - of.carriedIn) : of.decided;
    return {
      mode,
      back,
      stranded: strandedPlaces({ planned: Math.max(0, decided), filled: used, granted }),
      year: placesOfYear({ quota, carryIn, mode }),
      givesBack: back || mode === 'additive' ? 0 : carried,
    };
  }

  private async receiving(tx: Tx, giverId: string, toPeriodId: string): Promise<QuotaPeriodRow> {
    if (giverId === toPeriodId)
      throw wrong('/toPeriodId', 'samePeriod', 'Persons are carried over into another period.');
    return this.periods.get(tx, toPeriodId);
  }

  private async requireReceivers(
    tx: Tx,
    { id, name }: QuotaPeriodRow,
    persons: readonly CarriedPerson[],
  ): Promise<void> {
    const own = new Set((await this.periods.subQuotasOf(tx, [id])).map((one) => one.id));
    if (persons.some(({ subQuotaId }) => !own.has(subQuotaId)))
      throw wrong('/subQuotaId', 'notInPeriod', `There is no sub-quota with this id in ${name}.`);
  }

  private async framed(tx: Tx, period: QuotaPeriodRow): Promise<FramedPeriod & QuotaPeriodRow> {
    return { ...period, pledge: period.pledgeId === null ? null : await this.periods.get(tx, period.pledgeId) };
  }
}

const NOBODY: Unmet = {
  code: 'nobodyToCarry',
  detail: 'Nobody holds a reserved place there.',
  source: 'domain.md (e) 7',
};
const wrong = (pointer: string, code: string, message: string): InvalidInput =>
  new InvalidInput([{ pointer, code, message }]);
