import { useTranslation } from 'react-i18next';
import { useAct, useReadLater } from '../../api/queries';
import { word } from '../../i18n/format';
import { ProblemView } from '../../parts/problem-view';
import { announce } from '../../shell/announce';
import { useMay } from '../../shell/session';

/** Where the case must, should or must not live and what it needs there; one that no longer holds is ended here. */
export function PlacementConditions({ caseId }: { caseId: string }) {
  const may = useMay();
  return may('placement.condition') ? <Conditions caseId={caseId} /> : null;
}

function Conditions({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { data } = useReadLater('listPlacementConditions', { path: { caseId } });
  const municipalities = useReadLater('listMunicipalities').data?.data.items ?? [];
  const end = useAct('endPlacementCondition');
  if (!data) return null;
  const nameOf = (code: string): string => municipalities.find((one) => one.code === code)?.name ?? code;
  return (
    <details className="panel" id="placement-conditions">
      <summary>
        <h2>{t('conditions.title')}</h2>
      </summary>
      {end.error && <ProblemView error={end.error} />}
      {data.data.items.length === 0 && <p>{t('case.nothingYet')}</p>}
      <ul>
        {data.data.items.map(({ id, kind, municipalityCode, countyCode, places, reason }) => {
          const what = [word('value.kind', kind), municipalityCode && nameOf(municipalityCode), countyCode, places]
            .filter((one) => one !== null)
            .join(' ');
          return (
            <li key={id}>
              {what}: <bdi dir="auto">{reason}</bdi>{' '}
              <button
                type="button"
                className="quiet"
                aria-label={t('conditions.endOf', { what })}
                disabled={end.isPending}
                onClick={() =>
                  end.mutate({ path: { conditionId: id } }, { onSuccess: () => announce(t('conditions.ended')) })
                }
              >
                {t('conditions.end')}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
