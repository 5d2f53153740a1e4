import { Injectable } from '@nestjs/common';
import { permits } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, Forbidden, type Actor, type PlainDate, type Unmet } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { chooseSubQuota, type CaseToPlace } from './domain/choose-sub-quota.js';
import { accountsOf, figuresOf, type FramedFigures } from './domain/figures.js';
import { available, DECIDED, reserved, used, type Moment } from './domain/ledger.js';
import { Periods } from './periods.js';
import { PlaceLedger, type NewEntry } from './place-ledger.js';
import { PlaceHoldingRow, type CountingEvent, type HoldingState, type LedgerEntryRow, type QuotaPeriodRow, type SubQuotaRow } from './quotas.entities.js';

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

export interface Holding {
  subQuotaId: string;
  periodId: string;
  state: HoldingState;
}

interface Held extends Holding {
  personId: string;
  entryId: string;
  countingEvent: CountingEvent;
}

const CLOSED: PlacesLeft = { open: false, available: 0, tolerance: 0 };
const GOVERNMENT = 'Quota decision of the Government';

/** What the rest of Vidar asks of the quota: which sub-quota, how many places, and the movements of a person's place. */
@Injectable()
export class QuotasService {
  constructor(
    private readonly store: Periods,
    private readonly ledger: PlaceLedger,
    private readonly audit: AuditService,
  ) {}

  /** Throws NotFound. */
  getSubQuota(tx: Tx, id: string): Promise<SubQuota> {
    return this.store.getSubQuota(tx, id);
  }

  /** All periods, the earliest first, a pledge before its annual periods. */
  periods(tx: Tx): Promise<QuotaPeriod[]> {
    return this.store.all(tx);
  }

  /**
   * The sub-quota whose declared rule fits the case, in a decided or open period: the one that covers the day `on`, else the
   * next to come (cases for a year arrive before it begins). Null when none fits.
   */
  async subQuotaFor(tx: Tx, { on, ...theCase }: CaseToPlace & { on: PlainDate }): Promise<SubQuota | null> {
    const periods = (await this.store.all(tx)).filter(({ status, endsOn }) => ['decided', 'open'].includes(status) && on <= endsOn);
    for (const period of periods) {
      const chosen = chooseSubQuota(await this.store.subQuotasOf(tx, [period.id]), theCase);
      if (chosen) return chosen;
    }
    return null;
  }

  /** What a grant on the day would find. No sub-quota: not open. Grants may precede the period, never follow it. */
  async placesFor(tx: Tx, subQuotaId: string | null, on: PlainDate): Promise<PlacesLeft> {
    if (subQuotaId === null) return CLOSED;
    const { periodId } = await this.store.getSubQuota(tx, subQuotaId);
    const { status, endsOn, tolerance } = await this.store.get(tx, periodId);
    if (status !== 'open' || on > endsOn) return CLOSED;
    const overrun = tolerance === 0 ? 0 : (await this.balances(tx, periodId)).overrun;
    return {
      open: true,
      available: await this.ledger.leastSince(tx, available(subQuotaId), on),
      tolerance: Math.max(0, tolerance - overrun),
    };
  }

  /** True while the programme stands still: the period of the sub-quota, or the pledge around it, is suspended. */
  async isSuspended(tx: Tx, subQuotaId: string | null): Promise<boolean> {
    if (subQuotaId === null) return false;
    const { periodId } = await this.store.getSubQuota(tx, subQuotaId);
    const { suspended, pledgeId } = await this.store.get(tx, periodId);
    return suspended || (pledgeId !== null && (await this.store.get(tx, pledgeId)).suspended);
  }

  /**
   * The figures of a period, by sub-quota and, for a pledge, by annual period. `through` limits when places moved, `asOf` when it
   * was known (a day: to its end in Stockholm); the same two dates give the same figures for ever. Throws NotFound.
   */
  async balances(tx: Tx, periodId: string, moment: Moment = {}): Promise<FramedFigures> {
    const period = await this.store.get(tx, periodId);
    const annual = await this.store.annualPeriodsOf(tx, periodId);
    const all = [period, ...annual];
    const subQuotas = await this.store.subQuotasOf(tx, all.map(({ id }) => id));
    return figuresOf(period, annual, subQuotas, await this.ledger.standing(tx, accountsOf(all, subQuotas), moment));
  }

