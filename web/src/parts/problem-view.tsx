import { Button, InfoBanner } from '@midas-ds/components';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import { instant, word } from '../i18n/format';

const codeOf = (error: unknown): string =>
  error instanceof ProblemError ? (error.problem.code ?? 'internalError') : 'noAnswer';

function Details({ problem }: { problem: Partial<Problem> }) {
  const { t } = useTranslation();
  const { code, detail, unmet = [], refusals = [], allowedActions = [], changedBy, changedAt, requestId } = problem;
  return (
    <>
      {detail && unmet.length === 0 && <p>{detail}</p>}
      {code === 'staleVersion' && changedBy && changedAt && (
        <p>{t('problem.changedBy', { who: changedBy, when: instant(changedAt) })}</p>
      )}
      {unmet.length > 0 && (
        <ul>
          {[...new Map(unmet.map((one) => [`${one.code}${one.detail}`, one])).values()].map(
            ({ code: why, detail: words, source }) => (
              <li key={`${why}${words}`}>
                {words} <small>({source})</small>
              </li>
            ),
          )}
        </ul>
      )}
      {refusals.length > 0 && (
        <p>{t('problem.allowed', { verbs: allowedActions.map((verb) => word('verb', verb)).join(', ') })}</p>
      )}
      {code === 'internalError' && requestId && <p>{t('problem.quote', { requestId })}</p>}
    </>
  );
}

/** A refusal in words: what was wrong, what is missing, who changed it meanwhile. */
export function ProblemView({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation();
  const code = codeOf(error);
  return (
    <div role="alert" className="problem">
      <InfoBanner type="important" title={t(`problem.code.${code}`, { defaultValue: t('problem.code.other') })}>
        {error instanceof ProblemError && <Details problem={error.problem} />}
        {reset && (
          <Button variant="secondary" size="medium" onPress={reset}>
            {t('problem.again')}
          </Button>
        )}
      </InfoBanner>
    </div>
  );
}
