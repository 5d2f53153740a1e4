import { saveChanged, type SavedRows } from '../reference/index.js';
import type { Tx } from '../platform/index.js';
import type { LetterTemplate } from './domain/letters.js';
import { LetterTemplateRow } from './letters.entities.js';

/** Brings the stored wordings to the release's and says what changed. Deletes nothing: letters were written by them. */
export const saveLetterTemplates = (tx: Tx, templates: readonly LetterTemplate[]): Promise<SavedRows> =>
  saveChanged<LetterTemplateRow>(tx, LetterTemplateRow, templates as LetterTemplateRow[], ({ id }) => id);
