import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { daysOf, heldSince, reserved, used, type Entry } from './domain/ledger.js';
import type { CountingEvent, HoldingState } from './quotas.entities.js';

/** The place that a person holds. */
export interface Holding {
  subQuotaId: string;
  periodId: string;
  state: HoldingState;
}

/** The same with what moves it. */
export interface Held extends Holding {
  personId: string;
  /** The entry that brought it into its state, and the day of that. */
  entryId: string;
  enteredOn: PlainDate;
  /** Since which day the person has held it in this state, reversed entries left out of account. */
  since: PlainDate;
  countingEvent: CountingEvent;
}

/** A person with a place that is not counted yet. */
export interface PlaceHolder {
  personId: string;
  caseId: string;
  subQuotaId: string;
}

type EntryOfPerson = Pick<Entry, 'fromAccount' | 'toAccount' | 'places' | 'occurredOn'> & { personId: string };

/** Who holds which place: the table in which a person can stand once only. The database keeps it with each entry of a person. */
@Injectable()
export class PlaceHoldings {
  /** The places that the persons hold; who holds none is absent. */
  async of(tx: Tx, personIds: readonly string[]): Promise<Held[]> {
    if (personIds.length === 0) return [];
    const held = await rows<Omit<Held, 'since'>>(
      tx.manager,
      `SELECT h.person_id AS "personId", h.sub_quota_id AS "subQuotaId", h.state, h.entry_id AS "entryId",
              e.occurred_on AS "enteredOn", s.period_id AS "periodId", p.counting_event AS "countingEvent"
       FROM place_holdings h JOIN ledger_entries e ON e.id = h.entry_id
       JOIN sub_quotas s ON s.id = h.sub_quota_id JOIN quota_periods p ON p.id = s.period_id
       WHERE h.person_id IN (:...personIds) ORDER BY h.person_id`,
      { personIds },
    );
    if (held.length === 0) return [];
    const entries = await rows<EntryOfPerson>(
      tx.manager,
      `SELECT person_id AS "personId", from_account AS "fromAccount", to_account AS "toAccount", places, occurred_on AS "occurredOn"
       FROM ledger_entries WHERE person_id IN (:...personIds)`,
      { personIds },
    );
    return held.map((one) => {
      const own = entries.filter(({ personId }) => personId === one.personId);
      const account = one.state === 'used' ? used(one.subQuotaId) : reserved(one.subQuotaId);
      return { ...one, since: heldSince(daysOf(own, account)) };
    });
  }

  /** Who holds a reserved place in the period, and in which case it was reserved. */
  reservedIn(tx: Tx, periodId: string): Promise<PlaceHolder[]> {
    return rows<PlaceHolder>(
      tx.manager,
      `SELECT h.person_id AS "personId", e.case_id AS "caseId", h.sub_quota_id AS "subQuotaId"
       FROM place_holdings h JOIN ledger_entries e ON e.id = h.entry_id JOIN sub_quotas s ON s.id = h.sub_quota_id
       WHERE s.period_id = :periodId AND h.state = 'reserved' ORDER BY h.person_id`,
      { periodId },
    );
  }

  /** Of these persons, those whose last carry-over brought them from the one period into the other. */
  async lastCarried(
    tx: Tx,
    personIds: readonly string[],
    { from, to }: { from: string; to: string },
  ): Promise<string[]> {
    const found = await rows<{ personId: string }>(
      tx.manager,
      `SELECT e.person_id AS "personId" FROM ledger_entries e
       JOIN sub_quotas f ON f.id = substr(e.from_account, 10) JOIN sub_quotas t ON t.id = substr(e.to_account, 10)
       WHERE e.person_id IN (:...personIds) AND e.movement = 'carry_over' AND f.period_id = :from AND t.period_id = :to
         AND NOT EXISTS (SELECT 1 FROM ledger_entries later WHERE later.person_id = e.person_id AND later.movement = 'carry_over'
           AND later.position > e.position)`,
      { personIds, from, to },
    );
    return found.map(({ personId }) => personId);
  }
}
