import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { instant } from '../../i18n/format';

/** Who did what, when and why. */
export function History({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { items, nextCursor } = useRead('getTimeline', { path: { caseId }, query: { limit: 200 } }).data;
  return (
    <section className="panel stack" aria-labelledby="history">
      <h2 id="history">{t('case.history')}</h2>
      <ol>
        {items.map(({ recordedAt, by, text, reason }, index) => (
          // Several persons may go one step in the same instant; the story only grows at its end.
          <li key={index}>
            <time dateTime={recordedAt}>{instant(recordedAt)}</time> · <bdi>{by}</bdi>
            <br />
            <bdi>{text}</bdi>
            {reason && (
              <>
                <br />
                <q>
                  <bdi>{reason}</bdi>
                </q>
              </>
            )}
          </li>
        ))}
      </ol>
      {nextCursor && <p>{t('case.historyGoesOn')}</p>}
    </section>
  );
}
