import { Button, ProgressBar } from '@midas-ds/components';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useRead } from '../../api/queries';
import { number, word } from '../../i18n/format';

const UNDER_WAY = ['waiting', 'running'];
const EVERY_MS = 1000;

/** How far an import has come, and what became of each line. */
export function ImportProgress({ importId }: { importId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const path = { importId };
  const { status, dryRun, done, total, created, updated, unchanged, rejected, lines } = useRead('getImport', {
    path,
  }).data;
  const cancel = useAct('cancelImport');
  const isUnderWay = UNDER_WAY.includes(status);
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['getImport'] }), EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, client]);
  return (
    <section className="panel stack" aria-labelledby="import">
      <h2 id="import">{t(dryRun ? 'intake.tried' : 'intake.taken')}</h2>
      <ProgressBar label={word('importStatus', status)} value={done} maxValue={Math.max(total, 1)} />
      <p role="status">
        {t('intake.counts', {
          created: number(created),
          updated: number(updated),
          unchanged: number(unchanged),
          rejected: number(rejected),
        })}
      </p>
      {isUnderWay && (
        <div className="act-buttons">
          <Button variant="secondary" size="medium" onPress={() => cancel.mutate({ path })}>
            {t('intake.cancel')}
          </Button>
        </div>
      )}
      <ol>
        {lines.map(({ line, outcome, caseId, diaryNumber, errors }) => (
          <li key={line} value={line}>
            {word('outcome', outcome)}{' '}
            {caseId && diaryNumber && (
              <Link to="/cases/$caseId" params={{ caseId }}>
                {diaryNumber}
              </Link>
            )}
            {errors.length > 0 && (
              <ul>
                {errors.map(({ pointer, code, message }) => (
                  <li key={pointer + code}>
                    {pointer}: {message}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
