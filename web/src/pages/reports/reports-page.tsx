import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../api/client';
import { OPERATIONS, type OperationId } from '../../api/operations';
import { useRead } from '../../api/queries';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { ProblemView } from '../../parts/problem-view';
import { announce } from '../../shell/announce';
import { useMay } from '../../shell/session';
import { withStepUp } from '../../shell/step-up-asked';
import type { reportsSearch } from '../../searches';

const route = getRouteApi('/reports');

type ReportsSearch = ReturnType<typeof reportsSearch>;

interface Report {
  operation: OperationId;
  /** What the report is asked for beside its day. */
  needs?: 'periodId' | 'year';
  /** Only to be had as tables, and of what stands now. */
  isPlain?: true;
}

const REPORTS: readonly Report[] = [
  { operation: 'getQuotaProgress', needs: 'periodId' },
  { operation: 'getRequestsAndNeeds', needs: 'periodId' },
  { operation: 'getUnionPlanReport', needs: 'periodId' },
  { operation: 'getMinistryStatus', needs: 'periodId' },
  { operation: 'getAnnualOverview', needs: 'year' },
  { operation: 'getAmifClaim', needs: 'periodId' },
  { operation: 'getDecisions' },
  { operation: 'getHistoryBesideOwn' },
  { operation: 'exportMunicipalityAssignments', needs: 'year', isPlain: true },
];

const FORMS = [
  { name: 'xlsx', accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  { name: 'pdf', accept: 'application/pdf' },
  { name: 'csv', accept: 'text/csv' },
] as const;

/** The reports as files, at the day that is asked for. */
export function ReportsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { items: periods } = useRead('listQuotaPeriods').data;
  const periodId = search.periodId ?? periods.find(({ status }) => status === 'open')?.id ?? periods.at(-1)?.id;
  const year = search.year ?? periods.find(({ id }) => id === periodId)?.startsOn.slice(0, 4);
  const set = (name: keyof ReportsSearch) => (event: { target: { value: string } }) =>
    void navigate({ search: (before) => ({ ...before, [name]: event.target.value || undefined }), replace: true });
  const [error, setError] = useState<unknown>(null);
  return (
    <Page title={t('reports.title')}>
      <Panel title={t('reports.at')}>
        <div className="filter-bar">
          <label className="choice">
            {t('dashboard.period')}
            <select value={periodId ?? ''} onChange={set('periodId')}>
              {periods.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className="choice">
            {t('field.year')}
            <input className="plain-field" inputMode="numeric" defaultValue={year} onBlur={set('year')} />
          </label>
          <label className="choice">
            {t('reports.through')}
            <input className="plain-field" type="date" value={search.through ?? ''} onChange={set('through')} />
          </label>
        </div>
        <p>{t('reports.about')}</p>
      </Panel>
      {error !== null && <ProblemView error={error} />}
      {REPORTS.filter(({ operation }) => may(OPERATIONS[operation].permission)).map((report) => (
        <Files key={report.operation} report={report} asked={{ ...search, periodId, year }} failed={setError} />
      ))}
    </Page>
  );
}

interface FilesProps {
  report: Report;
  asked: ReportsSearch & { periodId: string | undefined; year: string | undefined };
  failed: (error: unknown) => void;
}

function Files({ report: { operation, needs, isPlain }, asked, failed }: FilesProps) {
  const { t } = useTranslation();
  const name = t(`reports.of.${operation}`);
  const query = {
    ...(needs ? { [needs]: asked[needs] } : {}),
    ...(asked.through && !isPlain ? { through: asked.through } : {}),
  };
  const fetchAs = async (form: (typeof FORMS)[number]): Promise<void> => {
    failed(null);
    try {
      await withStepUp(() => save(operation, { query } as never, form.accept));
      announce(t('reports.saved', { report: name }));
    } catch (error) {
      failed(error);
    }
  };
  return (
    <section className="panel report" aria-labelledby={operation}>
      <h2 id={operation}>{name}</h2>
      <div className="act-buttons">
        {FORMS.filter((form) => !isPlain || form.name !== 'pdf').map((form) => (
          <button
            key={form.name}
            type="button"
            className="quiet"
            aria-label={t('reports.as', { report: name, form: t(`reports.form.${form.name}`) })}
            onClick={() => void fetchAs(form)}
          >
            {t(`reports.form.${form.name}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
