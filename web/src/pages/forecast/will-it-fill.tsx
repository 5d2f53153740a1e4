import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { number, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Panel } from '../../parts/panel';
import { FanChart } from './fan-chart';
import { percent } from './words';

type Forecast = AnswerOf<'getForecast'>;
type Filling = Forecast['total'];

/** The chance that the places are used and that they do not suffice, in total and by sub-quota; what the figures rest on. */
export function WillItFill({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation();
  const { total, counted, onTheRoad, through, asOf, households, cautions, assumptions } = forecast;
  const last = total.weeks.at(-1);
  const rows: (Filling & { id: string; name: string })[] = [
    { ...total, id: 'total', name: t('forecast.all') },
    ...forecast.subQuotas.map((one) => ({ ...one, id: one.subQuotaId })),
  ];
  return (
    <Panel title={t('forecast.willItFill')}>
      <p>
        <strong>{t('forecast.chance', { percent: percent(total.fillsPermille) })}</strong>{' '}
        {last &&
          t('forecast.expected', {
            to: last.to,
            likely: number(counted + last.likely),
            low: number(counted + last.low),
            high: number(counted + last.high),
          })}
      </p>
      <ul>
        {cautions.map((caution) => (
          <li key={caution}>{caution}</li>
        ))}
      </ul>
      <FanChart forecast={forecast} />
      <DataTable
        label={t('forecast.bySubQuota')}
        rows={rows}
        keyOf={({ id }) => id}
        none=""
        columns={[
          { title: t('field.subQuotaId'), cell: ({ name }) => <bdi dir="auto">{name}</bdi> },
          { title: t('forecast.placesLeft'), cell: ({ placesLeft }) => number(placesLeft), isAmount: true },
          { title: t('forecast.fills'), cell: ({ fillsPermille }) => percent(fillsPermille), isAmount: true },
          { title: t('forecast.overruns'), cell: ({ overrunsPermille }) => percent(overrunsPermille), isAmount: true },
          { title: t('forecast.unfilled'), cell: ({ unfilled }) => number(unfilled), isAmount: true },
          { title: t('forecast.over'), cell: ({ over }) => number(over), isAmount: true },
          { title: t('forecast.likelyFullOn'), cell: ({ likelyFullOn }) => likelyFullOn ?? t('forecast.notInPeriod') },
          { title: t('forecast.restsOn'), cell: ({ assumed }) => t(assumed ? 'forecast.assumed' : 'forecast.history') },
        ]}
      />
      <p>
        {t('forecast.basis', {
          through,
          asOf,
          counted: number(counted),
          onTheRoad: number(onTheRoad),
          households: number(households),
        })}
      </p>
      {assumptions.length > 0 && (
        <details>
          <summary>{t('forecast.assumptions')}</summary>
          <ul>
            {assumptions.map(({ stage, advancePermille, meanWeeks, source }) => (
              <li key={stage}>
                {t('forecast.assumption', {
                  stage: word('forecast.stage', stage),
                  percent: percent(advancePermille),
                  weeks: number(meanWeeks),
                })}{' '}
                <bdi dir="auto">{source}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
