import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { instant, number, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { PeriodChoice, usePeriods } from './period-choice';

const route = getRouteApi('/quota/ledger');
const PAGE_SIZE = 100;

/** Every movement of places, the first one first: nothing is ever changed in it. */
export function LedgerPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { periods, period } = usePeriods(search);
  return (
    <Page title={t('quota.ledger')}>
      {period ? (
        <>
          <PeriodChoice periods={periods} periodId={period.id} at="/quota/ledger" />
          <Ledger key={period.id} periodId={period.id} cursor={search.cursor} />
        </>
      ) : (
        <p>{t('quota.none')}</p>
      )}
    </Page>
  );
}

function Ledger({ periodId, cursor }: { periodId: string; cursor: string | undefined }) {
  const { t } = useTranslation();
  const path = { periodId };
  const { subQuotas } = useRead('getQuotaPeriod', { path }).data;
  const { items, nextCursor } = useRead('getQuotaLedger', {
    path,
    query: { limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) },
  }).data;
  const account = (written: string): string => {
    const [kind = '', id] = written.split(':');
    const name = subQuotas.find((subQuota) => subQuota.id === id)?.name;
    return [word('account', kind), name].filter(Boolean).join(' · ');
  };
  return (
    <>
      <DataTable
        label={t('quota.ledger')}
        rows={items}
        keyOf={({ id }) => id}
        none={t('quota.noEntries')}
        columns={[
          { title: t('quota.entry.position'), cell: ({ position }) => number(position) },
          { title: t('quota.entry.movement'), cell: ({ movement }) => word('movement', movement) },
          { title: t('quota.entry.from'), cell: ({ fromAccount }) => account(fromAccount) },
          { title: t('quota.entry.to'), cell: ({ toAccount }) => account(toAccount) },
          { title: t('quota.entry.places'), cell: ({ places }) => number(places), isAmount: true },
          {
            title: t('quota.entry.occurredOn'),
            cell: ({ occurredOn }) => <span className="nowrap">{occurredOn}</span>,
          },
          { title: t('quota.entry.recordedAt'), cell: ({ recordedAt }) => <time>{instant(recordedAt)}</time> },
          {
            title: t('quota.entry.ground'),
            cell: ({ authority, documentReference, reason }) =>
              [authority, documentReference, reason].filter(Boolean).join(', '),
          },
          {
            title: t('quota.entry.case'),
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
        <Link to="/quota/ledger" search={{ periodId, cursor: nextCursor }}>
          {t('cases.nextPage')}
        </Link>
      )}
    </>
  );
}
