import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, Forbidden, type Actor, type PlainDate, type Unmet } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { carriedPlaces } from './carried-places.js';
import { movementsOf } from './day-totals.js';
import { accountsOf, figuresOf, type FramedFigures } from './domain/figures.js';
import { available, DECIDED, reserved, used, type Account, type Moment, type Movement } from './domain/ledger.js';
import type { MovedPlaces } from './domain/ledger-totals.js';
import { Periods } from './periods.js';
import { PlaceHoldings, type Held, type Holding } from './place-holdings.js';
import { PlaceLedger, type NewEntry } from './place-ledger.js';
import type { CountingEvent, QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';

export type SubQuota = SubQuotaRow;
export type QuotaPeriod = QuotaPeriodRow;

export interface PlacesLeft {
  /** Places can be reserved there on the day. */
  open: boolean;
  available: number;
  /** How many more the period lets grants go beyond without anybody's leave. */
  tolerance: number;
}

/** Persons of one case to whom something happened on a day. */
export interface OfPersons {
  caseId: string;
  personIds: readonly string[];
  occurredOn: PlainDate;
}
export interface WantedPlaces extends OfPersons {
  subQuotaId: string;
  /** Why the grant may go beyond the places there are. */
  overrunReason?: string;
}

/** A sub-quota of an open period. */
interface OpenShare {
  periodId: string;
  tolerance: number;
  available: number;
  /** How many of the persons hold a place already. */
  holders: number;
}

const NOT_OPEN: PlacesLeft = { open: false, available: 0, tolerance: 0 };
const GOVERNMENT = 'Quota decision of the Government';

/** What the rest of Vidar asks of the quota: how many places, and the movements of a person's place. */
@Injectable()
export class QuotasService {
  constructor(
    private readonly stored: Periods,
    private readonly ledger: PlaceLedger,
    private readonly places: PlaceHoldings,
    private readonly audit: AuditService,
  ) {}

  /** Throws NotFound. */
  getSubQuota(tx: Tx, id: string): Promise<SubQuota> {
    return this.stored.getSubQuota(tx, id);
  }

  /** All periods, the earliest first, a pledge before its annual periods. */
  periods(tx: Tx): Promise<QuotaPeriod[]> {
    return this.stored.all(tx);
  }

  /** What a grant on the day would find. No sub-quota: not open. Grants may precede the period, never follow it. */
  async placesFor(tx: Tx, subQuotaId: string | null, on: PlainDate): Promise<PlacesLeft> {
    const share = subQuotaId === null ? null : await this.shareOf(tx, subQuotaId, on);
    if (share === null) return NOT_OPEN;
    return { open: true, available: share.available, tolerance: await this.toleranceLeft(tx, share) };
  }

  /** True while the programme stands still: the period of the sub-quota, or the pledge around it, is suspended. */
  async isSuspended(tx: Tx, subQuotaId: string | null): Promise<boolean> {
    if (subQuotaId === null) return false;
    const { periodId } = await this.stored.getSubQuota(tx, subQuotaId);
    const { suspended, pledgeId } = await this.stored.get(tx, periodId);
    return suspended || (pledgeId !== null && (await this.stored.get(tx, pledgeId)).suspended);
  }

  /**
   * The figures of a period, by sub-quota and, for a pledge, by annual period. `through` limits when places moved, `asOf` when
   * it was known (a day: to its end in Stockholm); the same two dates give the same figures for ever. Throws NotFound.
   */
  async balances(tx: Tx, periodId: string, moment: Moment = {}): Promise<FramedFigures> {
    const period = await this.stored.get(tx, periodId);
    const annual = await this.stored.annualPeriodsOf(tx, periodId);
    const all = [period, ...annual];
    const subQuotas = await this.stored.subQuotasOf(
      tx,
      all.map(({ id }) => id),
    );
    const standing = await this.ledger.standing(tx, accountsOf(all, subQuotas), moment);
    const carried = await carriedPlaces(tx, subQuotas, moment);
    return figuresOf(period, annual, subQuotas, { ...standing, carried });
  }

  /**
   * What moved in the accounts of the period and its sub-quotas (of a pledge, its annual periods too), by account, movement and
   * month: the sums behind the figures, in places. Costs the same however many entries there are. Throws NotFound.
   */
  async movements(tx: Tx, periodId: string, moment: Moment = {}): Promise<MovedPlaces[]> {
    const periods = [await this.stored.get(tx, periodId), ...(await this.stored.annualPeriodsOf(tx, periodId))];
    const subQuotas = await this.stored.subQuotasOf(
      tx,
      periods.map(({ id }) => id),
    );
    return movementsOf(tx, accountsOf(periods, subQuotas), moment);
  }

  /** The place each person holds; who holds none is absent. */
  async holdings(tx: Tx, personIds: readonly string[]): Promise<Map<string, Holding>> {
    return new Map((await this.places.of(tx, personIds)).map((held) => [held.personId, held]));
  }

  /**
   * Reserves one place a person: the last one goes to exactly one case. Throws ConditionsUnmet when the period is not open
   * (`subQuotaNotOpen`), a person holds a place already (`holdsPlace`) or places lack (`placesUsedUp`). Beyond the period's
   * tolerance they may lack only with a reason and the permission for it (else Forbidden); an overrun is shown for ever.
   */
  async reserve(tx: Tx, actor: Actor, wanted: WantedPlaces): Promise<void> {
    const { subQuotaId, personIds, occurredOn } = wanted;
    // Asked for together and answered in this order: what is found is what the held ledger has.
    const [, share] = await Promise.all([this.ledger.hold(tx), this.shareOf(tx, subQuotaId, occurredOn, personIds)]);
    if (share === null)
      throw new ConditionsUnmet([
        { code: 'subQuotaNotOpen', detail: 'The case has no sub-quota in an open period.', source: GOVERNMENT },
      ]);
    const holders = share.holders > 0 ? await this.places.of(tx, personIds) : [];
    refuseEach(holders, 'holdsPlace', 'This person holds a place already.', 'architecture.md 1 (2)');
    await this.overrunFor(tx, actor, share, wanted);
    const [from, to] = [available(subQuotaId), reserved(subQuotaId)];
    await this.post(
      tx,
      actor,
      'reserve',
      wanted,
      personIds.map((personId) => ({ personId, from, to })),
    );
  }

  /**
   * Uses the reserved places when the event is the one that counts in their period; other events move nothing. Throws
   * ConditionsUnmet for a person without a place (`noPlaceHeld`), on a day before it was reserved (`placeNotYetHeld`), or counted
   * already (`alreadyCounted`).
   */
  async recordEvent(tx: Tx, actor: Actor, event: CountingEvent, of: OfPersons): Promise<void> {
    const held = await this.heldBy(tx, of.personIds);
    const without = of.personIds.filter((id) => !held.some(({ personId }) => personId === id));
    const persons = without.map((personId) => ({ personId }));
    refuseEach(persons, 'noPlaceHeld', 'This person holds no place of a quota.', GOVERNMENT);
    const counting = held.filter(({ countingEvent }) => countingEvent === event);
    const counted = counting.filter(({ state }) => state === 'used');
    refuseEach(counted, 'alreadyCounted', 'This person is counted already.', 'domain.md (e) 34');
    const later = counting.filter(({ since }) => since > of.occurredOn);
    refuseEach(later, 'placeNotYetHeld', 'The place of this person was reserved on a later day.', 'domain.md (d)');
    const moves = counting.map((one) => ({ ...one, from: reserved(one.subQuotaId), to: used(one.subQuotaId) }));
    await this.post(tx, actor, 'use', of, moves);
  }

  /**
   * Takes the counting back by a reversing row, for those who were counted at this event; the first row stays. A wrong arrival
   * never was, so its row is dated like the one it takes back; a traveller turned back is uncounted on the day of that.
   */
  async reverseEvent(tx: Tx, actor: Actor, event: CountingEvent, of: OfPersons & { reason: string }): Promise<void> {
    const held = await this.heldBy(tx, of.personIds);
    const counted = held.filter(({ countingEvent, state }) => countingEvent === event && state === 'used');
    const moves = counted.map((one) => ({
      ...one,
      from: used(one.subQuotaId),
      to: reserved(one.subQuotaId),
      on: event === 'arrival' ? one.enteredOn : laterOf(of.occurredOn, one.since),
      reversesId: one.entryId,
    }));
    await this.post(tx, actor, 'reverse', of, moves);
  }

  /**
   * Frees whatever place each person holds, from the day on which it was held at the earliest (somebody may have died before the
   * grant that nobody knew to be void); persons without one are passed over. Throws ConditionsUnmet (`alreadyCounted`) for who
   * has arrived and is counted: a death after the arrival frees no place (domain.md (e) 3).
   */
  async release(tx: Tx, actor: Actor, of: OfPersons & { reason: string }): Promise<void> {
    const held = await this.heldBy(tx, of.personIds);
    const arrived = held.filter(({ state, countingEvent }) => state === 'used' && countingEvent === 'arrival');
    const detail = 'This person has arrived and is counted: reverse the arrival first if it was wrong.';
    refuseEach(arrived, 'alreadyCounted', detail, 'domain.md (e) 3');
    const moves = held.map((one) => ({
      ...one,
      from: one.state === 'used' ? used(one.subQuotaId) : reserved(one.subQuotaId),
      to: available(one.subQuotaId),
      on: laterOf(of.occurredOn, one.since),
    }));
    await this.post(tx, actor, 'release', of, moves);
  }

  /** The sub-quota with what can be taken from it on the day; null where none can be. Throws NotFound. */
  private async shareOf(
    tx: Tx,
    subQuotaId: string,
    on: PlainDate,
    personIds: readonly string[] = [],
  ): Promise<OpenShare | null> {
    const { balance, status, endsOn, ...period } = await this.ledger.situation(tx, subQuotaId, personIds);
    if (status !== 'open' || on > endsOn) return null;
    return { ...period, available: await this.ledger.leastSince(tx, available(subQuotaId), on, balance) };
  }

  /** How many places grants may still go beyond what was decided for the period. */
  private async toleranceLeft(tx: Tx, { periodId, tolerance }: OpenShare): Promise<number> {
    return tolerance === 0 ? 0 : Math.max(0, tolerance - (await this.balances(tx, periodId)).overrun);
  }

  /** Brings in the places that lack, when the tolerance or an official's leave covers them. */
  private async overrunFor(tx: Tx, actor: Actor, share: OpenShare, wanted: WantedPlaces): Promise<void> {
    const { subQuotaId, personIds, caseId, occurredOn, overrunReason } = wanted;
    const places = personIds.length - Math.max(0, share.available);
    if (places <= 0) return;
    const tolerated = places <= (await this.toleranceLeft(tx, share));
    const detail = `The sub-quota has ${share.available} places left; ${personIds.length} are needed.`;
    if (!tolerated && !overrunReason) throw new ConditionsUnmet([{ code: 'placesUsedUp', detail, source: GOVERNMENT }]);
    if (!tolerated && !may(actor, 'quota.overrun')) throw new Forbidden('quota.overrun');
    const reason = overrunReason ?? 'Within the tolerance of the period.';
    const to = available(subQuotaId);
    await this.ledger.post(tx, actor, [
      { movement: 'overrun', fromAccount: DECIDED, toAccount: to, places, occurredOn, caseId, reason },
    ]);
    this.record(tx, actor, 'overrun', { ...wanted, reason }, { places });
  }

  /** The places that the persons hold, and go on holding until this transaction moves them. */
  private async heldBy(tx: Tx, personIds: readonly string[]): Promise<Held[]> {
    await this.ledger.hold(tx);
    return this.places.of(tx, personIds);
  }

  /** One entry a person, and one entry in the audit for all. */
  private async post(
    tx: Tx,
    actor: Actor,
    movement: Movement,
    of: OfPersons & { reason?: string },
    moves: readonly { personId: string; from: Account; to: Account; on?: PlainDate; reversesId?: string }[],
  ): Promise<void> {
    if (moves.length === 0) return;
    this.record(tx, actor, movement, of, { personIds: moves.map(({ personId }) => personId) });
    const { caseId, reason } = of;
    const entries = moves.map(({ personId, from, to, on = of.occurredOn, reversesId }): NewEntry => {
      return {
        movement,
        fromAccount: from,
        toAccount: to,
        places: 1,
        personId,
        caseId,
        occurredOn: on,
        reason,
        reversesId,
      };
    });
    await this.ledger.post(tx, actor, entries);
  }

  private record(
    tx: Tx,
    actor: Actor,
    movement: Movement,
    { caseId, occurredOn, reason = null }: OfPersons & { reason?: string | null },
    payload: Record<string, unknown>,
  ): void {
    this.audit.record(tx, actor, {
      action: `quota.${movement}`,
      subjectType: 'case',
      subjectId: caseId,
      caseId,
      reason,
      payload: { ...payload, occurredOn },
    });
  }
}

const laterOf = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);

function refuseEach(persons: readonly Pick<Held, 'personId'>[], code: string, detail: string, source: string): void {
  if (persons.length > 0)
    throw new ConditionsUnmet(persons.map(({ personId }): Unmet => ({ code, detail, source, personId })));
}
