import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import { useRead } from '../../api/queries';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { SecurityPages } from './security-pages';
import { AskedTable } from './security-page';

const route = getRouteApi('/security/batches/$batchId');

/** What was sent to the Security Service together. */
export function BatchPage() {
  const { t } = useTranslation();
  const path = route.useParams();
  const batch = useRead('getScreeningBatch', { path }).data;
  return (
    <Page title={t('security.batch', { diaryNumber: batch.diaryNumber })}>
      <SecurityPages />
      <p>{t('security.sent', { day: batch.sentOn, by: batch.sentByName })}</p>
      {batch.receivedOn ? (
        <p>{t('security.receipt', { day: batch.receivedOn, reference: batch.reference })}</p>
      ) : (
        <ActsBar offers={[{ operation: 'recordBatchReceipt', verb: 'record_receipt', path }]} />
      )}
      <Panel title={t('security.inBatch')}>
        <AskedTable label={t('security.inBatch')} rows={batch.requests} />
      </Panel>
    </Page>
  );
}
