import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { country, number } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { Page } from '../../parts/page';
import { MissionCases } from './mission-cases';
import { MissionSteps } from './mission-steps';
import { Papers } from './papers';

const route = getRouteApi('/missions/$missionId');

/** One mission: what it is, what can be done with it, whom it is to meet, and what it carries on paper. */
export function MissionPage() {
  const { t } = useTranslation();
  const path = route.useParams();
  const { data: mission, etag } = useRead('getMission', { path });
  const cases = useRead('listMissionCases', { path }).data.items;
  const { place, countryCode, startsOn, endsOn, leaderName, team, ending, endedOn, account } = mission;
  const figures = [
    [t('missions.cases'), cases.length],
    [t('field.persons'), cases.flatMap(({ persons }) => persons).length],
    [t('missions.met'), mission.casesMet],
    [t('missions.notMet'), mission.casesNotMet],
    [t('missions.interviewed'), mission.personsInterviewed],
  ] as const;
  return (
    <Page title={t('missions.one', { place, startsOn, endsOn })}>
      <p>
        <Chip group="missionStanding" code={ending ?? 'open'} /> {endedOn}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('field.countryCode')}</dt>
          <dd>{country(countryCode)}</dd>
        </div>
        <div>
          <dt>{t('field.leaderName')}</dt>
          <dd>
            <bdi dir="auto">{leaderName}</bdi>
          </dd>
        </div>
        {team.length > 0 && (
          <div>
            <dt>{t('field.team')}</dt>
            <dd>
              <bdi dir="auto">{team.join(', ')}</bdi>
            </dd>
          </div>
        )}
        {figures.map(
          ([term, count]) =>
            count !== null && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{number(count)}</dd>
              </div>
            ),
        )}
        {account && (
          <div>
            <dt>{t('field.account')}</dt>
            <dd>
              <bdi dir="auto">{account}</bdi>
            </dd>
          </div>
        )}
      </dl>
      <MissionSteps missionId={path.missionId} cases={cases} etag={etag} start={{ startsOn }} />
      <MissionCases missionId={path.missionId} cases={cases} />
      <Papers missionId={path.missionId} />
    </Page>
  );
}
