import { saveChanged, type SavedRows } from '../reference/index.js';
import type { Tx } from '../platform/index.js';
import type { Requirement } from './domain/completeness.js';
import { RrfRequirementRow } from './submissions.entities.js';

/** Brings the stored requirements to the release's and says what changed. Deletes nothing: forms were judged by them. */
export const saveRequirements = (tx: Tx, requirements: readonly Requirement[]): Promise<SavedRows> =>
  saveChanged<RrfRequirementRow>(tx, RrfRequirementRow, requirements as RrfRequirementRow[], ({ id }) => id);

/** All requirements, past and to come, in the order of the letter. */
export const requirementsOf = (tx: Tx): Promise<Requirement[]> =>
  tx.manager.find(RrfRequirementRow, { order: { position: 'ASC', id: 'ASC' } });
