import { useTranslation } from 'react-i18next';
import type { Option } from '../act/options';
import { country, instant, word } from '../i18n/format';

interface Props {
  value: unknown;
  /** The field that it is the value of. */
  name?: string;
  persons: readonly Option[];
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const COUNTRY = /^(nationality|nationalities|countriesOfAsylum|countryOfAsylum|countryOfBirth|country|issuingCountry)$/;
// Ids say nothing to a reader; those of persons are told as names.
const HIDDEN = /(^id|Id|Ids|nextCursor|version)$/;
const OF_PERSONS = /^(personId|personIds)$/;

const inWords = (field: string, text: string): string => {
  if (INSTANT.test(text)) return instant(text);
  if (COUNTRY.test(field) && /^[A-Z]{2}$/.test(text)) return country(text);
  return word(`value.${field}`, text);
};

/** A record as it was answered, field by field, with names for persons and words for what is a stable word. */
export function Facts({ value, name: field = 'any', persons }: Props) {
  const { t } = useTranslation();
  if (Array.isArray(value)) {
    if (value.length === 0) return <p>{t('case.nothingYet')}</p>;
    return value.every((one) => typeof one !== 'object') ? (
      <bdi>{value.map((one) => inWords(field, String(one))).join(', ')}</bdi>
    ) : (
      <ul>
        {value.map((one, index) => (
          // A record keeps its place in the answer.
          <li key={index}>
            <Facts value={one} name={field} persons={persons} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) {
    const { items } = value as { items?: unknown };
    if (Array.isArray(items)) return <Facts value={items} name={field} persons={persons} />;
    return (
      <dl className="facts">
        {Object.entries(value)
          .filter(([name, one]) => one !== null && (OF_PERSONS.test(name) || !HIDDEN.test(name)))
          .map(([name, one]) => (
            <div key={name}>
              <dt>{word('field', name)}</dt>
              <dd>
                {OF_PERSONS.test(name) ? (
                  <Names ids={one} persons={persons} />
                ) : (
                  <Facts value={one} name={name} persons={persons} />
                )}
              </dd>
            </div>
          ))}
      </dl>
    );
  }
  if (typeof value === 'boolean') return t(value ? 'shell.yes' : 'shell.no');
  const text = String(value);
  return <bdi dir="auto">{inWords(field, text)}</bdi>;
}

function Names({ ids, persons }: { ids: unknown; persons: readonly Option[] }) {
  const wanted = [ids].flat();
  return (
    <bdi>
      {persons
        .filter(({ value }) => wanted.includes(value))
        .map(({ name }) => name)
        .join(', ')}
    </bdi>
  );
}
