import type { Staged, StageCount } from './domain/progress.js';
import type { Report } from './domain/report.js';
import type { Progress } from './progress-rows.js';
import type { QuotaProgressResponse, StageCountResponse, StagedResponse } from './quota-progress.dto.js';
import { toReportResponse } from './report.dto.js';

const LIST = '/api/v1/reports/quota-progress/cases';

/** The progress as JSON. Every number of persons names the list that makes it up, at the same two dates, so it ties out for ever. */
export function toQuotaProgressResponse(progress: Progress, report: Report, checksum: string): QuotaProgressResponse {
  const { periodId, periodName } = progress;
  const told = { periodId, periodName, ...toReportResponse(report, checksum) };
  if (report.audience === 'public') return told;

  const { through, asOf, rows, total, withoutSubQuota, unallocated, routes, months, check } = progress;
  const listOf = (asked: Record<string, string>): string =>
    `${LIST}?${new URLSearchParams({ periodId, through, asOf, ...asked }).toString()}`;
  const counted =
    (asked: Record<string, string>, by: 'stage' | 'event' = 'stage') =>
    ({ stage, persons, cases }: StageCount): StageCountResponse => ({
      ...{ stage, persons, cases },
      list: persons === 0 ? null : listOf({ ...asked, [by]: stage }),
    });
  const of = ({ persons, cases, stages, exits }: Staged, asked: Record<string, string> = {}): StagedResponse => ({
    ...{ persons, cases },
    stages: stages.map(counted(asked)),
    exits: exits.map(counted(asked)),
  });
  return {
    ...told,
    rows: rows.map(({ subQuotaId, name, scheme, periodName, places, ...staged }) => ({
      ...{ subQuotaId, name, scheme, periodName },
      ...of(staged, { subQuotaId }),
      places,
    })),
    total: { ...of(total), places: total.places },
    withoutSubQuota: of(withoutSubQuota, { subQuotaId: 'none' }),
    unallocated,
    routes: routes.map(({ route, reserved, used, ...staged }) => ({
      ...{ route, reserved, used },
      ...of(staged, { route: route ?? 'none' }),
    })),
    months: months
      .filter(({ told: hasBegun }) => hasBegun)
      .map(({ month, events, exits, planned }) => ({
        month,
        events: events.map(counted({ month }, 'event')),
        exits: exits.map(counted({ month })),
        planned: planned.inForce,
      })),
    check,
  };
}
