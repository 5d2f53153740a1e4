import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadLater } from '../../api/queries';
import { number } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Panel } from '../../parts/panel';
import { ProblemView } from '../../parts/problem-view';
import { Waiting } from '../../parts/waiting';
import type { Query } from './question';

/** What was forecast at the ends of earlier months against what came: asked for when it is opened, for it takes a while. */
export function Backtest({ path, query }: { path: { periodId: string }; query: Query }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useReadLater('getForecastBacktest', { path, query }, isOpen);
  return (
    <Panel title={t('forecast.backtest')}>
      <details id="backtest" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>{t('forecast.backtestAbout')}</summary>
        {error && <ProblemView error={error} />}
        {isOpen && !data && !error && <Waiting />}
        {data && (
          <>
            <p>{t('forecast.covered', { covered: number(data.data.covered), days: number(data.data.days.length) })}</p>
            <DataTable
              label={t('forecast.backtest')}
              rows={data.data.days}
              keyOf={({ on }) => on}
              none={t('forecast.nothingToReplay')}
              columns={[
                { title: t('forecast.forecastOn'), cell: ({ on }) => on },
                { title: t('forecast.until'), cell: ({ until }) => until },
                { title: t('forecast.low'), cell: ({ low }) => number(low), isAmount: true },
                { title: t('forecast.likely'), cell: ({ likely }) => number(likely), isAmount: true },
                { title: t('forecast.high'), cell: ({ high }) => number(high), isAmount: true },
                { title: t('forecast.outcome'), cell: ({ outcome }) => number(outcome), isAmount: true },
                { title: t('forecast.within'), cell: ({ covered }) => t(covered ? 'shell.yes' : 'shell.no') },
                {
                  title: t('forecast.crps'),
                  cell: ({ crpsTenths }) => number(crpsTenths / 10),
                  isAmount: true,
                },
              ]}
            />
          </>
        )}
      </details>
    </Panel>
  );
}
