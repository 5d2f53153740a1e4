import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../api/client';
import { Panel } from '../../parts/panel';
import { ProblemView } from '../../parts/problem-view';
import { announce } from '../../shell/announce';

const FORMS = [
  { name: 'pdf', accept: 'application/pdf' },
  { name: 'xlsx', accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
] as const;
const PAPERS = [
  { paper: 'list', operation: 'listMissionCases' },
  { paper: 'report', operation: 'getMissionReport' },
] as const;

/** What the mission carries with it and brings back, to print or to work on. */
export function Papers({ missionId }: { missionId: string }) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  return (
    <Panel title={t('missions.papers')}>
      {error !== null && <ProblemView error={error} />}
      <div className="act-buttons">
        {PAPERS.flatMap(({ paper, operation }) =>
          FORMS.map(({ name, accept }) => {
            const words = t('missions.paper', {
              paper: t(`missions.paperName.${paper}`),
              form: t(`reports.form.${name}`),
            });
            return (
              <button
                key={words}
                type="button"
                className="quiet"
                onClick={() => {
                  setError(null);
                  save(operation, { path: { missionId } }, accept).then(() => announce(words), setError);
                }}
              >
                {words}
              </button>
            );
          }),
        )}
      </div>
    </Panel>
  );
}
