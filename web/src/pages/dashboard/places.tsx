import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { number } from '../../i18n/format';

type Progress = AnswerOf<'getQuotaProgress'>;
type Held = NonNullable<Progress['rows']>[number]['places'];

const PARTS = ['used', 'reserved', 'available'] as const;

/** Used, held and left, as long as each is of the whole. The table beside it says the same in numbers. */
function Bar({ places }: { places: Held }) {
  const whole = Math.max(1, places.used + places.reserved + Math.max(0, places.available));
  let x = 0;
  return (
    <svg className="quota-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      {PARTS.map((part) => {
        const width = (100 * Math.max(0, places[part])) / whole;
        const rect = <rect key={part} className={`bar-${part}`} x={x} y={0} width={width} height={6} />;
        x += width;
        return rect;
      })}
    </svg>
  );
}

/** The places of the period and of each sub-quota. */
export function Places({ progress: { rows = [], total, unallocated } }: { progress: Progress }) {
  const { t } = useTranslation();
  const lines = [
    ...rows.map(({ subQuotaId, name, places }) => ({ id: subQuotaId, name, places })),
    ...(total ? [{ id: 'total', name: t('dashboard.total'), places: total.places }] : []),
  ];
  return (
    <section className="panel stack" aria-labelledby="places">
      <h2 id="places">{t('dashboard.places')}</h2>
      <p className="legend">
        {PARTS.map((part) => (
          <span key={part}>
            <span className={`swatch bar-${part}`} /> {t(`dashboard.place.${part}`)}
          </span>
        ))}
      </p>
      <div className="table-frame" role="group" aria-labelledby="places" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('dashboard.subQuota')}</th>
              <th scope="col">{t('dashboard.bar')}</th>
              {(['allocated', ...PARTS] as const).map((part) => (
                <th key={part} scope="col" className="amount">
                  {t(`dashboard.place.${part}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, name, places }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  <Bar places={places} />
                </td>
                {(['allocated', ...PARTS] as const).map((part) => (
                  <td key={part} className="amount">
                    {number(places[part])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unallocated !== undefined && <p>{t('dashboard.unallocated', { places: number(unallocated) })}</p>}
    </section>
  );
}
