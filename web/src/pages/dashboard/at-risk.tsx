import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { word } from '../../i18n/format';

/** What runs out next. */
export function AtRisk() {
  const { t } = useTranslation();
  const { items } = useRead('listDeadlines', { query: { limit: 10 } }).data;
  return (
    <section className="panel stack" aria-labelledby="at-risk">
      <h2 id="at-risk">{t('dashboard.atRisk')}</h2>
      {items.length === 0 && <p>{t('dashboard.nothingAtRisk')}</p>}
      <ul>
        {items.map(({ id, kind, dueOn, caseId, diaryNumber, personNumber }) => (
          <li key={`${id}${kind}`}>
            <span className="nowrap">{dueOn}</span> · {word('deadline', kind)} ·{' '}
            <Link to="/cases/$caseId" params={{ caseId }}>
              {diaryNumber}
            </Link>
            {personNumber !== null && <> · {t('case.person', { number: personNumber })}</>}
          </li>
        ))}
      </ul>
    </section>
  );
}
