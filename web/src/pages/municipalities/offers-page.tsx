import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import type { AnswerOf } from '../../api/client';
import { useRead } from '../../api/queries';
import { instant, number } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { thisYear, YearChoice } from '../../parts/year-choice';

const route = getRouteApi('/municipal-offers');

type Offer = AnswerOf<'listMunicipalOffers'>['items'][number];

/** What the municipalities say that they can take in a year: dwellings by size with their days, places, languages, stops. */
export function OffersPage() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { year = thisYear() } = route.useSearch();
  const { items } = useRead('listMunicipalOffers', { query: { year } }).data;
  const municipalities = useRead('listMunicipalities').data.items;
  const nameOf = (code: string): string => municipalities.find((one) => one.code === code)?.name ?? code;
  return (
    <Page
      title={t('offers.title', { year })}
      actions={<YearChoice year={year} choose={(chosen) => void navigate({ search: { year: chosen } })} />}
    >
      <ActsBar offers={[{ operation: 'stateMunicipalOffer', verb: 'state_offer', start: { year: String(year) } }]} />
      <DataTable
        label={t('offers.title', { year })}
        rows={items}
        keyOf={({ municipalityCode }) => municipalityCode}
        none={t('offers.none')}
        columns={[
          {
            title: t('field.municipalityCode'),
            cell: ({ municipalityCode }) => `${nameOf(municipalityCode)} (${municipalityCode})`,
          },
          { title: t('field.dwellings'), cell: (offer) => <Dwellings {...offer} /> },
          { title: t('field.months'), cell: ({ months }) => months?.map(number).join(' ') ?? t('offers.noLimit') },
          {
            title: t('field.medicalPlaces'),
            cell: ({ medicalPlaces }) => (medicalPlaces === null ? t('offers.noLimit') : number(medicalPlaces)),
          },
          {
            title: t('offers.else'),
            cell: ({ languages, occupations, stops, note }) => (
              <ul>
                {languages.length > 0 && <li>{t('offers.languages', { languages: languages.join(', ') })}</li>}
                {occupations.length > 0 && <li>{t('offers.occupations', { occupations: occupations.join(', ') })}</li>}
                {stops.map(({ fromOn, untilOn, reason }) => (
                  <li key={fromOn}>
                    {t('offers.stop', { fromOn, untilOn })} <bdi dir="auto">{reason}</bdi>
                  </li>
                ))}
                {note && (
                  <li>
                    <bdi dir="auto">{note}</bdi>
                  </li>
                )}
              </ul>
            ),
          },
          {
            title: t('field.source'),
            cell: ({ source, revision, recordedAt, recordedBy }) => (
              <>
                <bdi dir="auto">{source}</bdi>{' '}
                {t('offers.revision', { revision, at: instant(recordedAt), by: recordedBy })}
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}

function Dwellings({ dwellings }: Offer) {
  const { t } = useTranslation();
  if (dwellings === null) return t('offers.noLimit');
  return (
    <ul>
      {dwellings.map(({ size, count, accessible, fromOn, untilOn }, index) => (
        // A statement keeps the order in which it was made.
        <li key={index}>
          {t('offers.dwellings', { size, count: number(count), accessible: number(accessible), fromOn })}
          {untilOn !== null && ` ${t('offers.until', { untilOn })}`}
        </li>
      ))}
    </ul>
  );
}
