import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { number, word } from '../../i18n/format';
import { useMay } from '../../shell/session';
import { listOf } from './number';

type Progress = AnswerOf<'getQuotaProgress'>;
type Count = NonNullable<Progress['total']>['stages'][number];

/** A number that leads to the list that makes it up, for whoever may read the list. */
function Amount({ count }: { count: Count | undefined }) {
  const may = useMay();
  const persons = number(count?.persons ?? 0);
  if (!count?.list || !may('case.search')) return persons;
  return (
    <Link to="/dashboard/cases" search={listOf(count.list)}>
      {persons}
    </Link>
  );
}

/** How many persons stand where: one column a stage, one row a sub-quota. */
export function Stages({ progress: { rows = [], total, withoutSubQuota } }: { progress: Progress }) {
  const { t } = useTranslation();
  const lines = [
    ...rows.map(({ subQuotaId, name, stages, exits }) => ({ id: subQuotaId, name, counts: [...stages, ...exits] })),
    ...(withoutSubQuota
      ? [{ id: 'none', name: t('dashboard.noSubQuota'), counts: [...withoutSubQuota.stages, ...withoutSubQuota.exits] }]
      : []),
    ...(total ? [{ id: 'total', name: t('dashboard.total'), counts: [...total.stages, ...total.exits] }] : []),
  ];
  const stages = [...new Set(lines.flatMap(({ counts }) => counts.map(({ stage }) => stage)))];
  return (
    <section className="panel stack" aria-labelledby="stages">
      <h2 id="stages">{t('dashboard.stages')}</h2>
      <div className="table-frame" role="group" aria-labelledby="stages" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('dashboard.stage')}</th>
              {lines.map(({ id, name }) => (
                <th key={id} scope="col" className="amount">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stages.map((stage) => (
              <tr key={stage}>
                <th scope="row">{word('status', stage)}</th>
                {lines.map(({ id, counts }) => (
                  <td key={id} className="amount" data-stage={stage} data-of={id}>
                    <Amount count={counts.find((count) => count.stage === stage)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
