import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import { useRead } from '../../api/queries';
import { number } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { thisYear, YearChoice } from '../../parts/year-choice';
import { useMay } from '../../shell/session';
import { CountySums } from './county-sums';
import { ImportNumbers } from './import-numbers';

const route = getRouteApi('/municipal-numbers');

/** How many persons each municipality is to receive in a year, and how much room is left. */
export function MunicipalNumbersPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = route.useNavigate();
  const { year = thisYear() } = route.useSearch();
  const { items } = useRead('listMunicipalNumbers', { query: { year } }).data;
  const sum = (name: 'places' | 'assigned' | 'room'): string =>
    number(items.reduce((total, row) => total + row[name], 0));
  return (
    <Page
      title={t('municipalNumbers.title', { year })}
      actions={<YearChoice year={year} choose={(chosen) => void navigate({ search: { year: chosen } })} />}
    >
      <ActsBar
        offers={[{ operation: 'setMunicipalNumber', verb: 'set_municipal_number', start: { year: String(year) } }]}
      />
      {may('municipality.number') && <ImportNumbers key={year} year={year} />}
      <p>{t('municipalNumbers.sum', { places: sum('places'), assigned: sum('assigned'), room: sum('room') })}</p>
      <DataTable
        label={t('municipalNumbers.title', { year })}
        rows={items}
        keyOf={({ municipalityCode }) => municipalityCode}
        none={t('municipalNumbers.none')}
        columns={[
          {
            title: t('field.municipalityCode'),
            cell: ({ municipalityName, municipalityCode }) => `${municipalityName} (${municipalityCode})`,
          },
          { title: t('field.places'), cell: ({ places }) => number(places), isAmount: true },
          { title: t('municipalNumbers.assigned'), cell: ({ assigned }) => number(assigned), isAmount: true },
          { title: t('municipalNumbers.room'), cell: ({ room }) => number(room), isAmount: true },
          {
            title: t('municipalNumbers.revisions'),
            cell: ({ revisions, warnings }) => (
              <ul>
                {revisions.map(({ revision, places, decidedOn, source, recordedBy }) => (
                  <li key={revision}>
                    {t('municipalNumbers.revision', { places: number(places), day: decidedOn, source, by: recordedBy })}
                  </li>
                ))}
                {warnings.map(({ code, detail }) => (
                  <li key={code}>{detail}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <CountySums year={year} />
    </Page>
  );
}
