import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReadLater } from '../../api/queries';
import { number } from '../../i18n/format';
import { useMay } from '../../shell/session';
import { QUEUES, type CasesSearch } from './filters';

const route = getRouteApi('/cases');

const isSame = (search: CasesSearch, filters: CasesSearch): boolean => {
  const { peek: _peek, cursor: _cursor, sort: _sort, ...asked } = search;
  const { sort: _order, ...wanted } = filters;
  return JSON.stringify(Object.entries(asked).sort()) === JSON.stringify(Object.entries(wanted).sort());
};

function Queue({ name, filters }: { name: string; filters: CasesSearch }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { data } = useReadLater('searchCases', { body: { ...filters, limit: 1 } });
  return (
    <li>
      <Link to="/cases" search={filters} aria-current={isSame(search, filters) ? 'page' : undefined} activeProps={{}}>
        <span>{name}</span>
        <span className="queue-count">{data ? number(data.data.count) : t('shell.unknown')}</span>
      </Link>
    </li>
  );
}

/** What waits for whoever is signed in, and the views that are kept; each with how many there are. */
export function Queues() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: views } = useReadLater('listCaseViews', {}, may('view.keep'));
  return (
    <nav className="queues" aria-label={t('cases.queues')}>
      <ul>
        <Queue name={t('queue.all')} filters={{}} />
        {QUEUES.filter(({ needs }) => may(needs)).map(({ name, filters }) => (
          <Queue key={name} name={t(`queue.${name}`)} filters={filters} />
        ))}
        {views?.data.items
          .filter(({ filters }) => filters.text === undefined)
          .map(({ id, name, filters, sort }) => (
            <Queue
              key={id}
              name={name}
              filters={{ ...filters, ...(sort ? { sort: sort as CasesSearch['sort'] } : {}) }}
            />
          ))}
      </ul>
    </nav>
  );
}
