import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar, type Offer } from '../../act/acts-bar';
import type { Option } from '../../act/options';
import { useRead } from '../../api/queries';
import { number, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { PeriodChoice, usePeriods } from './period-choice';
import { PeriodDecisions } from './period-decisions';

const route = getRouteApi('/quota');

// In the order of a period's life; the server says which of them its state allows.
const ACTS = [
  ['consultOnQuotaPeriod', 'consult_on_period'],
  ['decidePlaces', 'decide_places'],
  ['addSubQuota', 'add_sub_quota'],
  ['allocatePlaces', 'allocate'],
  ['openQuotaPeriod', 'open_period'],
  ['revisePlaces', 'revise'],
  ['transferPlaces', 'transfer'],
  ['reviseCap', 'revise_cap'],
  ['carryOver', 'carry_over'],
  ['suspendQuotaPeriod', 'suspend_period'],
  ['resumeQuotaPeriod', 'resume_period'],
  ['beginClosingQuotaPeriod', 'begin_closing'],
  ['closeQuotaPeriod', 'close_period'],
  ['openEarlierYear', 'open_earlier_year'],
] as const;

/** A period as it is planned: its places, its sub-quotas, and every act on them. */
export function QuotaPage() {
  const { t } = useTranslation();
  const { periods, period } = usePeriods(route.useSearch());
  const create: Offer = { operation: 'createQuotaPeriod', verb: 'create_period' };
  const options = { pledgeId: periods.map(({ id, name }) => ({ value: id, name })) };
  return (
    <Page title={t('quota.title')}>
      {period && <PeriodChoice periods={periods} periodId={period.id} at="/quota" />}
      {!period && <p>{t('quota.none')}</p>}
      <ActsBar offers={[create]} options={options} />
      {period && <Period key={period.id} periodId={period.id} periods={options.pledgeId} />}
    </Page>
  );
}

const PLACES = ['decided', 'available', 'reserved', 'used', 'carriedIn', 'carriedOut', 'overrun'] as const;

function Period({ periodId, periods }: { periodId: string; periods: readonly Option[] }) {
  const { t } = useTranslation();
  const path = { periodId };
  const { data: period, etag } = useRead('getQuotaPeriod', { path });
  const { items: warnings } = useRead('listPeriodWarnings', { path }).data;
  const subQuotas = period.subQuotas.map(({ id, name }) => ({ value: id, name }));
  const options = {
    subQuotaId: subQuotas,
    fromSubQuotaId: subQuotas,
    toSubQuotaId: subQuotas,
    toPeriodId: periods.filter(({ value }) => value !== periodId),
    annualPeriodId: period.annualPeriods.map((annual) => ({ value: annual.periodId, name: annual.name })),
  };
  const facts = [
    ['status', word('periodStatus', period.status)],
    ['kind', word('value.kind', period.kind)],
    ['days', `${period.startsOn} – ${period.endsOn}`],
    ['countingEvent', word('value.countingEvent', period.countingEvent)],
    ['carryOverMode', word('value.carryOverMode', period.carryOverMode)],
    ['tolerance', number(period.tolerance)],
    ['pool', number(period.places.pool)],
  ] as const;
  const rows = [...period.subQuotas, { ...period.places, id: 'total', name: t('dashboard.total') }];
  return (
    <>
      <Panel title={period.name}>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`quota.fact.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {period.suspended && <Chip group="quota" code="suspended" />}
        {warnings.length > 0 && (
          <ul>
            {warnings.map(({ code, detail, source }) => (
              <li key={code + detail}>
                {detail} <small>({source})</small>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('dashboard.places')}>
        <DataTable
          label={t('dashboard.places')}
          rows={rows}
          keyOf={({ id }) => id}
          none={t('quota.none')}
          columns={[
            { title: t('dashboard.subQuota'), cell: ({ name }) => name },
            ...PLACES.map((name) => ({
              title: t(`quota.place.${name}`),
              cell: (row: (typeof rows)[number]) => number(row[name]),
              isAmount: true,
            })),
          ]}
        />
      </Panel>
      <Panel title={t('quota.acts')}>
        <ActsBar offers={ACTS.map(([operation, verb]) => ({ operation, verb, path, etag }))} options={options} />
      </Panel>
      <PeriodDecisions periodId={periodId} version={etag} options={options} />
    </>
  );
}
