import type { Tx } from '../platform/index.js';
import type { ReferenceData } from './domain/reference-rows.js';
import {
  CountryRow,
  CountyNumberRow,
  CountyRow,
  MunicipalityRow,
  PublishedFigureRow,
  ReasonCodeRow,
  SubmissionCategoryRow,
} from './reference.entities.js';
import { saveChanged, type SavedRows } from './save-changed.js';

const byCode = (row: { code: string }): string => row.code;

/** Brings the reference tables to the release's content and says, by table, what changed. Deletes nothing. */
export async function saveReference(tx: Tx, data: ReferenceData): Promise<Record<keyof ReferenceData, SavedRows>> {
  return {
    countries: await saveChanged(tx, CountryRow, data.countries, byCode),
    counties: await saveChanged(tx, CountyRow, data.counties, byCode),
    municipalities: await saveChanged(tx, MunicipalityRow, data.municipalities, byCode),
    countyNumbers: await saveChanged(tx, CountyNumberRow, data.countyNumbers, (row) => `${row.countyCode}/${row.year}`),
    submissionCategories: await saveChanged(tx, SubmissionCategoryRow, data.submissionCategories, byCode),
    reasonCodes: await saveChanged(tx, ReasonCodeRow, data.reasonCodes, (row) => `${row.verb}/${row.code}`),
    publishedFigures: await saveChanged(tx, PublishedFigureRow, data.publishedFigures, (row) =>
      [row.year, row.measure, row.part, row.source].join('/'),
    ),
  };
}
