import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { useRead } from '../../api/queries';

type Periods = AnswerOf<'listQuotaPeriods'>['items'];

/** The periods, and the one of the address; the open one when the address names none. */
export function usePeriods({ periodId }: { periodId?: string }): {
  periods: Periods;
  period: Periods[number] | undefined;
} {
  const { items: periods } = useRead('listQuotaPeriods').data;
  const period =
    periods.find(({ id }) => id === periodId) ?? periods.find(({ status }) => status === 'open') ?? periods.at(-1);
  return { periods, period };
}

const PAGES = [
  ['/quota', 'plan'],
  ['/quota/ledger', 'ledger'],
  ['/quota/requests', 'requests'],
  ['/quota/forecast', 'forecast'],
] as const;

interface Props {
  periods: Periods;
  periodId: string;
  at: (typeof PAGES)[number][0];
}

/** Which period, and the pages on it. */
export function PeriodChoice({ periods, periodId, at }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="page-head">
      <nav className="tabs" aria-label={t('quota.pages')}>
        {PAGES.map(([to, name]) => (
          <Link key={to} to={to} search={{ periodId }} activeOptions={{ exact: true, includeSearch: false }}>
            {t(`quota.page.${name}`)}
          </Link>
        ))}
      </nav>
      <label className="choice">
        {t('dashboard.period')}
        <select
          value={periodId}
          onChange={({ target }) => void navigate({ to: at, search: { periodId: target.value } })}
        >
          {periods.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
