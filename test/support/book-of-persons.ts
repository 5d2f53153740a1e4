import { addDays, stockholmDateOf, type Instant, type PlainDate } from '../../src/kernel/index.js';
import {
  available,
  daysOf,
  DECIDED,
  heldSince,
  leastSince,
  LEGAL_ROUTES,
  pool,
  requireLegal,
  reserved,
  shortfalls,
  used,
  type Account,
  type AccountKind,
  type Entry,
  type Movement,
} from '../../src/quotas/domain/ledger.js';
import type { Act, Command, PlanningAct } from './ledger-commands.js';

export interface BookedEntry extends Entry {
  readonly personId: string | null;
}
type Row = Omit<BookedEntry, 'recordedAt'>;

export interface Place {
  readonly personId: string;
  readonly subQuotaId: string;
  readonly state: 'reserved' | 'used';
}

export interface PlannedPeriod {
  readonly id: string;
  readonly tolerance: number;
  readonly subQuotaIds: readonly string[];
}

export interface Family {
  readonly caseId: string;
  readonly personIds: readonly string[];
}

/** One command as it is to be acted out: the same for the book and for the database. */
export interface Order {
  readonly at: Instant;
  readonly occurredOn: PlainDate;
  readonly official: number;
  readonly act:
    | { readonly verb: 'plan'; readonly row: Row }
    | { readonly verb: 'reserve'; readonly subQuotaId: string; readonly family: Family; readonly reason: boolean }
    | { readonly verb: 'record' | 'reverse' | 'release'; readonly family: Family }
    | { readonly verb: 'carry'; readonly family: Family; readonly toSubQuotaId: string }
    | { readonly verb: 'none' };
}

/** `done`, or the code with which the official is refused. */
export type Outcome = string;

/** Officials of whom the last alone may go beyond the tolerance. */
export const mayOverrun = (official: number): boolean => official === 2;

/** A ledger with persons, kept by the rules of the pure core alone: what the services do with a database, without one. */
export class BookOfPersons {
  readonly entries: BookedEntry[] = [];
  readonly places = new Map<string, Place & { enteredOn: PlainDate }>();
  private readonly families: Family[] = [];
  private readonly subQuotaIds: readonly string[];
  private readonly accounts: Readonly<Record<AccountKind, readonly Account[]>>;

  constructor(
    private readonly name: string,
    private readonly periods: readonly PlannedPeriod[],
    private now: Instant,
    /** What is known of entries before these: nothing is known from before it. */
    private lastRecordedAt: Instant = '',
  ) {
    this.subQuotaIds = periods.flatMap(({ subQuotaIds }) => subQuotaIds);
    this.accounts = {
      decided: [DECIDED],
      pool: periods.map(({ id }) => pool(id)),
      available: this.subQuotaIds.map(available),
      reserved: this.subQuotaIds.map(reserved),
      used: this.subQuotaIds.map(used),
    };
  }

  /** What the command comes to here and now. The clock moves with it. */
  order({ official, hours, daysBack, act }: Command): Order {
    this.now = new Date(Date.parse(this.now) + hours * 3_600_000).toISOString();
    const occurredOn = addDays(stockholmDateOf(this.now), -daysBack);
    return { at: this.now, occurredOn, official, act: this.meant(act, occurredOn) };
  }

  /** Does it, or tells why not. */
  follow(order: Order): Outcome {
    const recordedAt = order.at > this.lastRecordedAt ? order.at : this.lastRecordedAt;
    const written = this.entries.length;
    const outcome = this.act(order, recordedAt);
    if (outcome !== 'done') this.entries.splice(written);
    else if (this.entries.length > written) this.lastRecordedAt = recordedAt;
    return outcome;
  }

  private act({ act, occurredOn, official }: Order, recordedAt: Instant): Outcome {
    switch (act.verb) {
      case 'none':
        return 'done';
      case 'plan':
        return this.post([act.row], recordedAt);
      case 'reserve':
        return this.reserve(act, occurredOn, official, recordedAt);
      case 'record':
        return this.record(act.family, occurredOn, recordedAt);
      case 'reverse': {
        const counted = this.held(act.family).filter(({ state }) => state === 'used');
        return this.turn(counted, 'reverse', 'reserved', ({ enteredOn }) => enteredOn, recordedAt);
      }
      case 'release': {
        const held = this.held(act.family);
        if (held.some(({ state }) => state === 'used')) return 'alreadyCounted';
        return this.turn(held, 'release', null, (one) => later(occurredOn, this.since(one)), recordedAt);
      }
      case 'carry': {
        const held = this.held(act.family).filter(({ state }) => state === 'reserved');
        if (held.length === 0 || held.some(({ subQuotaId }) => subQuotaId === act.toSubQuotaId)) return 'notCarried';
        const rows = held.map((one) => ({
          movement: 'carry_over' as const,
          fromAccount: reserved(one.subQuotaId),
          toAccount: reserved(act.toSubQuotaId),
          places: 1,
          personId: one.personId,
          occurredOn: later(occurredOn, this.since(one)),
        }));
        const outcome = this.post(rows, recordedAt);
        if (outcome === 'done')
          for (const [n, one] of held.entries())
            this.places.set(one.personId, {
              ...one,
              subQuotaId: act.toSubQuotaId,
              enteredOn: rows[n]!.occurredOn,
            });
        return outcome;
      }
    }
  }

