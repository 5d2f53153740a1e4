import { Injectable } from '@nestjs/common';
import { NotFound, stockholmDateOf, type Actor, type Instant, type PlainDate } from '../kernel/index.js';
import {
  cursorOf,
  insertRows,
  isPostgres,
  newId,
  prepared,
  readPosition,
  rows,
  toPage,
  type Page,
  type Tx,
} from '../platform/index.js';
import { dayOfAct } from './domain/day-of-act.js';
import {
  available,
  changesOf,
  daysOf,
  DECIDED,
  knownUntil,
  leastSince,
  requireLegal,
  type Account,
  type Moment,
} from './domain/ledger.js';
import { refuseShortage } from './place-shortage.js';
import { daysOfAccount, standingOf } from './day-totals.js';
import type { Standing } from './domain/figures.js';
import { LedgerBalanceRow, LedgerEntryRow, type QuotaPeriodRow } from './quotas.entities.js';

/** A movement to be written; who and when it was recorded is added here. */
export type NewEntry = Pick<LedgerEntryRow, 'movement' | 'fromAccount' | 'toAccount' | 'places' | 'occurredOn'> &
  Partial<
    Pick<LedgerEntryRow, 'scheme' | 'personId' | 'caseId' | 'authority' | 'documentReference' | 'reason' | 'reversesId'>
  >;

interface Sum {
  account: Account;
  places: number | string;
}

/** A sub-quota's period, its balance, and how many of the persons hold a place already. */
export interface GrantSituation extends Pick<QuotaPeriodRow, 'status' | 'endsOn' | 'tolerance'> {
  periodId: string;
  balance: number;
  holders: number;
}

/** Where the ledger ends: the position of its last entry and when that was recorded. */
type LedgerEnd = Pick<LedgerEntryRow, 'position' | 'recordedAt'>;

/** The only writer of entries. Balances, totals and the places of persons follow from these: the database keeps them itself. */
@Injectable()
export class PlaceLedger {
  private readonly held = new WeakSet<Tx>();
  private readonly ends = new WeakMap<Tx, LedgerEnd>();
  /** Balances that were read while the ledger was held, and no entry has moved since. */
  private readonly balances = new WeakMap<Tx, ReadonlyMap<Account, number>>();

  /**
   * Lets this transaction alone write entries until it ends: positions stay without gaps, what it reads of the balances stays
   * true, and two writers never wait for each other in a ring. SQLite's writer is alone anyway.
   */
  async hold(tx: Tx): Promise<void> {
    if (this.held.has(tx)) return;
    this.held.add(tx);
    // What was read before may be another's past by now; what is asked for from here on is answered after the lock is had.
    this.ends.delete(tx);
    this.balances.delete(tx);
    if (isPostgres(tx.manager))
      await prepared(tx.manager, 'SELECT balance FROM ledger_balances WHERE account = :decided FOR UPDATE', {
        decided: DECIDED,
      });
  }

  /**
   * Writes the movements of one act, and with them what they do to the balances and to the places of persons. Throws InvalidInput
   * for a day after today and ConditionsUnmet when an account would fall below zero, now or on any day since the movement.
   */
  async post(tx: Tx, actor: Actor, movements: readonly NewEntry[]): Promise<LedgerEntryRow[]> {
    if (movements.length === 0) return [];
    movements.forEach(requireLegal);
    await this.hold(tx);
    for (const { occurredOn } of movements) dayOfAct(tx.at, occurredOn);
    const end = await this.end(tx);
    await this.refuseShort(tx, movements, stockholmDateOf(knownFrom(tx, end)));
    const recordedAt = knownFrom(tx, end);
    const entries = movements.map((entry, index): LedgerEntryRow => ({
      scheme: null,
      personId: null,
      caseId: null,
      authority: null,
      documentReference: null,
      reason: null,
      reversesId: null,
      ...entry,
      id: newId(),
      position: end.position + index + 1,
      recordedAt,
      actorId: actor.accountId || null,
    }));
    this.balances.delete(tx);
    tx.behind(insertRows(tx.manager, LedgerEntryRow, entries));
    this.ends.set(tx, { position: end.position + entries.length, recordedAt });
    return entries;
  }

  /** What a grant in the sub-quota finds, in one reading, once the ledger is held. Throws NotFound. */
  async situation(tx: Tx, subQuotaId: string, personIds: readonly string[]): Promise<GrantSituation> {
    const { rows: found } = await prepared<GrantSituation & LedgerEnd>(
      tx.manager,
      `SELECT p.id AS "periodId", p.status, p.ends_on AS "endsOn", p.tolerance, b.balance,
              (SELECT count(*) FROM place_holdings h WHERE h.person_id IN (:...personIds)) AS holders,
              coalesce(l.position, 0) AS position, coalesce(l.recorded_at, '') AS "recordedAt"
       FROM sub_quotas s JOIN quota_periods p ON p.id = s.period_id JOIN ledger_balances b ON b.account = :account
       LEFT JOIN ledger_entries l ON l.position = (SELECT max(position) FROM ledger_entries)
       WHERE s.id = :subQuotaId`,
      { subQuotaId, personIds: personIds.length > 0 ? personIds : [''], account: available(subQuotaId) },
    );
    if (!found[0]) throw new NotFound('sub-quota');
    const { position, recordedAt, holders, ...share } = found[0];
    this.ends.set(tx, { position, recordedAt });
    this.balances.set(tx, new Map([[available(subQuotaId), share.balance]]));
    return { ...share, holders: Number(holders) };
  }

