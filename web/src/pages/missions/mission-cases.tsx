import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save, type AnswerOf } from '../../api/client';
import { Chip } from '../../parts/chip';
import { country, language } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Panel } from '../../parts/panel';
import { PersonName } from '../../parts/person-name';
import { ProblemView } from '../../parts/problem-view';

interface Props {
  missionId: string;
  cases: AnswerOf<'listMissionCases'>['items'];
}

/** Whom the mission is to meet, whom it has met, and the pack of each case. */
export function MissionCases({ missionId, cases }: Props) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const pack = (caseId: string): void => {
    setError(null);
    save('getCasePack', { path: { missionId, caseId } }, 'application/pdf').catch(setError);
  };
  return (
    <Panel title={t('missions.list')}>
      {error !== null && <ProblemView error={error} />}
      <DataTable
        label={t('missions.list')}
        rows={cases}
        keyOf={({ id }) => id}
        none={t('missions.noCases')}
        columns={[
          {
            title: t('field.diaryNumber'),
            cell: ({ id, diaryNumber }) => (
              <Link to="/cases/$caseId" params={{ caseId: id }} className="nowrap">
                {diaryNumber}
              </Link>
            ),
          },
          { title: t('field.priority'), cell: ({ priority }) => <Chip group="priority" code={priority} /> },
          { title: t('field.countryOfAsylum'), cell: ({ countryOfAsylum }) => country(countryOfAsylum) },
          {
            title: t('field.persons'),
            cell: ({ persons }) => (
              <ul>
                {persons.map(({ languages, interviewedOn, ...person }) => (
                  <li key={person.id}>
                    <PersonName person={person} /> {languages.map(language).join(', ')}{' '}
                    {interviewedOn.length > 0 && t('missions.interviewedOn', { days: interviewedOn.join(', ') })}
                  </li>
                ))}
              </ul>
            ),
          },
          {
            title: t('missions.pack'),
            cell: ({ id, diaryNumber }) => (
              <button
                type="button"
                className="quiet"
                aria-label={t('missions.packOf', { diaryNumber })}
                onClick={() => pack(id)}
              >
                {t('missions.print')}
              </button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
