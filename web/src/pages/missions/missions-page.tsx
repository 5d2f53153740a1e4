import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import { useRead } from '../../api/queries';
import { country, number } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';

/** The selection missions, the latest first, and how one plans a new one. */
export function MissionsPage() {
  const { t } = useTranslation();
  const { items } = useRead('listMissions', { query: { limit: 100 } }).data;
  return (
    <Page title={t('missions.title')}>
      <ActsBar offers={[{ operation: 'planMission', verb: 'plan_mission' }]} />
      <DataTable
        label={t('missions.title')}
        rows={items}
        keyOf={({ id }) => id}
        none={t('missions.none')}
        columns={[
          {
            title: t('field.place'),
            cell: ({ id, place }) => (
              <Link to="/missions/$missionId" params={{ missionId: id }}>
                <bdi dir="auto">{place}</bdi>
              </Link>
            ),
          },
          { title: t('field.countryCode'), cell: ({ countryCode }) => country(countryCode) },
          { title: t('field.startsOn'), cell: ({ startsOn }) => <span className="nowrap">{startsOn}</span> },
          { title: t('field.endsOn'), cell: ({ endsOn }) => <span className="nowrap">{endsOn}</span> },
          { title: t('field.leaderName'), cell: ({ leaderName }) => <bdi dir="auto">{leaderName}</bdi> },
          { title: t('missions.cases'), cell: ({ caseIds }) => number(caseIds.length), isAmount: true },
          { title: t('field.status'), cell: ({ ending }) => <Chip group="missionStanding" code={ending ?? 'open'} /> },
        ]}
      />
    </Page>
  );
}
