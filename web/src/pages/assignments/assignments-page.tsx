import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { Chip } from '../../parts/chip';
import { Page } from '../../parts/page';
import { useMay } from '../../shell/session';

/** The assignments, the latest first; a municipality sees its own. */
export function AssignmentsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { items } = useRead('listAssignments', { query: { limit: 100 } }).data;
  return (
    <Page title={t('assignments.title')}>
      {may('report.export_assignments') && <Link to="/assignments/export">{t('export.title')}</Link>}
      {items.length === 0 && <p>{t('assignments.none')}</p>}
      <div className="table-frame" role="group" aria-label={t('assignments.title')} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              {(
                ['assignedOn', 'municipality', 'size', 'latestReceptionOn', 'status', 'answered', 'dwelling'] as const
              ).map((column) => (
                <th key={column} scope="col">
                  {t(`assignments.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(
              ({
                id,
                assignedOn,
                municipalityName,
                profile,
                latestReceptionOn,
                status,
                answeredOn,
                dwellingConfirmed,
              }) => (
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
                  <td className="nowrap">{answeredOn}</td>
                  <td>{dwellingConfirmed && t('assignments.confirmed')}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
