import { rows, type Tx } from '../platform/index.js';
import { DiaryCounter } from './cases.entities.js';

/** The next number of a series, without gaps: the number is given back when the transaction rolls back. */
async function next(tx: Tx, series: string): Promise<number> {
  await tx.manager
    .createQueryBuilder()
    .insert()
    .into(DiaryCounter)
    .values({ series, last: 0 })
    .orIgnore()
    .updateEntity(false)
    .execute();
  await rows(tx.manager, 'UPDATE diary_counters SET last = last + 1 WHERE series = :series', { series });
  const [row] = await rows<{ last: number }>(tx.manager, 'SELECT last FROM diary_counters WHERE series = :series', {
    series,
  });
  return Number(row!.last);
}

/** A new diary number `VID-2025-00017`: `prefix` names the series (walled papers have their own), the year is the day's in Stockholm. */
export async function nextDiaryNumber(tx: Tx, prefix: string, year: number): Promise<string> {
  return `${prefix}-${year}-${String(await next(tx, `${prefix}-${year}`)).padStart(5, '0')}`;
}

/** A new document number within a case, `VID-2025-00017:3`. */
export async function nextDocumentNumber(tx: Tx, diaryNumber: string): Promise<string> {
  return `${diaryNumber}:${await next(tx, diaryNumber)}`;
}