  private reserve(
    { subQuotaId, family, reason }: Extract<Order['act'], { verb: 'reserve' }>,
    occurredOn: PlainDate,
    official: number,
    recordedAt: Instant,
  ): Outcome {
    if (this.held(family).length > 0) return 'holdsPlace';
    const from = available(subQuotaId);
    const lacking = family.personIds.length - leastSince(daysOf(this.entries, from), occurredOn);
    if (lacking > 0) {
      if (lacking > this.toleranceLeft(subQuotaId)) {
        if (!reason) return 'placesUsedUp';
        if (!mayOverrun(official)) return 'forbidden';
      }
      const row = { fromAccount: DECIDED, toAccount: from, places: lacking, occurredOn, personId: null };
      this.post([{ movement: 'overrun', ...row }], recordedAt);
    }
    const rows = family.personIds.map((personId) => ({
      movement: 'reserve' as const,
      fromAccount: from,
      toAccount: reserved(subQuotaId),
      places: 1,
      occurredOn,
      personId,
    }));
    const outcome = this.post(rows, recordedAt);
    if (outcome === 'done')
      for (const personId of family.personIds)
        this.places.set(personId, { personId, subQuotaId, state: 'reserved', enteredOn: occurredOn });
    return outcome;
  }

  private record(family: Family, occurredOn: PlainDate, recordedAt: Instant): Outcome {
    const held = this.held(family);
    if (held.length < family.personIds.length) return 'noPlaceHeld';
    if (held.some(({ state }) => state === 'used')) return 'alreadyCounted';
    if (held.some((one) => this.since(one) > occurredOn)) return 'placeNotYetHeld';
    return this.turn(held, 'use', 'used', () => occurredOn, recordedAt);
  }

  /** Each place into the state, or back to where it came from. */
  private turn(
    held: readonly (Place & { enteredOn: PlainDate })[],
    movement: Movement,
    state: Place['state'] | null,
    on: (one: Place & { enteredOn: PlainDate }) => PlainDate,
    recordedAt: Instant,
  ): Outcome {
    const accountIn = { reserved, used };
    const rows = held.map((one) => ({
      movement,
      fromAccount: accountIn[one.state](one.subQuotaId),
      toAccount: state === null ? available(one.subQuotaId) : accountIn[state](one.subQuotaId),
      places: 1,
      personId: one.personId,
      occurredOn: on(one),
    }));
    const outcome = this.post(rows, recordedAt);
    if (outcome !== 'done') return outcome;
    for (const [n, one] of held.entries()) {
      if (state === null) this.places.delete(one.personId);
      else this.places.set(one.personId, { ...one, state, enteredOn: rows[n]!.occurredOn });
    }
    return 'done';
  }

  private post(rows: readonly Row[], recordedAt: Instant): Outcome {
    rows.forEach(requireLegal);
    // After the clock was set back somebody may hold a place from a day that is still to come.
    if (rows.some(({ occurredOn }) => occurredOn > stockholmDateOf(this.now))) return 'afterToday';
    if (shortfalls(this.entries, rows).length > 0)
      return rows[0]!.movement === 'reserve' ? 'placesUsedUp' : 'notEnoughPlaces';
    this.entries.push(...rows.map((row) => ({ ...row, recordedAt })));
    return 'done';
  }

  private held({ personIds }: Family) {
    return [...personIds].sort().flatMap((id) => this.places.get(id) ?? []);
  }

  private since({ personId, subQuotaId, state }: Place): PlainDate {
    const own = this.entries.filter((entry) => entry.personId === personId);
    return heldSince(daysOf(own, state === 'used' ? used(subQuotaId) : reserved(subQuotaId)));
  }

  private toleranceLeft(subQuotaId: string): number {
    const { tolerance, subQuotaIds } = this.periods.find((one) => one.subQuotaIds.includes(subQuotaId))!;
    const own = new Set(subQuotaIds.map(available));
    const overrun = this.entries
      .filter(({ movement, toAccount }) => movement === 'overrun' && own.has(toAccount))
      .reduce((sum, { places }) => sum + places, 0);
    return Math.max(0, tolerance - overrun);
  }

  private meant(act: Act, occurredOn: PlainDate): Order['act'] {
    if (act.verb === 'plan') return this.planned(act, occurredOn);
    if (act.verb === 'reserve') {
      const subQuotaId = pick(this.subQuotaIds, act.subQuota)!;
      const family = (act.again === null ? undefined : pick(this.families, act.again)) ?? this.newFamily(act.persons);
      return { verb: 'reserve', subQuotaId, family, reason: act.reason };
    }
    const family = pick(this.families, act.family);
    if (!family) return { verb: 'none' };
    if (act.verb === 'carry') return { verb: 'carry', family, toSubQuotaId: pick(this.subQuotaIds, act.to)! };
    return { verb: act.verb, family };
  }

  private planned({ movement, route, from, to, places }: PlanningAct, occurredOn: PlainDate): Order['act'] {
    const [fromKind, toKind] = pick(LEGAL_ROUTES[movement], route)!;
    const [fromAccount, toAccount] = [pick(this.accounts[fromKind], from)!, pick(this.accounts[toKind], to)!];
    if (fromAccount === toAccount) return { verb: 'none' };
    return { verb: 'plan', row: { movement, fromAccount, toAccount, places, occurredOn, personId: null } };
  }

  private newFamily(persons: number): Family {
    const caseId = `${this.name}-${this.families.length}`;
    const family = { caseId, personIds: Array.from({ length: persons }, (_, n) => `${caseId}-${n}`) };
    this.families.push(family);
    return family;
  }
}

const pick = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length];
const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);
