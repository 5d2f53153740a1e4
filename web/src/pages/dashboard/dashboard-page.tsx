import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Page } from '../../parts/page';
import { useMay } from '../../shell/session';
import { AtRisk } from './at-risk';
import { BurnUp } from './burn-up';
import { Places } from './places';
import { Stages } from './stages';

const route = getRouteApi('/dashboard');

/** Where the quota stands. */
export function DashboardPage() {
  const { t } = useTranslation();
  const { items } = useRead('listQuotaPeriods').data;
  const { periodId = items.find(({ status }) => status === 'open')?.id ?? items.at(-1)?.id } = route.useSearch();
  const navigate = route.useNavigate();
  if (!periodId)
    return (
      <Page title={t('dashboard.title')}>
        <p>{t('dashboard.noPeriod')}</p>
      </Page>
    );
  const choice = (
    <label className="choice">
      {t('dashboard.period')}
      <select value={periodId} onChange={({ target }) => void navigate({ search: { periodId: target.value } })}>
        {items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Page title={t('dashboard.title')} actions={choice}>
      <Progress periodId={periodId} />
    </Page>
  );
}

function Progress({ periodId }: { periodId: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const progress = useRead('getQuotaProgress', { query: { periodId } }).data;
  return (
    <>
      <p>{t('dashboard.dates', { through: progress.through, asOf: progress.asOf })}</p>
      <Places progress={progress} />
      <Stages progress={progress} />
      <BurnUp progress={progress} />
      {may('deadline.read') && <AtRisk />}
    </>
  );
}
