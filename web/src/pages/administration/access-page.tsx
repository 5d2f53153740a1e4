import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { instant, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';

const route = getRouteApi('/audit/persons/$personId');
const PAGE_SIZE = 100;

/** Who has read what is kept of a person. */
export function AccessPage() {
  const { t } = useTranslation();
  const path = route.useParams();
  const { cursor } = route.useSearch();
  const { items, nextCursor } = useRead('getAccessReport', {
    path,
    query: { limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) },
  }).data;
  return (
    <Page title={t('access.title')}>
      <p>{t('access.about')}</p>
      <DataTable
        label={t('access.title')}
        rows={items}
        keyOf={({ position }) => String(position)}
        none={t('access.none')}
        columns={[
          { title: t('access.readAt'), cell: ({ readAt }) => <time>{instant(readAt)}</time> },
          { title: t('audit.who'), cell: ({ actorName }) => <bdi>{actorName}</bdi> },
          { title: t('field.roles'), cell: ({ roles }) => roles.map((role) => word('role', role)).join(', ') },
          { title: t('audit.action'), cell: ({ action }) => action },
          {
            title: t('audit.subject'),
            cell: ({ caseId }) =>
              caseId && (
                <Link to="/cases/$caseId" params={{ caseId }}>
                  {t('quota.toCase')}
                </Link>
              ),
          },
        ]}
      />
      {nextCursor && (
        <Link to="/audit/persons/$personId" params={path} search={{ cursor: nextCursor }}>
          {t('cases.nextPage')}
        </Link>
      )}
    </Page>
  );
}
