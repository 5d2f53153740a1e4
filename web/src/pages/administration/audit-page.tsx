import { Button } from '@midas-ds/components';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAct, useRead } from '../../api/queries';
import { instant, number } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { ProblemView } from '../../parts/problem-view';

const route = getRouteApi('/audit');
const PAGE_SIZE = 50;

/** The open audit chain: whether it holds, and what stands in it. */
export function AuditPage() {
  const { t } = useTranslation();
  const { cursor, ...about } = route.useSearch();
  const { items, nextCursor } = useRead('listAuditEntries', {
    query: { ...about, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) },
  }).data;
  return (
    <Page title={t('audit.title')}>
      <ChainStatus />
      {Object.keys(about).length > 0 && <Link to="/audit">{t('audit.all')}</Link>}
      <DataTable
        label={t('audit.title')}
        rows={items}
        keyOf={({ id }) => id}
        none={t('audit.none')}
        columns={[
          { title: t('audit.position'), cell: ({ position }) => number(position) },
          { title: t('audit.recordedAt'), cell: ({ recordedAt }) => <time>{instant(recordedAt)}</time> },
          { title: t('audit.who'), cell: ({ actorName }) => <bdi>{actorName}</bdi> },
          { title: t('audit.action'), cell: ({ action }) => action },
          {
            title: t('audit.subject'),
            cell: ({ subjectType, subjectId, caseId }) => (
              <>
                {subjectType}{' '}
                {caseId && (
                  <Link to="/audit" search={{ caseId }}>
                    {t('audit.ofCase')}
                  </Link>
                )}{' '}
                {subjectType === 'person' && subjectId && (
                  <Link to="/audit/persons/$personId" params={{ personId: subjectId }}>
                    {t('audit.whoRead')}
                  </Link>
                )}
              </>
            ),
          },
          { title: t('field.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
          { title: t('audit.hash'), cell: ({ hash }) => <code>{hash?.slice(0, 12)}</code> },
        ]}
      />
      {nextCursor && (
        <Link to="/audit" search={{ ...about, cursor: nextCursor }}>
          {t('cases.nextPage')}
        </Link>
      )}
    </Page>
  );
}

function ChainStatus() {
  const { t } = useTranslation();
  const verify = useAct('verifyAuditChain');
  const found = verify.data?.data;
  return (
    <Panel title={t('audit.chain')}>
      <p>{t('audit.chainAbout')}</p>
      {verify.error && <ProblemView error={verify.error} />}
      {found && (
        <p role="status">
          <Chip group="chain" code={found.firstBadPosition === null ? 'whole' : 'broken'} />{' '}
          {t('audit.verified', { count: found.verified, number: number(found.verified) })}{' '}
          {found.firstBadPosition !== null &&
            t('audit.firstBad', { position: number(found.firstBadPosition), why: found.why ?? '' })}{' '}
          {found.lastCheckpointAt && t('audit.checkpoint', { when: instant(found.lastCheckpointAt) })}
          {found.checkpointsWrong}
        </p>
      )}
      <div className="act-buttons">
        <Button size="medium" variant="secondary" isDisabled={verify.isPending} onPress={() => verify.mutate({})}>
          {t('audit.verify')}
        </Button>
      </div>
    </Panel>
  );
}
