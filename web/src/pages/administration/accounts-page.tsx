import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import type { AnswerOf } from '../../api/client';
import { useRead } from '../../api/queries';
import { instant, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';

type Account = AnswerOf<'listAccounts'>['items'][number];

/** The officials, their roles, and what an administrator does with them. */
export function AccountsPage() {
  const { t } = useTranslation();
  const { items } = useRead('listAccounts').data;
  const [chosen, choose] = useState<string | null>(null);
  const account = items.find(({ id }) => id === chosen);
  return (
    <Page title={t('accounts.title')}>
      <ActsBar offers={[{ operation: 'createAccount', verb: 'create_account' }]} />
      {account && <Chosen key={account.id} account={account} />}
      <DataTable
        label={t('accounts.title')}
        rows={items}
        keyOf={({ id }) => id}
        none={t('accounts.none')}
        columns={[
          {
            title: t('field.name'),
            cell: ({ id, name }) => (
              <button type="button" className="quiet" aria-pressed={id === chosen} onClick={() => choose(id)}>
                <bdi>{name}</bdi>
              </button>
            ),
          },
          { title: t('field.username'), cell: ({ username }) => <bdi>{username}</bdi> },
          { title: t('field.roles'), cell: ({ roles }) => roles.map((role) => word('role', role)).join(', ') },
          { title: t('field.municipalityCode'), cell: ({ municipalityCode }) => municipalityCode ?? t('case.none') },
          { title: t('field.staffNumber'), cell: ({ staffNumber }) => staffNumber ?? t('case.none') },
          {
            title: t('accounts.closed'),
            cell: ({ closedAt }) => (closedAt ? <time>{instant(closedAt)}</time> : t('shell.no')),
          },
        ]}
      />
    </Page>
  );
}

function Chosen({ account }: { account: Account }) {
  const path = { accountId: account.id };
  const start = {
    roles: [...account.roles],
    ...(account.municipalityCode ? { municipalityCode: account.municipalityCode } : {}),
  };
  return (
    <Panel title={account.name}>
      {account.closedAt === null && (
        <ActsBar
          offers={[
            { operation: 'changeRoles', verb: 'change_roles', path, etag: `"${account.version}"`, start },
            { operation: 'endSessions', verb: 'end_sessions', path },
            { operation: 'closeAccount', verb: 'close_account', path },
          ]}
        />
      )}
    </Panel>
  );
}
