import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { useRead } from '../../api/queries';
import { number, word } from '../../i18n/format';
import { DataTable } from '../../parts/data-table';
import { Panel } from '../../parts/panel';
import type { Query, Search } from './question';
import { percent } from './words';

type Needed = AnswerOf<'getRequestsNeeded'>['nextMonth'];

interface Props {
  path: { periodId: string };
  query: Query;
  search: Search;
}

const WISHES = ['chancePercent', 'priceUnfilled', 'priceOver'] as const;

/** How many persons UNHCR is to be asked for, beside what it was asked for already, and what a month later costs. */
export function RequestsNeeded({ path, query, search }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const wish = Object.fromEntries(
    WISHES.filter((name) => search[name] !== undefined).map((name) => [name, search[name]]),
  );
  const needed = useRead('getRequestsNeeded', { path, query: { ...query, ...wish } }).data;
  const { nextMonth, monthLater, requested, promised, placesLeft, byRoute, cautions } = needed;
  const set = (name: (typeof WISHES)[number]) => (event: { target: { value: string } }) => {
    const value = Number(event.target.value);
    if (event.target.value !== '' && value !== search[name] && Number.isInteger(value))
      void navigate({ to: '/quota/forecast', search: { ...search, [name]: value } });
  };
  const told = ({ needed: persons }: Needed): string =>
    persons === null ? t('forecast.noNumber') : t('forecast.persons', { count: persons, persons: number(persons) });
  const cheapest = ({ cheapest: { persons, unfilled, over } }: Needed): string =>
    t('forecast.cheapest', { persons: number(persons), unfilled: number(unfilled), over: number(over) });
  return (
    <Panel title={t('forecast.howMany')}>
      <div className="filter-bar">
        {WISHES.map((name) => (
          <label key={name} className="choice">
            {t(`forecast.${name}`)}
            <input
              className="plain-field"
              type="number"
              min={name === 'chancePercent' ? 1 : 0}
              max={name === 'chancePercent' ? 99 : undefined}
              defaultValue={search[name] ?? (name === 'chancePercent' ? 80 : 1)}
              onBlur={set(name)}
            />
          </label>
        ))}
      </div>
      <ul>
        {cautions.map((caution) => (
          <li key={caution}>{caution}</li>
        ))}
      </ul>
      <dl className="facts">
        <div>
          <dt>{t('forecast.nextMonth')}</dt>
          <dd>
            <strong>{told(nextMonth)}</strong> {cheapest(nextMonth)}
          </dd>
        </div>
        <div>
          <dt>{t('forecast.monthLater')}</dt>
          <dd>
            {told(monthLater)} {cheapest(monthLater)}
          </dd>
        </div>
        <div>
          <dt>{t('forecast.alreadyAsked')}</dt>
          <dd>
            {t('forecast.asked', {
              requested: number(requested),
              promised: number(promised),
              placesLeft: number(placesLeft),
            })}
          </dd>
        </div>
      </dl>
      <ul aria-label={t('forecast.byRoute')}>
        {byRoute.map(({ route, needed: persons }) => (
          <li key={route}>
            {word('forecast.route', route)}: {persons === null ? t('forecast.noNumber') : number(persons)}
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('forecast.otherNumbers')}</summary>
        <DataTable
          label={t('forecast.otherNumbers')}
          rows={nextMonth.steps}
          keyOf={({ persons }) => String(persons)}
          none={t('forecast.noNumber')}
          columns={[
            { title: t('forecast.submitted'), cell: ({ persons }) => number(persons), isAmount: true },
            { title: t('forecast.fills'), cell: ({ fillsPermille }) => percent(fillsPermille), isAmount: true },
            { title: t('forecast.unfilled'), cell: ({ unfilled }) => number(unfilled), isAmount: true },
            { title: t('forecast.over'), cell: ({ over }) => number(over), isAmount: true },
          ]}
        />
      </details>
    </Panel>
  );
}
