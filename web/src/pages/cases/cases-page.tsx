import { Button, SearchField } from '@midas-ds/components';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadLater } from '../../api/queries';
import { number } from '../../i18n/format';
import { Page } from '../../parts/page';
import { ProblemView } from '../../parts/problem-view';
import { Waiting } from '../../parts/waiting';
import { announce } from '../../shell/announce';
import { useKeys } from '../../shell/keyboard';
import { CasesTable } from './cases-table';
import { FilterBar } from './filter-bar';
import { Peek } from './peek';
import { Queues } from './queues';
import { searchText, useSearchText } from './search-text';

const route = getRouteApi('/cases');
const PAGE_SIZE = 25;

/** The queues, one list of cases, and beside it the case that one looks into. */
export function CasesPage() {
  const { t } = useTranslation();
  const { peek, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const { cursor: _, ...firstPage } = filters;
  const text = useSearchText();
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLDivElement>(null);
  const { data, error } = useReadLater('searchCases', {
    body: { ...filters, ...(text ? { text } : {}), limit: PAGE_SIZE },
  });
  const { items = [], nextCursor, count } = data?.data ?? {};
  useEffect(() => {
    if (count !== undefined) announce(t('cases.count', { count, number: number(count) }));
  }, [count, t]);

  const show = (caseId: string | undefined): void =>
    void navigate({ search: (search) => ({ ...search, peek: caseId }), replace: true });
  const step = (by: 1 | -1) => (): void => {
    const at = items.findIndex(({ id }) => id === peek);
    const next = items[at < 0 ? 0 : at + by];
    if (next) show(next.id);
  };
  useKeys({
    j: step(1),
    k: step(-1),
    '/': () => field.current?.querySelector('input')?.focus(),
    Enter: () => peek && void navigate({ to: '/cases/$caseId', params: { caseId: peek } }),
  });
  const seek = (wanted: string): void => {
    searchText.set(wanted.trim());
    void navigate({ search: ({ cursor: _, ...search }) => search, replace: true });
  };

  return (
    <Page title={t('cases.title')}>
      <div className="with-queues">
        <Queues />
        <div className="stack">
          <div ref={field} className="filter-bar">
            <SearchField
              aria-label={t('cases.search')}
              placeholder={t('cases.search')}
              value={typed}
              onChange={setTyped}
              onSubmit={seek}
              onClear={() => seek('')}
            />
            <FilterBar />
          </div>
          {error && <ProblemView error={error} />}
          {!data && !error && <Waiting />}
          {data && (
            <>
              <p className="count">{t('cases.count', { count, number: number(count ?? 0) })}</p>
              {items.length > 0 ? <CasesTable items={items} peek={peek} show={show} /> : <p>{t('cases.none')}</p>}
              <div className="pager">
                {filters.cursor && (
                  <Link to="/cases" search={firstPage}>
                    {t('cases.firstPage')}
                  </Link>
                )}
                {nextCursor && (
                  <Button
                    variant="secondary"
                    size="medium"
                    onPress={() => void navigate({ search: (search) => ({ ...search, cursor: nextCursor }) })}
                  >
                    {t('cases.nextPage')}
                  </Button>
                )}
              </div>
            </>
          )}
        </div>
        {peek && <Peek key={peek} caseId={peek} close={() => show(undefined)} step={step} />}
      </div>
    </Page>
  );
}
