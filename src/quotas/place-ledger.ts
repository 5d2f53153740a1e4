import { Injectable } from '@nestjs/common';
import { ConditionsUnmet, stockholmDateOf, type Actor, type PlainDate } from '../kernel/index.js';
import { cursorOf, forUpdate, newId, readPosition, rows, toPage, type Page, type Tx } from '../platform/index.js';
import { dayOfAct } from './domain/day-of-act.js';
import {
  changesOf,
  daysOf,
  DECIDED,
  kindOf,
  knownUntil,
  leastSince,
  ownerOf,
  requireLegal,
  type Account,
  type Moment,
  type Movement,
  type Shortfall,
} from './domain/ledger.js';
import { addToDayTotals, daysOfAccount, standingOf } from './day-totals.js';
import type { Standing } from './domain/figures.js';
import { LedgerBalanceRow, LedgerEntryRow, QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';

/** A movement to be written; who and when it was recorded is added here. */
export type NewEntry = Pick<LedgerEntryRow, 'movement' | 'fromAccount' | 'toAccount' | 'places' | 'occurredOn'> &
  Partial<
    Pick<LedgerEntryRow, 'scheme' | 'personId' | 'caseId' | 'authority' | 'documentReference' | 'reason' | 'reversesId'>
  >;

interface Sum {
  account: Account;
  places: number | string;
}

/** The only writer of entries, balances and totals. */
@Injectable()
export class PlaceLedger {
  private readonly held = new WeakSet<Tx>();

  /**
   * Lets this transaction alone write entries until it ends: positions stay without gaps, what it reads of the balances stays
   * true, and two writers never wait for each other in a ring. SQLite's writer is alone anyway.
   */
  async hold(tx: Tx): Promise<void> {
    if (this.held.has(tx)) return;
    await rows(tx.manager, `SELECT balance FROM ledger_balances WHERE account = :decided${forUpdate(tx.manager)}`, {
      decided: DECIDED,
    });
    this.held.add(tx);
  }

  /**
   * Writes the movements of one act and moves the balances with them. Throws InvalidInput for a day after today and
   * ConditionsUnmet when an account would fall below zero, now or on any day since the movement.
   */
  async post(tx: Tx, actor: Actor, movements: readonly NewEntry[]): Promise<LedgerEntryRow[]> {
    movements.forEach(requireLegal);
    await this.hold(tx);
    for (const { occurredOn } of movements) dayOfAct(tx.at, occurredOn);
    for (const [account, change] of changesOf(movements)) await this.move(tx, account, change, movements);
    const last = await this.lastPosition(tx);
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
      position: last + index + 1,
      recordedAt: tx.at,
      actorId: actor.accountId || null,
    }));
    if (entries.length > 0) await tx.manager.insert(LedgerEntryRow, entries);
    await addToDayTotals(tx, entries);
    return entries;
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

  /** What can be taken from the account on the day: what it holds at least on that day and ever since. */
  async leastSince(tx: Tx, account: Account, on: PlainDate): Promise<number> {
    if (on >= stockholmDateOf(tx.at)) return (await this.kept(tx, [account])).get(account) ?? 0;
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

  private async move(tx: Tx, account: Account, change: number, movements: readonly NewEntry[]): Promise<void> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(LedgerBalanceRow)
      .set({ balance: () => 'balance + :change' })
      .where('account = :account AND (balance + :change >= 0 OR account = :decided)')
      .setParameters({ account, change, decided: DECIDED })
      .execute();
    const { movement } = movements[0]!;
    const today = stockholmDateOf(tx.at);
    if (written.affected !== 1) {
      const held = (await this.kept(tx, [account])).get(account);
      if (held === undefined) throw new Error(`There is no account ${account}.`);
      await this.refuse(tx, { account, on: today, held, wanted: -change }, movement);
    }
    const taken = movements.filter(({ fromAccount, occurredOn }) => fromAccount === account && occurredOn < today);
    if (account === DECIDED || taken.length === 0) return;
    // Entered for an earlier day: the places must have been there on that day, and on every day since.
    const on = taken.map(({ occurredOn }) => occurredOn).sort()[0]!;
    const days = await daysOfAccount(tx, account);
    if (leastSince([...days, ...daysOf(movements, account)], on) < 0)
      await this.refuse(tx, { account, on, held: leastSince(days, on), wanted: -change }, movement);
  }

  private async refuse(tx: Tx, { account, on, held, wanted }: Shortfall, movement: Movement): Promise<never> {
    const since = on === stockholmDateOf(tx.at) ? '' : ` from ${on} on`;
    const left = {
      decided: 'places',
      pool: 'places left in its pool',
      available: 'places left',
      reserved: 'reserved places',
      used: 'used places',
    }[kindOf(account)];
    throw new ConditionsUnmet([
      {
        code: movement === 'reserve' ? 'placesUsedUp' : 'notEnoughPlaces',
        detail: `${await this.nameOf(tx, account)} has ${held} ${left}${since}; ${wanted} are needed.`,
        source: 'Quota decision of the Government',
      },
    ]);
  }

  private async nameOf(tx: Tx, account: Account): Promise<string> {
    const id = ownerOf(account);
    const owner =
      kindOf(account) === 'pool'
        ? await tx.manager.findOneByOrFail(QuotaPeriodRow, { id })
        : await tx.manager.findOneByOrFail(SubQuotaRow, { id });
    return owner.name;
  }

  private async lastPosition(tx: Tx): Promise<number> {
    const [last] = await rows<{ position: number | null }>(
      tx.manager,
      'SELECT max(position) AS position FROM ledger_entries',
    );
    return Number(last?.position ?? 0);
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

const within = ({ through, asOf }: Moment): string =>
  (through === undefined ? '' : ' AND occurred_on <= :through') +
  (asOf === undefined ? '' : ' AND recorded_at <= :known');
const limits = ({ through = '', asOf }: Moment): Record<string, string> => ({
  through,
  known: asOf === undefined ? '' : knownUntil(asOf),
});
const numbers = (sums: readonly Sum[]): Map<Account, number> =>
  new Map(sums.map(({ account, places }) => [account, Number(places)]));
