import { CountsField, DateField, ObjectsField, TextField } from '../platform/index.js';
import type { PeriodWarning } from './domain/period-warnings.js';

class PeriodWarningResponse implements PeriodWarning {
  @TextField({ about: 'Code.', example: 'subQuotasDoNotSum' }) code: string;
  @TextField({ about: 'In words.', max: 2000, example: 'The sub-quotas sum to 6,400 of 6,401 places.' })
  detail: string;
  @TextField({ about: 'Law, practice or precedent behind it.' }) source: string;
  @CountsField({ about: 'The figures behind it.', example: { parts: 6400, whole: 6401, inPool: 1 } })
  figures: Record<string, number>;
}
export class PeriodWarningListResponse {
  @DateField({ about: 'The warnings count what happened until this day; no limit when null.', nullable: true })
  through: string | null;
  @DateField({ about: 'They are as known at the end of this day; now when null.', nullable: true }) asOf: string | null;
  @ObjectsField(() => PeriodWarningResponse, { about: 'The warnings, the period’s own first.', maxItems: 1000 })
  items: PeriodWarningResponse[];
}
