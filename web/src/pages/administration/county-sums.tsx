import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { number } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';

/** The county numbers of the year beside what the municipal numbers of each county add up to. */
export function CountySums({ year }: { year: number }) {
  const { t } = useTranslation();
  const { items, total } = useRead('listCountyNumbers', { query: { year } }).data;
  return (
    <details>
      <summary>{t('municipalNumbers.counties', { total: number(total) })}</summary>
      <DataTable
        label={t('municipalNumbers.counties', { total: number(total) })}
        rows={items}
        keyOf={({ countyCode }) => countyCode}
        none={t('municipalNumbers.none')}
        columns={[
          { title: t('field.countyCode'), cell: ({ countyName, countyCode }) => `${countyName} (${countyCode})` },
          {
            title: t('municipalNumbers.county'),
            cell: ({ places }) => (places === null ? t('municipalNumbers.noCountyNumber') : number(places)),
            isAmount: true,
          },
          {
            title: t('municipalNumbers.ofMunicipalities'),
            cell: ({ municipalPlaces }) => number(municipalPlaces),
            isAmount: true,
          },
          { title: t('field.source'), cell: ({ source }) => <bdi dir="auto">{source}</bdi> },
        ]}
      />
    </details>
  );
}
