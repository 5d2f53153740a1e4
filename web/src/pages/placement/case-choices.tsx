import { Button, TextField } from '@midas-ds/components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { useAct, useReadLater } from '../../api/queries';
import { number, word } from '../../i18n/format';
import { ProblemView } from '../../parts/problem-view';
import { Waiting } from '../../parts/waiting';
import { announce } from '../../shell/announce';
import { useMay } from '../../shell/session';
import { ScoreParts } from './score-parts';

type Suggestion = AnswerOf<'listPlacementSuggestions'>['items'][number];

interface Props {
  planId: string;
  suggestion: Suggestion;
  chosen: string | null;
  choose: (code: string) => void;
}

const SHOWN = 8;

/** For one case: the municipalities ranked with their scores in parts, what another choice costs, and the choice itself. */
export function CaseChoices({ planId, suggestion, chosen, choose }: Props) {
  const { t } = useTranslation();
  const { data } = useReadLater('explainCase', { path: { planId, caseId: suggestion.caseId } });
  if (!data) return <Waiting />;
  const { choices, stopped } = data.data;
  const shown = choices.filter(({ municipalityCode }, k) => k < SHOWN || municipalityCode === chosen);
  const nameOf = (code: string): string =>
    [...choices, ...stopped].find(({ municipalityCode }) => municipalityCode === code)?.municipalityName ?? code;
  const rule = stopped.find(({ municipalityCode }) => municipalityCode === chosen)?.rule;
  return (
    <section className="panel stack" aria-labelledby="choices">
      <h2 id="choices">{t('placement.choicesFor', { diaryNumber: suggestion.diaryNumber })}</h2>
      {choices.length === 0 && <p>{t('placement.nowhere')}</p>}
      <ol className="choices">
        {shown.map(({ municipalityCode, municipalityName, score, parts, price, regret, stop, heldBy }) => (
          <li key={municipalityCode} className={municipalityCode === chosen ? 'is-chosen' : undefined}>
            <button
              type="button"
              className="quiet"
              aria-pressed={municipalityCode === chosen}
              onClick={() => choose(municipalityCode)}
            >
              {municipalityName}
            </button>{' '}
            {t('placement.points', { score: number(score), price: number(price), regret: number(regret) })}
            {municipalityCode === suggestion.municipalityCode && <strong> {t('placement.suggested')}</strong>}
            {stop && (
              <p>
                {word('placement.stop', stop)} {heldBy.length > 0 && t('placement.heldBy', { count: heldBy.length })}
              </p>
            )}
            <ScoreParts parts={parts} />
          </li>
        ))}
      </ol>
      {rule && (
        <p>
          {nameOf(chosen!)}: {word('placement.stop', rule)}
        </p>
      )}
      <details>
        <summary>{t('placement.stopped', { count: stopped.length })}</summary>
        <ul>
          {stopped.map((one) => (
            <li key={one.municipalityCode}>
              {one.municipalityName}: {word('placement.stop', one.rule)}
            </li>
          ))}
        </ul>
      </details>
      {chosen && suggestion.open && (
        <Decision key={`${suggestion.id} ${chosen}`} {...{ planId, suggestion, chosen }} name={nameOf(chosen)} />
      )}
    </section>
  );
}

interface DecisionProps {
  planId: string;
  suggestion: Suggestion;
  chosen: string;
  name: string;
}

/** The choice: at once for what is suggested, with what it costs and a reason for another. */
function Decision({ planId, suggestion, chosen, name }: DecisionProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [reason, setReason] = useState('');
  const choice = useAct('chooseMunicipality');
  const isSuggested = chosen === suggestion.municipalityCode;
  const { data: cost, error: untold } = useReadLater(
    'askWhatIf',
    { path: { planId }, body: { caseId: suggestion.caseId, municipalityCode: chosen } },
    !isSuggested,
  );
  if (!may('person.assign')) return null;
  // What another choice costs stands before it can be confirmed.
  const isTold = isSuggested || cost !== undefined || untold !== null;
  const assign = (): void =>
    choice.mutate(
      {
        path: { suggestionId: suggestion.id },
        body: { municipalityCode: chosen, ...(reason === '' ? {} : { reason }) },
        etag: `"${suggestion.caseVersion}"`,
      },
      { onSuccess: () => announce(t('placement.assigned', { name })) },
    );
  return (
    <div className="stack" id="decision">
      {choice.error && <ProblemView error={choice.error} />}
      {untold && <ProblemView error={untold} />}
      {!isTold && <p>{t('placement.priceIsComing')}</p>}
      {!isSuggested && cost && (
        <p role="status" id="cost">
          {t('placement.cost', { points: number(cost.data.points), count: cost.data.moves.length })}
        </p>
      )}
      {!isSuggested && <TextField label={t('placement.reason')} value={reason} onChange={setReason} aria-required />}
      <div className="act-buttons">
        <Button
          size="medium"
          isDisabled={choice.isPending || !isTold || (!isSuggested && reason.length < 3)}
          onPress={assign}
        >
          {t('placement.assignTo', { name })}
        </Button>
      </div>
    </div>
  );
}
