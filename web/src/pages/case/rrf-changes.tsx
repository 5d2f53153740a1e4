import { useTranslation } from 'react-i18next';
import { useReadLater } from '../../api/queries';
import { DataTable } from '../../parts/data-table';
import { ProblemView } from '../../parts/problem-view';
import { Waiting } from '../../parts/waiting';

interface Props {
  caseId: string;
  from: number;
  to: number;
}

/** What one version of the RRF says otherwise than another. */
export function RrfChanges({ caseId, from, to }: Props) {
  const { t } = useTranslation();
  const { data, error } = useReadLater('diffRrfVersions', {
    path: { caseId, rrfVersion: String(to) } as never,
    query: { from: String(from) } as never,
  });
  if (error) return <ProblemView error={error} />;
  if (!data) return <Waiting />;
  const { added, removed, changes } = data.data;
  const told = (value: unknown): string =>
    value === null || value === undefined ? t('case.none') : typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <>
      <h3>{t('rrf.changes', { from, to })}</h3>
      <ul>
        {added.map(({ individualNumber, givenNames, familyName }) => (
          <li key={individualNumber}>
            {t('rrf.added')}: <bdi dir="auto">{`${givenNames} ${familyName} (${individualNumber})`}</bdi>
          </li>
        ))}
        {removed.map(({ individualNumber, givenNames, familyName }) => (
          <li key={individualNumber}>
            {t('rrf.removed')}: <bdi dir="auto">{`${givenNames} ${familyName} (${individualNumber})`}</bdi>
          </li>
        ))}
      </ul>
      <DataTable
        label={t('rrf.changes', { from, to })}
        rows={changes}
        keyOf={(_, index) => String(index)}
        none={t('rrf.same')}
        columns={[
          { title: t('rrf.field'), cell: ({ words }) => words },
          { title: t('field.individualNumber'), cell: ({ individualNumber }) => individualNumber ?? t('case.none') },
          { title: t('rrf.before'), cell: ({ before, withheld }) => (withheld ? t('rrf.withheld') : told(before)) },
          { title: t('rrf.after'), cell: ({ after, withheld }) => (withheld ? t('rrf.withheld') : told(after)) },
        ]}
      />
    </>
  );
}
