import { prepared, rows, type Tx } from '../platform/index.js';

/** The next number of a series, without gaps: the number is given back when the transaction rolls back. */
async function next(tx: Tx, series: string): Promise<number> {
  const [, counter] = await Promise.all([
    prepared(
      tx.manager,
      `INSERT INTO diary_counters (series, last) VALUES (:series, 1)
       ON CONFLICT (series) DO UPDATE SET last = diary_counters.last + 1`,
      { series },
    ),
    prepared<{ last: number }>(tx.manager, 'SELECT last FROM diary_counters WHERE series = :series', { series }),
  ]);
  return Number(counter.rows[0]!.last);
}

/** A new diary number `VID-2025-00017`: `prefix` names the series (walled papers have their own), the year is the day's in Stockholm. */
export async function nextDiaryNumber(tx: Tx, prefix: string, year: number): Promise<string> {
  return `${prefix}-${year}-${String(await next(tx, `${prefix}-${year}`)).padStart(5, '0')}`;
}

/** A new document number within a case, `VID-2025-00017:3`. */
export async function nextDocumentNumber(tx: Tx, diaryNumber: string): Promise<string> {
  return `${diaryNumber}:${await next(tx, diaryNumber)}`;
}

/** The last number given in each year of a series of diary numbers: how many there must be. */
export async function lastNumbersOf(tx: Tx, prefix: string): Promise<number[]> {
  const found = await rows<{ last: number }>(tx.manager, 'SELECT last FROM diary_counters WHERE series LIKE :series', {
    series: `${prefix}-%`,
  });
  return found.map(({ last }) => Number(last));
}
