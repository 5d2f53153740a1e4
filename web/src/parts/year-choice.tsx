import { useTranslation } from 'react-i18next';

const YEARS = 3;

/** A year and those around it to choose from. */
export function YearChoice({ year, choose }: { year: number; choose: (year: number) => void }) {
  const { t } = useTranslation();
  return (
    <label className="choice">
      {t('field.year')}
      <select value={year} onChange={({ target }) => choose(Number(target.value))}>
        {Array.from({ length: 2 * YEARS + 1 }, (_, index) => year - YEARS + index).map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}

export const thisYear = (): number => new Date().getFullYear();
