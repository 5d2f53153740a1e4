import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import type { AnswerOf } from '../../api/client';
import { useRead } from '../../api/queries';
import { number, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { SecurityPages } from './security-pages';

type Asked = AnswerOf<'listScreeningQueue'>['items'][number];

/** What waits to be sent to the Security Service, what was sent, and how long it is outside. */
export function SecurityPage() {
  const { t } = useTranslation();
  const { items: queue } = useRead('listScreeningQueue').data;
  const { items: days } = useRead('getDaysOutside').data;
  const { items: batches } = useRead('listScreeningBatches').data;
  return (
    <Page title={t('security.title')}>
      <SecurityPages />
      <Panel title={t('security.queue')}>
        <ActsBar offers={[{ operation: 'sendScreeningBatch', verb: 'send_batch' }]} />
        <AskedTable label={t('security.queue')} rows={queue} />
      </Panel>
      <Panel title={t('security.batches')}>
        <DataTable
          label={t('security.batches')}
          rows={batches}
          keyOf={({ id }) => id}
          none={t('security.noBatches')}
          columns={[
            {
              title: t('field.diaryNumber'),
              cell: ({ id, diaryNumber }) => (
                <Link to="/security/batches/$batchId" params={{ batchId: id }} className="nowrap">
                  {diaryNumber}
                </Link>
              ),
            },
            { title: t('security.sentOn'), cell: ({ sentOn, sentByName }) => `${sentOn} (${sentByName})` },
            { title: t('security.receivedOn'), cell: ({ receivedOn }) => receivedOn ?? t('case.none') },
            { title: t('field.reference'), cell: ({ reference }) => reference ?? t('case.none') },
            { title: t('security.size'), cell: ({ size }) => number(size), isAmount: true },
            { title: t('security.answered'), cell: ({ answered }) => number(answered), isAmount: true },
          ]}
        />
      </Panel>
      <Panel title={t('security.daysOutside')}>
        <DataTable
          label={t('security.daysOutside')}
          rows={days}
          keyOf={({ priority }) => priority}
          none={t('security.noRequests')}
          columns={[
            { title: t('field.priority'), cell: ({ priority }) => word('priority', priority) },
            ...(['toSend', 'awaited', 'longestAwaitedDays', 'answered', 'medianDays', 'ninthDecileDays'] as const).map(
              (name) => ({
                title: t(`security.days.${name}`),
                cell: (row: (typeof days)[number]) => (row[name] === null ? t('case.none') : number(row[name])),
                isAmount: true,
              }),
            ),
          ]}
        />
      </Panel>
    </Page>
  );
}

/** Referrals and new checks, each leading to its sealed file. */
export function AskedTable({ label, rows }: { label: string; rows: readonly Asked[] }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={label}
      rows={rows}
      keyOf={({ id }) => id}
      none={t('security.noRequests')}
      columns={[
        {
          title: t('field.diaryNumber'),
          cell: ({ caseId, diaryNumber, requestedOn }) => (
            <Link to="/security/cases/$caseId" params={{ caseId }} className="nowrap">
              {diaryNumber ?? requestedOn}
            </Link>
          ),
        },
        { title: t('field.kind'), cell: ({ kind }) => word('screeningKind', kind) },
        { title: t('field.priority'), cell: ({ priority }) => <Chip group="priority" code={priority} /> },
        { title: t('security.requestedOn'), cell: ({ requestedOn }) => requestedOn },
        { title: t('security.answeredOn'), cell: ({ answeredOn }) => answeredOn ?? t('case.none') },
      ]}
    />
  );
}
