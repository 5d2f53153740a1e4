import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Asked } from '../../api/client';
import type { forecastSearch } from '../../searches';

export type Search = ReturnType<typeof forecastSearch>;
export type Query = NonNullable<Asked<'getForecast'>['query']>;

/** What the server is asked about the day and what is to come, from the address of the page. */
export const questionOf = ({ asOf, standstillUntil, missionsOn }: Search): Query => ({
  ...(asOf ? { asOf } : {}),
  ...(standstillUntil ? { standstillUntil } : {}),
  ...(missionsOn ? { missionsOn: missionsOn.replace(/\s/g, '') } : {}),
});

/** The day of the forecast, a standstill and the missions to come: kept in the address, so that an answer can be shown to others. */
export function Question({ search }: { search: Search }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const set = (name: keyof Search) => (event: { target: { value: string } }) => {
    if ((search[name] ?? '') === event.target.value) return;
    void navigate({ to: '/quota/forecast', search: { ...search, [name]: event.target.value || undefined } });
  };
  return (
    <div className="filter-bar" role="group" aria-label={t('forecast.question')}>
      <label className="choice">
        {t('forecast.asOf')}
        <input className="plain-field" type="date" defaultValue={search.asOf} onBlur={set('asOf')} />
      </label>
      <label className="choice">
        {t('forecast.standstillUntil')}
        <input
          className="plain-field"
          type="date"
          defaultValue={search.standstillUntil}
          onBlur={set('standstillUntil')}
        />
      </label>
      <label className="choice">
        {t('forecast.missionsOn')}
        <input
          className="plain-field"
          placeholder="2026-02-02, 2026-05-04"
          defaultValue={search.missionsOn}
          onBlur={set('missionsOn')}
        />
      </label>
    </div>
  );
}
