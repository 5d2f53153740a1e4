import { createHash } from 'node:crypto';
import { lastNumbersOf } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { DutyRecord } from './duty.entities.js';

/** The series of the compartment; nobody outside sees its numbers. */
export const SERIES = 'ANM';
/** What the first record follows. */
export const BEGINNING = '0'.repeat(64);
const RECORDS_A_READ = 500;

/** Over every field with its length before it, so that none can bleed into the next. */
export function hashOf(record: Omit<DutyRecord, 'hash'>): string {
  const { id, position, dutyId, personKey, number, recordedAt, sealed, previousHash } = record;
  const fields = [id, String(position), dutyId, personKey, number, recordedAt, sealed, previousHash];
  return createHash('sha256')
    .update(fields.map((field) => `${field.length}:${field}`).join(''))
    .digest('hex');
}

/**
 * The position of the first record of the compartment that does not follow from the one before it, or that is missing; null when the
 * chain is whole and as long as its series, so that an end which was cut off is missed, too. Needs no key.
 */
export async function firstBrokenDuty(tx: Tx): Promise<number | null> {
  let previous = { position: 0, hash: BEGINNING };
  for (let read = RECORDS_A_READ; read === RECORDS_A_READ;) {
    const records = await tx.manager
      .createQueryBuilder(DutyRecord, 'duty')
      .where('duty.position > :after', { after: previous.position })
      .orderBy('duty.position')
      .limit(RECORDS_A_READ)
      .getMany();
    for (const record of records) {
      const follows = record.position === previous.position + 1 && record.previousHash === previous.hash;
      if (!follows || hashOf(record) !== record.hash) return previous.position + 1;
      previous = record;
    }
    read = records.length;
  }
  const given = (await lastNumbersOf(tx, SERIES)).reduce((sum, last) => sum + last, 0);
  return given === previous.position ? null : previous.position + 1;
}
