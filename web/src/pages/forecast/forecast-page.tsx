import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Page } from '../../parts/page';
import { PeriodChoice, usePeriods } from '../quota/period-choice';
import { BackwardCalendar } from './backward-calendar';
import { Backtest } from './backtest';
import { questionOf, Question } from './question';
import { RequestsNeeded } from './requests-needed';
import { WillItFill } from './will-it-fill';

const route = getRouteApi('/quota/forecast');

/** Will the quota be filled, how many to ask for, until when each step can be taken, and how far to trust the answers. */
export function ForecastPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { periods, period } = usePeriods(search);
  if (!period) return <Page title={t('forecast.title')}>{t('quota.none')}</Page>;
  return (
    <Page title={t('forecast.title')}>
      <PeriodChoice periods={periods} periodId={period.id} at="/quota/forecast" />
      <Question search={search} />
      <Answers key={period.id} periodId={period.id} search={search} />
    </Page>
  );
}

function Answers({ periodId, search }: { periodId: string; search: ReturnType<typeof route.useSearch> }) {
  const query = questionOf(search);
  const path = { periodId };
  const forecast = useRead('getForecast', { path, query }).data;
  return (
    <>
      <WillItFill forecast={forecast} />
      <RequestsNeeded {...{ path, query, search }} />
      <BackwardCalendar {...{ path, query }} />
      <Backtest {...{ path, query }} />
    </>
  );
}
