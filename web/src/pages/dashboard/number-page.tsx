import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { number, word } from '../../i18n/format';
import { Page } from '../../parts/page';

const route = getRouteApi('/dashboard/cases');

/** The cases that make up one number of the dashboard, at the number's own two dates. */
export function NumberPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { items, persons, cases, nextCursor } = useRead('listCasesOfQuotaProgress', {
    query: { ...search, limit: 100 },
  }).data;
  const { stage, event } = search;
  return (
    <Page title={t('dashboard.numberTitle')}>
      <p>
        {word('status', stage ?? event ?? 'all')}:{' '}
        {t('dashboard.inNumber', { persons: number(persons), cases: number(cases) })}
      </p>
      <ul>
        {items.map(({ caseId, diaryNumber, persons: inCase }) => (
          <li key={caseId}>
            <Link to="/cases/$caseId" params={{ caseId }}>
              {diaryNumber}
            </Link>{' '}
            {t('dashboard.persons', { persons: number(inCase) })}
          </li>
        ))}
      </ul>
      {nextCursor && (
        <Link to="/dashboard/cases" search={{ ...search, cursor: nextCursor }}>
          {t('cases.nextPage')}
        </Link>
      )}
      <Link to="/dashboard" search={{ periodId: search.periodId }}>
        {t('dashboard.back')}
      </Link>
    </Page>
  );
}
