import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { coversDate, PolicyService, type PolicyRule } from '../policy/index.js';
import {
  amifClaim,
  QuotasService,
  SCHEMES,
  UnionPlanService,
  type Scheme,
  type UnionPlanMark,
} from '../quotas/index.js';
import { isWithinTime, timeInWords, timeOf, type TimeQuery } from './asked-dates.js';
import { caseFacts } from './case-facts.js';
import { columns } from './columns.js';
import { claimGroups, type Admitted } from './domain/claim-groups.js';
import type { Report, ReportCell, ReportTable } from './domain/report.js';
import { groupWords } from './group-words.js';
import { QuotaProgress } from './quota-progress.js';
import { markVersion } from './union-plan.js';

const words = groupWords([], '');
const yesNo = (flag: boolean): string => (flag ? 'ja' : 'nej');

/** What the Union can be asked to pay for those admitted: counts by form, plan and vulnerability, never a list (domain.md 1, (e) 33). */
@Injectable()
export class AmifClaim {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: PolicyService,
    private readonly quotas: QuotasService,
    private readonly progress: QuotaProgress,
    private readonly unionPlan: UnionPlanService,
    private readonly clock: Clock,
  ) {}

  /** The persons of the period who arrived from `from` through `through`. Throws NotFound or InvalidInput. */
  async report(periodId: string, query: TimeQuery): Promise<Report> {
    const time = timeOf(this.clock, query);
    const { periodName, rows } = await this.progress.of(periodId, time);
    const rules = (await this.policy.rules({ kind: 'amif-amounts' })).filter(
      (rule): rule is PolicyRule<'amif-amounts'> => rule.status === 'in_force' && rule.kind === 'amif-amounts',
    );
    return this.unitOfWork.read(async (tx) => {
      const marks = await this.marksOf(tx, periodId, time);
      const schemeOf = new Map(rows.map(({ subQuotaId, scheme }) => [subQuotaId, scheme as Scheme]));
      const within = await this.withinPlan(tx, periodId, marks);
      const cases = await caseFacts(tx, time);
      const admitted = (await this.progress.persons(tx, periodId, time)).flatMap(
        ({ subQuotaId, caseId, reached }): Admitted[] => {
          const on = reached.get('arrived');
          const scheme = schemeOf.get(subQuotaId ?? '');
          if (on === undefined || scheme === undefined || !isWithinTime(on, time)) return [];
          const rule = rules.find((one) => coversDate(one, on));
          const categories = cases.get(caseId)?.categories ?? [];
          return [
            {
              scheme,
              withinUnionPlan: within.get(subQuotaId ?? '') ?? false,
              vulnerable: rule?.value.vulnerableCategories.some((code) => categories.includes(code)) ?? false,
              rule: rule?.code ?? null,
            },
          ];
        },
      );
      const used = rules.filter(({ code }) => admitted.some(({ rule }) => rule === code));
      return {
        id: 'amif-claim',
        title: 'Underlag för ersättning ur AMIF',
        subject: `${periodName}, ${timeInWords(time)}`,
        through: time.through,
        asOf: time.asOf,
        audience: 'internal',
        ruleVersions: [
          ...used.map(({ kind, code, validFrom, source }) => ({ kind, version: code, validFrom, source })),
          ...[...marks.values()].map(markVersion),
        ],
        tables: [claimTable(admitted, used)],
        notes: [
          'Personer som rest in under tiden, efter inreseform, unionsplan och sårbarhet: antal, aldrig namn. Belopp i euro.',
          'Inom unionsplanen: utfästelsen är markerad så genom ett daterat beslut. Den som tagits emot utanför planen ger ett lägre belopp; sårbarhet höjer bara det lägre.',
          'Sårbar: ärendets primära eller sekundära kategori är en av dem som regeln nämner; kategorin är underlaget.',
          'Inresta under en tid utan regel står för sig, utan belopp.',
        ],
      };
    });
  }

  /** The marks in force, by period or by the pledge that decides for it. */
  private async marksOf(tx: Tx, periodId: string, { through, asOf }: { through: string; asOf: string }) {
    const all = await this.quotas.periods(tx);
    const marks = new Map<string, UnionPlanMark>();
    for (const { id, pledgeId } of all.filter((one) => one.id === periodId || one.pledgeId === periodId)) {
      const mark = await this.unionPlan.markOn(tx, id, through, asOf);
      if (mark) marks.set(pledgeId ?? id, mark);
    }
    return marks;
  }

  /** Whether the places of each sub-quota are within the plan. */
  private async withinPlan(
    tx: Tx,
    periodId: string,
    marks: ReadonlyMap<string, UnionPlanMark>,
  ): Promise<Map<string, boolean>> {
    const all = await this.quotas.periods(tx);
    const within = new Map<string, boolean>();
    const figures = await this.quotas.balances(tx, periodId);
    for (const { periodId: id, subQuotas } of [figures, ...figures.annualPeriods]) {
      const deciding = all.find((one) => one.id === id)?.pledgeId ?? id;
      for (const { subQuotaId } of subQuotas) within.set(subQuotaId, marks.get(deciding)?.withinUnionPlan ?? false);
    }
    return within;
  }
}

function claimTable(admitted: readonly Admitted[], rules: readonly PolicyRule<'amif-amounts'>[]): ReportTable {
  const groups = claimGroups(SCHEMES, admitted).map((group) => {
    const amounts = rules.find(({ code }) => code === group.rule)?.value;
    const { scheme, withinUnionPlan, vulnerable, persons } = group;
    const claim = (count: number): number | null =>
      amounts
        ? amifClaim(
            { scheme: scheme as Scheme, withinUnionPlan, persons: count, vulnerable: vulnerable ? count : 0 },
            amounts,
          )
        : null;
    return { ...group, perPerson: claim(1), euro: claim(persons) };
  });
  const sum = (of: (group: (typeof groups)[number]) => number | null): number =>
    groups.reduce((total, group) => total + (of(group) ?? 0), 0);
  return {
    name: 'claim',
    title: 'Underlag',
    columns: columns(
      ['form', 'Kod', 'text'],
      ['name', 'Inreseform', 'text'],
      ['withinUnionPlan', 'Inom unionsplanen', 'text'],
      ['vulnerable', 'Sårbar', 'text'],
      ['rule', 'Regel', 'text'],
      ['persons', 'Personer'],
      ['euroPerPerson', 'Euro per person'],
      ['euro', 'Euro'],
    ),
    rows: [
      ...groups.map(({ scheme, withinUnionPlan, vulnerable, rule, persons, perPerson, euro }): ReportCell[] => [
        scheme,
        scheme === 'emergency' ? 'Vidarebosättning i nödläge' : words(scheme),
        yesNo(withinUnionPlan),
        yesNo(vulnerable),
        rule ?? 'ingen regel',
        ...[persons, perPerson, euro],
      ]),
      ['', 'Totalt', '', '', '', sum(({ persons }) => persons), null, sum(({ euro }) => euro)],
    ],
    totals: 1,
  };
}