  /** Accounts for a new period or sub-quota, empty. */
  async openAccounts(tx: Tx, accounts: readonly Account[]): Promise<void> {
    await tx.manager.insert(
      LedgerBalanceRow,
      accounts.map((account) => ({ account, balance: 0 })),
    );
  }

  /** What the accounts hold at the moment, and how much of it came by overrun: the kept balances for now, the totals for another. */
  async standing(tx: Tx, accounts: readonly Account[], moment: Moment = {}): Promise<Standing> {
    if (moment.through !== undefined || moment.asOf !== undefined) return standingOf(tx, accounts, moment);
    const found = await rows<Sum & { overrun: number | string | null }>(
      tx.manager,
      `SELECT b.account, b.balance AS places,
              (SELECT sum(t.places_in) FROM ledger_day_totals t WHERE t.account = b.account AND t.movement = 'overrun') AS overrun
       FROM ledger_balances b WHERE b.account IN (:...accounts)`,
      { accounts },
    );
    return {
      balances: numbers(found),
      overruns: new Map(found.map(({ account, overrun }) => [account, Number(overrun ?? 0)])),
    };
  }

  /** What can be taken from the account on the day: what it holds at least on that day and ever since. `balance`: when it was read already. */
  async leastSince(tx: Tx, account: Account, on: PlainDate, balance?: number): Promise<number> {
    if (on >= stockholmDateOf(knownFrom(tx, await this.end(tx))))
      return balance ?? (await this.kept(tx, [account])).get(account) ?? 0;
    return leastSince(await daysOfAccount(tx, account), on);
  }

  /** The entries that touch the accounts, in the order in which they were written. */
  async entries(
    tx: Tx,
    accounts: readonly Account[],
    moment: Moment,
    limit: number,
    cursor?: string,
  ): Promise<Page<LedgerEntryRow>> {
    const after = readPosition(cursor);
    const found = await tx.manager
      .createQueryBuilder(LedgerEntryRow, 'entry')
      .where('(entry.fromAccount IN (:...accounts) OR entry.toAccount IN (:...accounts))', { accounts })
      .andWhere(`entry.position > :after${within(moment)}`, { after, ...limits(moment) })
      .orderBy('entry.position')
      .limit(limit + 1)
      .getMany();
    return toPage(
      found,
      limit,
      (entry) => entry,
      (entry) => cursorOf(String(entry.position)),
    );
  }

  /** Throws ConditionsUnmet for the first account that has too little: now, or on an earlier day for which something is entered. */
  private async refuseShort(tx: Tx, movements: readonly NewEntry[], today: PlainDate): Promise<void> {
    const giving = [...changesOf(movements)].filter(([account, change]) => change < 0 && account !== DECIDED);
    const unread = giving.map(([account]) => account).filter((account) => !this.balances.get(tx)?.has(account));
    const held = new Map([...(this.balances.get(tx) ?? []), ...(unread.length > 0 ? await this.kept(tx, unread) : [])]);
    const { movement } = movements[0]!;
    for (const [account, change] of giving) {
      const balance = held.get(account) ?? 0;
      if (balance + change < 0)
        await refuseShortage(tx, { account, on: today, held: balance, wanted: -change }, movement);
      // The places must have been there on that day, and on every day since.
      const on = movements
        .filter(({ fromAccount, occurredOn }) => fromAccount === account && occurredOn < today)
        .map(({ occurredOn }) => occurredOn)
        .sort()[0];
      if (on === undefined) continue;
      const days = await daysOfAccount(tx, account);
      if (leastSince([...days, ...daysOf(movements, account)], on) < 0)
        await refuseShortage(tx, { account, on, held: leastSince(days, on), wanted: -change }, movement);
    }
  }

  private async end(tx: Tx): Promise<LedgerEnd> {
    // Read once: whoever writes holds the ledger, and whoever only reads sees one snapshot.
    const known = this.ends.get(tx);
    if (known) return known;
    const [last] = await rows<LedgerEnd>(
      tx.manager,
      'SELECT position, recorded_at AS "recordedAt" FROM ledger_entries ORDER BY position DESC LIMIT 1',
    );
    const end = last ?? { position: 0, recordedAt: '' };
    this.ends.set(tx, end);
    return end;
  }

  private async kept(tx: Tx, accounts: readonly Account[]): Promise<Map<Account, number>> {
    return numbers(
      await rows<Sum>(
        tx.manager,
        'SELECT account, balance AS places FROM ledger_balances WHERE account IN (:...accounts)',
        { accounts },
      ),
    );
  }
}

/**
 * The instant from which entries written now are known: never before the last one's, whatever the clocks of the servers say, or
 * they would change the figures of an earlier `asOf`.
 */
const knownFrom = ({ at }: Tx, { recordedAt }: LedgerEnd): Instant => (recordedAt > at ? recordedAt : at);

const within = ({ through, asOf }: Moment): string =>
  (through === undefined ? '' : ' AND occurred_on <= :through') +
  (asOf === undefined ? '' : ' AND recorded_at <= :known');
const limits = ({ through = '', asOf }: Moment): Record<string, string> => ({
  through,
  known: asOf === undefined ? '' : knownUntil(asOf),
});
const numbers = (sums: readonly Sum[]): Map<Account, number> =>
  new Map(sums.map(({ account, places }) => [account, Number(places)]));
