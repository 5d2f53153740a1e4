import { rows, type Tx } from '../platform/index.js';

export interface StatusInCase {
  /** The case. */
  id: string;
  diaryNumber: string;
  status: string;
  statusSince: string;
}

/** The status of each person of every case, or of those named, case by case. */
export const statusesByCase = (tx: Tx, among?: string[]): Promise<StatusInCase[]> =>
  rows<StatusInCase>(
    tx.manager,
    `SELECT c.id, c.diary_number AS "diaryNumber", p.status, p.status_since AS "statusSince"
     FROM cases c JOIN persons p ON p.case_id = c.id ${among ? 'WHERE c.id IN (:...among)' : ''} ORDER BY c.id, p.number`,
    among ? { among } : {},
  );
