import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { number } from '../../i18n/format';
import { useMay } from '../../shell/session';
import { ScoreParts } from './score-parts';

interface Props {
  suggestions: AnswerOf<'listPlacementSuggestions'>['items'];
  municipalities: AnswerOf<'listPlanMunicipalities'>['items'];
  caseId: string | undefined;
  open: (caseId: string) => void;
}

/** What the plan suggests, case by case, with the score in parts and what was chosen. */
export function Suggestions({ suggestions, municipalities, caseId, open }: Props) {
  const { t } = useTranslation();
  const nameOf = (code: string): string => municipalities.find((one) => one.code === code)?.name ?? code;
  const may = useMay();
  if (suggestions.length === 0) return <p>{t('placement.nobodyWaits')}</p>;
  return (
    <div className="table-frame" role="group" aria-label={t('placement.suggestions')} tabIndex={0}>
      <table className="plain-table" id="suggestions">
        <thead>
          <tr>
            {(['case', 'persons', 'municipality', 'score', 'choice'] as const).map((column) => (
              <th key={column} scope="col" className={column === 'persons' ? 'amount' : undefined}>
                {t(`placement.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {suggestions.map((one) => (
            <tr
              key={one.id}
              aria-current={one.caseId === caseId ? 'true' : undefined}
              draggable={one.open && may('person.assign')}
              onDragStart={({ dataTransfer }) => dataTransfer.setData('text/plain', one.caseId)}
            >
              <td>
                <button type="button" className="quiet nowrap" onClick={() => open(one.caseId)}>
                  {one.diaryNumber}
                </button>
              </td>
              <td className="amount">{number(one.persons)}</td>
              <td>{one.municipalityName ?? t('placement.carriedOver')}</td>
              <td>
                {number(one.score)}
                <ScoreParts parts={one.parts} />
              </td>
              <td>
                {one.choices.map(({ assignmentId, kind, municipalityCode, reason }) => (
                  <p key={assignmentId}>
                    {t(`placement.kind.${kind === 'accepted' ? 'accepted' : 'overridden'}`, {
                      name: nameOf(municipalityCode),
                    })}{' '}
                    {reason && <bdi dir="auto">{reason}</bdi>}
                  </p>
                ))}
                {one.open ? t('placement.open') : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