  /** The place each person holds; who holds none is absent. */
  async holdings(tx: Tx, personIds: readonly string[]): Promise<Map<string, Holding>> {
    const held = await this.held(tx, personIds);
    return new Map(held.map(({ personId, subQuotaId, periodId, state }) => [personId, { subQuotaId, periodId, state }]));
  }

  /**
   * Reserves one place a person: the last one goes to exactly one case. Throws ConditionsUnmet when the period is not open
   * (`subQuotaNotOpen`), a person holds a place already (`holdsPlace`) or places lack (`placesUsedUp`); beyond the period's
   * tolerance they may lack only with a reason and the permission for it (else Forbidden), and the overrun is shown for ever.
   */
  async reserve(tx: Tx, actor: Actor, wanted: OfPersons & { subQuotaId: string; overrunReason?: string }): Promise<void> {
    const { subQuotaId, caseId, personIds, occurredOn } = wanted;
    await this.ledger.hold(tx);
    const left = await this.placesFor(tx, subQuotaId, occurredOn);
    if (!left.open) throw unmet('subQuotaNotOpen', 'The case has no sub-quota in an open period.', GOVERNMENT);
    refuseEach(await this.held(tx, personIds), 'holdsPlace', 'This person holds a place already.', 'architecture.md 1 (2)');
    const overrun = this.overrunFor(actor, left, wanted);
    const entries = await this.ledger.post(tx, actor, [
      ...overrun,
      ...personIds.map((personId): NewEntry => ({ movement: 'reserve', ...between(available, reserved, subQuotaId), places: 1, occurredOn, personId, caseId })),
    ]);
    await tx.manager.insert(
      PlaceHoldingRow,
      entries.filter(ofPerson).map(({ id, personId }): PlaceHoldingRow => ({ personId, subQuotaId, state: 'reserved', entryId: id })),
    );
    if (overrun.length > 0) this.record(tx, actor, 'quota.overrun', wanted, wanted.overrunReason ?? overrun[0]!.reason);
    this.record(tx, actor, 'quota.reserve', wanted);
  }

  /**
   * Uses the reserved places when the event is the one that counts in their period; other events move nothing. Throws
   * ConditionsUnmet for a person without a place (`noPlaceHeld`) or counted already (`alreadyCounted`).
   */
  async recordEvent(tx: Tx, actor: Actor, event: CountingEvent, of: OfPersons): Promise<void> {
    const held = await this.held(tx, of.personIds);
    const without = of.personIds.filter((id) => !held.some(({ personId }) => personId === id));
    refuseEach(without.map((personId) => ({ personId })), 'noPlaceHeld', 'This person holds no place of a quota.', GOVERNMENT);
    const counting = held.filter(({ countingEvent }) => countingEvent === event);
    refuseEach(counting.filter(({ state }) => state === 'used'), 'alreadyCounted', 'This person is counted already.', 'domain.md (e) 34');
    if (counting.length === 0) return;
    await this.moveHeld(tx, actor, counting, 'used', ({ personId, subQuotaId }) => ({
      movement: 'use',
      ...between(reserved, used, subQuotaId),
      personId,
    }), of);
    this.record(tx, actor, 'quota.use', of);
  }

  /** Takes the counting back by a reversing row, for those who were counted at this event; the first row stays. */
  async reverseEvent(tx: Tx, actor: Actor, event: CountingEvent, of: OfPersons & { reason: string }): Promise<void> {
    const counted = (await this.held(tx, of.personIds)).filter(({ countingEvent, state }) => countingEvent === event && state === 'used');
    if (counted.length === 0) return;
    await this.moveHeld(tx, actor, counted, 'reserved', ({ personId, subQuotaId, entryId }) => ({
      movement: 'reverse',
      ...between(used, reserved, subQuotaId),
      personId,
      reversesId: entryId,
    }), of);
    this.record(tx, actor, 'quota.reverse', of, of.reason);
  }

