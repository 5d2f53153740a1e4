import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { number } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';

const [WIDTH, HEIGHT] = [600, 200];

interface Week {
  to: string;
  low: number;
  likely: number;
  high: number;
}

/** Persons counted by the end of each week: half of the outcomes below the line, eight of ten in the band; the table has the same figures. */
export function FanChart({ forecast }: { forecast: AnswerOf<'getForecast'> }) {
  const { t } = useTranslation();
  const { counted, total, through } = forecast;
  const weeks = total.weeks.map(({ to, low, likely, high }): Week => ({
    ...{ to, low: counted + low, likely: counted + likely, high: counted + high },
  }));
  const places = counted + total.placesLeft;
  const all: Week[] = [{ to: through, low: counted, likely: counted, high: counted }, ...weeks];
  const x = scaleLinear([0, Math.max(1, all.length - 1)], [4, WIDTH - 4]);
  const y = scaleLinear([0, Math.max(1, places, ...all.map(({ high }) => high))], [HEIGHT - 4, 4]);
  const band = area<Week>(
    (_, index) => x(index),
    ({ low }) => y(low),
    ({ high }) => y(high),
  );
  const likely = line<Week>(
    (_, index) => x(index),
    (week) => y(week.likely),
  );
  const label = t('forecast.byWeek', { places: number(places) });
  return (
    <>
      <p className="legend">
        <span>
          <span className="swatch swatch-band" /> {t('forecast.band')}
        </span>
        <span>
          <span className="swatch bar-used" /> {t('forecast.likely')}
        </span>
        <span>
          <span className="swatch swatch-planned" /> {t('forecast.places', { places: number(places) })}
        </span>
      </p>
      <svg className="burn-up" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <path className="fan-band" d={band(all) ?? ''} />
        <path className="line-planned" d={`M4,${y(places)}H${WIDTH - 4}`} />
        <path className="line-arrived" d={likely(all) ?? ''} />
      </svg>
      <details>
        <summary>{label}</summary>
        <DataTable
          label={label}
          rows={weeks}
          keyOf={({ to }) => to}
          none={t('forecast.ended')}
          columns={[
            { title: t('forecast.to'), cell: ({ to }) => to },
            { title: t('forecast.low'), cell: ({ low }) => number(low), isAmount: true },
            { title: t('forecast.likely'), cell: (week) => number(week.likely), isAmount: true },
            { title: t('forecast.high'), cell: ({ high }) => number(high), isAmount: true },
          ]}
        />
      </details>
    </>
  );
}
