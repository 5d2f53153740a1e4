import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { country, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';

/** The persons and where each stands. */
export function Persons({ theCase: { persons } }: { theCase: AnswerOf<'getCase'> }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-labelledby="persons">
      <h2 id="persons">{t('case.persons')}</h2>
      <div className="table-frame" role="group" aria-labelledby="persons" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              {(['number', 'name', 'birthDate', 'nationality', 'relation', 'status'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`case.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {persons.map((person) => (
              <tr key={person.id}>
                <td>{person.number}</td>
                <th scope="row">
                  <bdi dir="auto">{`${person.givenNames} ${person.familyName}`}</bdi>
                </th>
                <td className="nowrap">{person.birthDate ?? t('case.none')}</td>
                <td>{person.nationality ? country(person.nationality) : t('case.none')}</td>
                <td>{word('value.relation', person.relationToPrincipal)}</td>
                <td>
                  <Chip group="status" code={person.status} /> {t('case.since', { day: person.statusSince })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
