import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import type { Option } from '../../act/options';
import type { OperationId } from '../../api/operations';
import { useRead } from '../../api/queries';
import { Facts } from '../../parts/facts';
import { Panel } from '../../parts/panel';

interface Props {
  periodId: string;
  version: string | null;
  options: Readonly<Record<string, readonly Option[]>>;
}

interface Kept {
  name: string;
  list: OperationId;
  act?: OperationId;
  verb?: string;
  /** The list has a version of its own. */
  isVersioned?: true;
}

// What is decided of a period beside its places; each list with the act that adds to it.
const KEPT: readonly Kept[] = [
  { name: 'plans', list: 'listQuotaPlans', act: 'recordQuotaPlan', verb: 'record_plan', isVersioned: true },
  {
    name: 'targets',
    list: 'listCompositionTargets',
    act: 'recordCompositionTarget',
    verb: 'record_target',
    isVersioned: true,
  },
  { name: 'consultations', list: 'listPeriodConsultations', act: 'recordPeriodConsultation', verb: 'consult' },
  { name: 'exceptions', list: 'listExceptions', act: 'recordException', verb: 'record_exception' },
  { name: 'unionPlan', list: 'listUnionPlanMarks', act: 'markUnionPlan', verb: 'mark_union_plan', isVersioned: true },
  { name: 'caps', list: 'listCaps' },
];

export function PeriodDecisions(props: Props) {
  return KEPT.map((kept) => <Decisions key={kept.name} {...props} kept={kept} />);
}

function Decisions({ periodId, version, options, kept }: Props & { kept: Kept }) {
  const { t } = useTranslation();
  const { name, list, act, verb, isVersioned } = kept;
  const path = { periodId };
  const { data, etag } = useRead(list, { path } as never);
  const items = (data as { items: unknown[] }).items;
  return (
    <Panel title={t(`quota.kept.${name}`)}>
      <Facts value={items} persons={Object.values(options).flat()} />
      {act && verb && (
        <ActsBar offers={[{ operation: act, verb, path, etag: isVersioned ? etag : version }]} options={options} />
      )}
    </Panel>
  );
}
