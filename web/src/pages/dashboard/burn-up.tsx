import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { number } from '../../i18n/format';

type Progress = AnswerOf<'getQuotaProgress'>;

const [WIDTH, HEIGHT] = [600, 160];

const summedUp = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value) => (sum += value));
};

/** Arrivals so far against the plan, month by month; the table below has the same figures. */
export function BurnUp({ progress: { months = [] } }: { progress: Progress }) {
  const { t } = useTranslation();
  if (months.length === 0) return null;
  const arrived = summedUp(months.map(({ events }) => events.find(({ stage }) => stage === 'arrived')?.persons ?? 0));
  const planned = summedUp(months.map((month) => month.planned));
  const x = scaleLinear([0, Math.max(1, months.length - 1)], [4, WIDTH - 4]);
  const y = scaleLinear([0, Math.max(1, ...arrived, ...planned)], [HEIGHT - 4, 4]);
  const path = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  );
  return (
    <section className="panel stack" aria-labelledby="burn-up">
      <h2 id="burn-up">{t('dashboard.burnUp')}</h2>
      <p className="legend">
        <span>
          <span className="swatch bar-used" /> {t('dashboard.arrived')}
        </span>
        <span>
          <span className="swatch swatch-planned" /> {t('dashboard.planned')}
        </span>
      </p>
      <svg className="burn-up" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <path className="line-planned" d={path(planned) ?? ''} />
        <path className="line-arrived" d={path(arrived) ?? ''} />
      </svg>
      <div className="table-frame" role="group" aria-labelledby="burn-up" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('dashboard.month')}</th>
              <th scope="col" className="amount">
                {t('dashboard.arrived')}
              </th>
              <th scope="col" className="amount">
                {t('dashboard.planned')}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month }, index) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                <td className="amount">{number(arrived[index]!)}</td>
                <td className="amount">{number(planned[index]!)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