  /**
   * Frees whatever place each person holds; persons without one are passed over. Throws ConditionsUnmet (`alreadyCounted`) for who
   * has arrived and is counted: a death or departure after the arrival frees no place (domain.md (e) 3).
   */
  async release(tx: Tx, actor: Actor, of: OfPersons & { reason: string }): Promise<void> {
    const held = await this.held(tx, of.personIds);
    const arrived = held.filter(({ state, countingEvent }) => state === 'used' && countingEvent === 'arrival');
    refuseEach(arrived, 'alreadyCounted', 'This person has arrived and is counted: reverse the arrival first if it was wrong.', 'domain.md (e) 3');
    if (held.length === 0) return;
    const { caseId, occurredOn, reason } = of;
    await this.ledger.post(tx, actor, held.map(({ personId, subQuotaId, state }): NewEntry => ({
      movement: 'release',
      ...between(state === 'used' ? used : reserved, available, subQuotaId),
      places: 1,
      occurredOn,
      personId,
      caseId,
      reason,
    })));
    for (const { personId, entryId } of held) requireOne(await tx.manager.delete(PlaceHoldingRow, { personId, entryId }));
    this.record(tx, actor, 'quota.release', of, reason);
  }

  private overrunFor(actor: Actor, left: PlacesLeft, { subQuotaId, caseId, personIds, occurredOn, overrunReason }: OfPersons & { subQuotaId: string; overrunReason?: string }): NewEntry[] {
    const missing = personIds.length - Math.max(0, left.available);
    if (missing <= 0) return [];
    const tolerated = missing <= left.tolerance;
    if (!tolerated && !overrunReason)
      throw unmet('placesUsedUp', `The sub-quota has ${left.available} places left; ${personIds.length} are needed.`, GOVERNMENT);
    if (!tolerated && !permits(actor.roles, 'quota.overrun')) throw new Forbidden('quota.overrun');
    const reason = overrunReason ?? 'Within the tolerance of the period.';
    return [{ movement: 'overrun', fromAccount: DECIDED, toAccount: available(subQuotaId), places: missing, occurredOn, caseId, reason }];
  }

  /** Moves each person's place to the other state: the entries, then each holding on the entry it was read with. */
  private async moveHeld(
    tx: Tx,
    actor: Actor,
    held: readonly Held[],
    state: HoldingState,
    entryFor: (of: Held) => Pick<NewEntry, 'movement' | 'fromAccount' | 'toAccount' | 'personId' | 'reversesId'>,
    { caseId, occurredOn, reason }: OfPersons & { reason?: string },
  ): Promise<void> {
    const entries = await this.ledger.post(tx, actor, held.map((one) => ({ ...entryFor(one), places: 1, occurredOn, caseId, reason })));
    for (const [index, { personId, entryId }] of held.entries())
      requireOne(await tx.manager.update(PlaceHoldingRow, { personId, entryId }, { state, entryId: entries[index]!.id }));
  }

  private held(tx: Tx, personIds: readonly string[]): Promise<Held[]> {
    if (personIds.length === 0) return Promise.resolve([]);
    return rows<Held>(
      tx.manager,
      `SELECT h.person_id AS "personId", h.sub_quota_id AS "subQuotaId", h.state, h.entry_id AS "entryId",
              s.period_id AS "periodId", p.counting_event AS "countingEvent"
       FROM place_holdings h JOIN sub_quotas s ON s.id = h.sub_quota_id JOIN quota_periods p ON p.id = s.period_id
       WHERE h.person_id IN (:...personIds) ORDER BY h.person_id`,
      { personIds },
    );
  }

  private record(tx: Tx, actor: Actor, action: string, { caseId, personIds, occurredOn }: OfPersons, reason: string | null = null): void {
    this.audit.record(tx, actor, { action, subjectType: 'case', subjectId: caseId, caseId, reason, payload: { personIds: [...personIds], occurredOn } });
  }
}

const between = (from: (id: string) => string, to: (id: string) => string, id: string) => ({ fromAccount: from(id), toAccount: to(id) });
const ofPerson = (entry: LedgerEntryRow): entry is LedgerEntryRow & { personId: string } => entry.personId !== null;

const unmet = (code: string, detail: string, source: string): ConditionsUnmet => new ConditionsUnmet([{ code, detail, source }]);

function refuseEach(persons: readonly { personId: string }[], code: string, detail: string, source: string): void {
  if (persons.length > 0) throw new ConditionsUnmet(persons.map(({ personId }): Unmet => ({ code, detail, source, personId })));
}

/** Somebody else moved the same place meanwhile. */
function requireOne({ affected }: { affected?: number | null }): void {
  if (affected !== 1) throw unmet('placeMoved', 'The place of this person was moved meanwhile. Read the case again.', 'architecture.md 7 (6)');
}
