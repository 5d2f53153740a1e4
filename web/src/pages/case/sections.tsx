import { useTranslation } from 'react-i18next';
import type { Option } from '../../act/options';
import { OPERATIONS, type OperationId } from '../../api/operations';
import { useReadLater } from '../../api/queries';
import { useMay } from '../../shell/session';
import { Facts } from '../../parts/facts';

// What is known of a case beyond its persons, in the order of the work; each for whoever may read it.
const SECTIONS = [
  ['completeness', 'getCompleteness'],
  ['screening', 'getScreeningStatus'],
  ['exclusion', 'listExclusionAssessments'],
  ['interviews', 'listInterviews'],
  ['examination', 'listExaminations'],
  ['decisions', 'listDecisions'],
  ['checklist', 'getChecklist'],
  ['travel', 'getTravel'],
  ['deadlines', 'getCaseDeadlines'],
] as const satisfies readonly (readonly [string, OperationId])[];

interface Props {
  caseId: string;
  persons: readonly Option[];
}

export function Sections({ caseId, persons }: Props) {
  const may = useMay();
  return SECTIONS.filter(([, operation]) => may(OPERATIONS[operation].permission)).map(([name, operation]) => (
    <Section key={name} name={name} operation={operation} caseId={caseId} persons={persons} />
  ));
}

function Section({ name, operation, caseId, persons }: Props & { name: string; operation: OperationId }) {
  const { t } = useTranslation();
  const { data } = useReadLater(operation, { path: { caseId } as never });
  if (!data) return null;
  return (
    <details className="panel">
      <summary>
        <h2>{t(`case.section.${name}`)}</h2>
      </summary>
      <Facts value={data.data} persons={persons} />
    </details>
  );
}
