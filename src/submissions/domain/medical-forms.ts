import { addMonths, type PlainDate } from '../../kernel/index.js';
import type { Rrf } from './rrf.js';

/** A medical assessment form (MAF) and the last day on which it holds. */
export interface MedicalForm {
  readonly individualNumber: string;
  readonly datedOn: PlainDate | null;
  readonly validUntil: PlainDate;
}

/**
 * The medical forms that came with the RRF, one a person: the paper's own last day, or `months` after its date. Of several papers the
 * one that holds longest counts.
 */
export function medicalFormsIn(rrf: Rrf, months: number): MedicalForm[] {
  return rrf.persons.flatMap(({ individualNumber, medicalFormOn }) => {
    const papers = (rrf.attachments ?? []).filter(
      ({ type, about }) => type === 'maf' && about.includes(individualNumber),
    );
    const forms = [
      ...papers.map(({ datedOn, validUntil }) => ({ datedOn: datedOn ?? null, until: validUntil ?? null })),
      ...(medicalFormOn ? [{ datedOn: medicalFormOn, until: null }] : []),
    ].flatMap(({ datedOn, until }): MedicalForm[] => {
      const validUntil = until ?? (datedOn === null ? null : addMonths(datedOn, months));
      return validUntil === null ? [] : [{ individualNumber, datedOn, validUntil }];
    });
    return forms.sort((a, b) => (a.validUntil < b.validUntil ? 1 : -1)).slice(0, 1);
  });
}

/** The day on which the first of the forms lapses; null when there are none. */
export const firstLapseOf = (forms: readonly MedicalForm[]): PlainDate | null =>
  forms.map(({ validUntil }) => validUntil).sort()[0] ?? null;
