import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { number, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Panel } from '../../parts/panel';
import type { Query } from './question';

/** The last safe day of each step, so that most of those who enter it arrive within the period. */
export function BackwardCalendar({ path, query }: { path: { periodId: string }; query: Query }) {
  const { t } = useTranslation();
  const { dates, missions, arriveBy, placesOutOfReach } = useRead('getBackwardCalendar', { path, query }).data;
  return (
    <Panel title={t('forecast.backward')}>
      <p>{t('forecast.backwardAbout', { arriveBy })}</p>
      {placesOutOfReach > 0 && (
        <p role="status">{t('forecast.outOfReach', { count: placesOutOfReach, places: number(placesOutOfReach) })}</p>
      )}
      <DataTable
        label={t('forecast.backward')}
        rows={dates}
        keyOf={({ route, stage }) => `${route} ${stage}`}
        none={t('forecast.noHistory')}
        columns={[
          { title: t('forecast.step'), cell: ({ stage }) => word('forecast.stage', stage) },
          { title: t('field.route'), cell: ({ route }) => word('forecast.route', route) },
          {
            title: t('forecast.weeks'),
            cell: ({ weeks }) => (weeks === null ? t('forecast.tooLong') : number(weeks)),
            isAmount: true,
          },
          {
            title: t('forecast.lastSafeDay'),
            cell: ({ on, passed }) => (
              <>
                {on ?? t('forecast.tooLong')} {passed && <strong>{t('forecast.passed')}</strong>}
              </>
            ),
          },
          { title: t('forecast.restsOn'), cell: ({ assumed }) => t(assumed ? 'forecast.assumed' : 'forecast.history') },
        ]}
      />
      {missions.length > 0 && (
        <ul>
          {missions.map(({ on, inTime }) => (
            <li key={on}>{t(inTime ? 'forecast.missionInTime' : 'forecast.missionTooLate', { on })}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
