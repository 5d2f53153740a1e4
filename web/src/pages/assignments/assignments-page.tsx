import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Chip } from '../../parts/chip';
import { Page } from '../../parts/page';

/** The assignments, the latest first; a municipality sees its own. */
export function AssignmentsPage() {
  const { t } = useTranslation();
  const { items } = useRead('listAssignments', { query: { limit: 100 } }).data;
  return (
    <Page title={t('assignments.title')}>
      {items.length === 0 && <p>{t('assignments.none')}</p>}
      <div className="table-frame" role="group" aria-label={t('assignments.title')} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              {(['assignedOn', 'municipality', 'size', 'latestReceptionOn', 'status'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`assignments.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, assignedOn, municipalityName, profile, latestReceptionOn, status }) => (
              <tr key={id}>
                <td>
                  <Link to="/assignments/$assignmentId" params={{ assignmentId: id }} className="nowrap">
                    {assignedOn}
                  </Link>
                </td>
                <td>{municipalityName}</td>
                <td>{profile.familySize}</td>
                <td className="nowrap">{latestReceptionOn}</td>
                <td>
                  <Chip group="assignmentStatus" code={status} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
