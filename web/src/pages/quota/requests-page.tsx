import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import type { AnswerOf } from '../../api/client';
import { useRead } from '../../api/queries';
import { country, number } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { PeriodChoice, usePeriods } from './period-choice';

const route = getRouteApi('/quota/requests');

type Asked = AnswerOf<'listUnhcrRequests'>['items'][number];

/** What is asked of UNHCR, what it promised, and what is late. */
export function RequestsPage() {
  const { t } = useTranslation();
  const { periods, period } = usePeriods(route.useSearch());
  return (
    <Page title={t('quota.requests')}>
      {period ? (
        <>
          <PeriodChoice periods={periods} periodId={period.id} at="/quota/requests" />
          <Requests key={period.id} periodId={period.id} />
        </>
      ) : (
        <p>{t('quota.none')}</p>
      )}
    </Page>
  );
}

function Requests({ periodId }: { periodId: string }) {
  const { t } = useTranslation();
  const path = { periodId };
  const { items } = useRead('listUnhcrRequests', { path }).data;
  const { subQuotas } = useRead('getQuotaPeriod', { path }).data;
  const options = { subQuotaId: subQuotas.map(({ id, name }) => ({ value: id, name })) };
  return (
    <>
      <ActsBar offers={[{ operation: 'askUnhcr', verb: 'ask_unhcr', path }]} options={options} />
      {items.length === 0 && <p>{t('quota.noRequests')}</p>}
      {items.map((one) => (
        <Request key={one.id} asked={one} subQuota={subQuotas.find(({ id }) => id === one.subQuotaId)?.name} />
      ))}
    </>
  );
}

function Request({ asked, subQuota }: { asked: Asked; subQuota: string | undefined }) {
  const { t } = useTranslation();
  const path = { requestId: asked.id };
  const etag = `"${asked.version}"`;
  const told = ({ persons, month }: { persons: number; month: string }): string =>
    t('quota.personsInMonth', { persons: number(persons), month });
  return (
    <Panel title={[country(asked.countryOfAsylum), subQuota].filter(Boolean).join(' · ')}>
      <p>
        <Chip group="requestStanding" code={asked.standing} /> {t('quota.askedOn', { day: asked.requestedOn })}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('quota.asked')}</dt>
          <dd>{told(asked.asked)}</dd>
        </div>
        <div>
          <dt>{t('quota.promised')}</dt>
          <dd>{asked.promised ? told(asked.promised) : t('case.none')}</dd>
        </div>
      </dl>
      <ActsBar
        offers={[
          { operation: 'recordUnhcrPromise', verb: 'record_promise', path, etag },
          { operation: 'withdrawUnhcrRequest', verb: 'withdraw_request', path, etag },
        ]}
      />
    </Panel>
  );
}
