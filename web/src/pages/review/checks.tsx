import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { word } from '../../i18n/format';

/** What must hold for each signature, by the codes of the server's conditions; what the server refuses beyond these is shown too. */
export const CHECKS: Readonly<Record<string, readonly string[]>> = {
  grant: [
    'notProposed',
    'reasonsMissing',
    'secondPersonNeeded',
    'clearanceNotInForce',
    'exclusionNotAssessed',
    'notExamined',
    'protectionCategoryMissing',
    'childNotHeard',
    'subQuotaNotOpen',
    'placesUsedUp',
  ],
  refuse: ['notProposed', 'reasonsMissing', 'secondPersonNeeded'],
  exclude: ['notProposed', 'reasonsMissing', 'secondPersonNeeded', 'exclusionNotAssessed'],
};

interface Props {
  outcome: string;
  next: AnswerOf<'getNextActions'>['persons'][number] | undefined;
}

/** What holds and what does not, each told in words beside its mark. */
export function Checks({ outcome, next }: Props) {
  const { t } = useTranslation();
  const unmet = next?.blocked.find(({ verb }) => verb === outcome)?.unmet ?? [];
  const isJudged = unmet.length > 0 || (next?.available.includes(outcome) ?? false);
  const holding = (CHECKS[outcome] ?? []).filter((code) => !unmet.some((one) => one.code === code));
  return (
    <div className="stack">
      <h3>{t('review.checks')}</h3>
      {!isJudged && <p>{t('review.notYours')}</p>}
      {isJudged && (
        <ul className="checks">
          {unmet.map(({ code, detail, source }) => (
            <li key={code + detail}>
              <span className="chip chip-red">{t('review.red')}</span> {detail} <small>({source})</small>
            </li>
          ))}
          {holding.map((code) => (
            <li key={code}>
              <span className="chip chip-green">{t('review.green')}</span> {word('check', code)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
