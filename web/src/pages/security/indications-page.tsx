import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import { useRead } from '../../api/queries';
import { number, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { SecurityPages } from './security-pages';
import { WAITS, waitSearch } from '../../searches';

const route = getRouteApi('/security/indications');
/** The register of indications: what each waits for, and since when. */
export function IndicationsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { items, nextCursor } = useRead('listIndications', { query: { ...search, limit: 50 } }).data;
  return (
    <Page
      title={t('security.indications')}
      actions={
        <label className="choice">
          {t('security.waitsFor')}
          <select
            value={search.waitsFor ?? ''}
            onChange={({ target }) => void navigate({ search: waitSearch({ waitsFor: target.value }), replace: true })}
          >
            <option value="">{t('security.all')}</option>
            {WAITS.map((wait) => (
              <option key={wait} value={wait}>
                {t(`waitsFor.${wait}`)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <SecurityPages />
      <ActsBar offers={[{ operation: 'reportIndication', verb: 'report_indication' }]} />
      <DataTable
        label={t('security.indications')}
        rows={items}
        keyOf={({ id }) => id}
        none={t('security.noIndications')}
        columns={[
          {
            title: t('field.diaryNumber'),
            cell: ({ id, diaryNumber }) => (
              <Link to="/security/indications/$indicationId" params={{ indicationId: id }} className="nowrap">
                {diaryNumber}
              </Link>
            ),
          },
          { title: t('field.source'), cell: ({ source }) => word('value.source', source) },
          { title: t('field.receivedOn'), cell: ({ receivedOn }) => receivedOn },
          {
            title: t('security.waitsFor'),
            cell: ({ waitsFor, conclusion }) =>
              waitsFor ? word('waitsFor', waitsFor) : word('value.conclusion', conclusion ?? ''),
          },
          {
            title: t('security.daysWaiting'),
            cell: ({ daysWaiting }) => (daysWaiting === null ? t('case.none') : number(daysWaiting)),
            isAmount: true,
          },
          { title: t('field.recordedBy'), cell: ({ reportedByName }) => <bdi>{reportedByName}</bdi> },
        ]}
      />
      {nextCursor && (
        <Link to="/security/indications" search={{ ...search, cursor: nextCursor }}>
          {t('cases.nextPage')}
        </Link>
      )}
    </Page>
  );
}
