import { figuresOf, type FramedFigures } from '../../src/quotas/domain/figures.js';
import {
  available,
  balancesOf,
  DECIDED,
  isWithin,
  ownerOf,
  pool,
  requireLegal,
  reserved,
  shortfalls,
  used,
  type Account,
  type Entry,
  type Moment,
  type Movement,
} from '../../src/quotas/domain/ledger.js';

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** `reserved:2020/all` is of the year 2020. */
const sideOf = (account: Account) => {
  const subQuotaId = ownerOf(account);
  return { subQuotaId, periodId: subQuotaId.slice(0, subQuotaId.indexOf('/')) };
};

export interface PlannedYear {
  readonly id: string;
  readonly subQuotas: readonly string[];
  readonly pledgeId?: string;
}

/** A ledger kept by the rules of the pure core alone. Persons move by the hundred here; in the database each has a row. */
export class BookOfPlaces {
  private readonly entries: Entry[] = [];
  constructor(private readonly years: readonly PlannedYear[]) {}

  post(occurredOn: string, movement: Movement, fromAccount: Account, toAccount: Account, places: number): this {
    const row = { movement, fromAccount, toAccount, places, occurredOn };
    requireLegal(row);
    const [short] = shortfalls(this.entries, [row]);
    if (short) throw new Error(`${short.account} holds ${short.held}, ${short.wanted} are wanted`);
    this.entries.push({ ...row, recordedAt: `${occurredOn}T12:00:00.000Z` });
    return this;
  }

  decide(on: string, year: string, places: number): this {
    return this.post(on, 'decide', DECIDED, pool(year), places);
  }
  allocate(on: string, year: string, places: Readonly<Record<string, number>>): this {
    for (const [name, share] of Object.entries(places))
      this.post(on, 'allocate', pool(year), available(`${year}/${name}`), share);
    return this;
  }
  grant(on: string, subQuota: string, persons: number): this {
    return this.post(on, 'reserve', available(subQuota), reserved(subQuota), persons);
  }
  count(on: string, subQuota: string, persons: number): this {
    return this.post(on, 'use', reserved(subQuota), used(subQuota), persons);
  }
  /** Places that go beyond, and who takes them. */
  overrun(on: string, subQuota: string, persons: number): this {
    return this.post(on, 'overrun', DECIDED, available(subQuota), persons).grant(on, subQuota, persons);
  }
  /** Everybody still waiting in the year travels and is counted. */
  countAll(on: string, year: string): this {
    for (const name of this.year(year).subQuotas) {
      const waiting = this.balance(reserved(`${year}/${name}`));
      if (waiting > 0) this.count(on, `${year}/${name}`, waiting);
    }
    return this;
  }
  grantAll(on: string, year: string): this {
    for (const name of this.year(year).subQuotas) {
      const left = this.balance(available(`${year}/${name}`));
      if (left > 0) this.grant(on, `${year}/${name}`, left);
    }
    return this;
  }

  balance(account: Account, moment: Moment = {}): number {
    return balancesOf(this.entries, moment).get(account) ?? 0;
  }
  figures(year: string, moment: Moment = {}): FramedFigures {
    const overruns = this.entries.filter((entry) => entry.movement === 'overrun' && isWithin(entry, moment));
    const period = this.year(year);
    const annual = this.years.filter(({ pledgeId }) => pledgeId === year);
    const subQuotas = [period, ...annual].flatMap(({ id, subQuotas: names }) =>
      names.map((name) => ({ id: `${id}/${name}`, periodId: id, name, scheme: 'resettlement' })),
    );
    const named = (one: PlannedYear) => ({ id: one.id, name: one.id });
    return figuresOf(named(period), annual.map(named), subQuotas, {
      carried: this.entries
        .filter((entry) => entry.movement === 'carry_over' && isWithin(entry, moment))
        .map(({ fromAccount, toAccount, places }) => ({ from: sideOf(fromAccount), to: sideOf(toAccount), places })),
      balances: balancesOf(this.entries, moment),
      overruns: new Map(
        subQuotas.map(({ id }) => {
          const rows = overruns.filter(({ toAccount }) => toAccount === available(id));
          return [available(id), sum(rows.map(({ places }) => places))];
        }),
      ),
    });
  }
  private year(id: string): PlannedYear {
    return this.years.find((one) => one.id === id)!;
  }
}
