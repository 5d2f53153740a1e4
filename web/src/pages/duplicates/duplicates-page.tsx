import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { instant, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';

const route = getRouteApi('/duplicates');
const STATES = ['open', 'judged'] as const;

/** Pairs of persons who may be one, the likeliest first; each is compared side by side. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const { state = 'open', cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const { items, nextCursor } = useRead('listDuplicateSuspicions', {
    query: { state: state as (typeof STATES)[number], limit: 50, ...(cursor ? { cursor } : {}) },
  }).data;
  return (
    <Page
      title={t('duplicates.title')}
      actions={
        <label className="choice">
          {t('duplicates.show')}
          <select
            value={state}
            onChange={({ target }) => void navigate({ search: { state: target.value }, replace: true })}
          >
            {STATES.map((one) => (
              <option key={one} value={one}>
                {t(`duplicates.state.${one}`)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <DataTable
        label={t('duplicates.title')}
        rows={items}
        keyOf={({ id }) => id}
        none={t('duplicates.none')}
        columns={[
          {
            title: t('duplicates.strength'),
            cell: ({ id, strength }) => (
              <Link to="/duplicates/$suspicionId" params={{ suspicionId: id }}>
                {word('strength', strength)}
              </Link>
            ),
          },
          {
            title: t('duplicates.evidence'),
            cell: ({ evidence }) => evidence.map(({ field }) => word('evidence', field)).join(', '),
          },
          { title: t('duplicates.foundAt'), cell: ({ foundAt }) => <time>{instant(foundAt)}</time> },
          {
            title: t('field.verdict'),
            cell: ({ verdict, judgedBy }) =>
              verdict ? `${word('value.verdict', verdict)} (${judgedBy})` : t('case.none'),
          },
        ]}
      />
      {nextCursor && (
        <Link to="/duplicates" search={{ state, cursor: nextCursor }}>
          {t('cases.nextPage')}
        </Link>
      )}
    </Page>
  );
}
