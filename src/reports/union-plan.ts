import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import {
  knownUntil,
  QuotasService,
  SCHEMES,
  UnionPlanService,
  type Scheme,
  type UnionPlanMark,
} from '../quotas/index.js';
import { datesOf, type DatesQuery } from './asked-dates.js';
import { columns } from './columns.js';
import { byForm, UNSPECIFIED, type FormRow } from './domain/forms-of-admission.js';
import type { Report, ReportCell, RuleVersion } from './domain/report.js';
import { groupWords } from './group-words.js';
import { opened, type Dates } from './history.js';
import { QuotaProgress } from './quota-progress.js';

const words = groupWords([], '');
const NAMES: Readonly<Record<string, string>> = {
  emergency: 'Inresa i nödläge',
  [UNSPECIFIED]: 'Form ej angiven i beslutet',
};

/** The report to the Union on a pledge of two years, by form of admission (Regulation (EU) 2024/1350, article 8; domain.md (c) 10). */
@Injectable()
export class UnionPlan {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly quotas: QuotasService,
    private readonly progress: QuotaProgress,
    private readonly unionPlan: UnionPlanService,
    private readonly clock: Clock,
  ) {}

  /** Pledged, allocated, admitted and remaining. Throws NotFound, or InvalidInput for a period that is no pledge. */
  async report(periodId: string, query: DatesQuery): Promise<Report> {
    const dates = datesOf(this.clock, query);
    const progress = await this.progress.of(periodId, dates);
    return this.unitOfWork.read(async (tx) => {
      const period = (await this.quotas.periods(tx)).find(({ id }) => id === periodId)!;
      if (period.kind !== 'biennial')
        throw new InvalidInput([
          { pointer: '?periodId', code: 'notPledge', message: 'The Union Plan is told of pledges of two years.' },
        ]);
      const mark = await this.unionPlan.markOn(tx, periodId, dates.through, dates.asOf);
      const early = await opened(tx, dates);
      const schemeOf = new Map(progress.rows.map(({ subQuotaId, scheme }) => [subQuotaId, scheme]));
      const persons = await this.progress.persons(tx, periodId, dates);
      const report = byForm(SCHEMES, {
        pledged: await pledged(tx, periodId, dates),
        allocated: progress.rows.map(({ scheme, places }) => ({ form: scheme, places: places.allocated })),
        admitted: [
          ...persons
            .filter(({ reached }) => reached.has('arrived'))
            .map(({ subQuotaId }) => ({ form: schemeOf.get(subQuotaId ?? '') ?? UNSPECIFIED, places: 1 })),
          // Earlier years, entered as a number of places that were used.
          ...[...early].flatMap(([subQuotaId, places]) => {
            const form = schemeOf.get(subQuotaId);
            return form ? [{ form, places }] : [];
          }),
        ],
      });
      return {
        id: 'union-plan',
        title: 'Rapport till unionsplanen',
        subject: period.name,
        ...dates,
        audience: 'internal',
        ruleVersions: mark ? [markVersion(mark)] : [],
        tables: [
          {
            name: 'by-form-of-admission',
            title: 'Per inreseform',
            columns: columns(
              ['form', 'Kod', 'text'],
              ['name', 'Inreseform', 'text'],
              ['pledged', 'Utfäst'],
              ['allocated', 'Fördelat'],
              ['admitted', 'Inresta'],
              ['remaining', 'Kvar av utfästelsen'],
            ),
            rows: [...report.rows.map(cellsOf), ...[report.total].map(cellsOf)],
            totals: 1,
          },
        ],
        notes: [
          mark?.withinUnionPlan
            ? `Utfästelsen är en del av unionsplanen enligt beslut ${mark.decidedOn} (${mark.authority}, ${mark.documentReference}).`
            : 'Utfästelsen är inte markerad som en del av unionsplanen.',
          'Utfäst per form följer besluten; det som inte anger form står för sig. Inresta: personer som rest in, och tidigare år som förts in som antal.',
        ],
      };
    });
  }
}

const cellsOf = ({ form, pledged, allocated, admitted, remaining }: FormRow): ReportCell[] => [
  form,
  form === '' ? 'Totalt' : (NAMES[form] ?? words(form)),
  ...[pledged, allocated, admitted, remaining],
];

export const markVersion = ({
  withinUnionPlan,
  version,
  decidedOn,
  authority,
  documentReference,
}: UnionPlanMark): RuleVersion => ({
  kind: withinUnionPlan ? 'within-union-plan' : 'outside-union-plan',
  version: String(version),
  validFrom: decidedOn,
  source: `${authority}, ${documentReference}`,
});

/** Places decided for the pledge and revised, by the form that the decision names. */
async function pledged(
  tx: Tx,
  periodId: string,
  { through, asOf }: Dates,
): Promise<{ form: string; places: number }[]> {
  const found = await rows<{ scheme: Scheme | null; toAccount: string; places: number | string }>(
    tx.manager,
    `SELECT e.scheme AS scheme, e.to_account AS "toAccount", sum(e.places) AS places FROM ledger_entries e
     WHERE ((e.from_account = 'decided' AND e.to_account = :pool) OR (e.from_account = :pool AND e.to_account = 'decided'))
       AND e.occurred_on <= :through AND e.recorded_at <= :known GROUP BY e.scheme, e.to_account`,
    { pool: `pool:${periodId}`, through, known: knownUntil(asOf) },
  );
  return found.map(({ scheme, toAccount, places }) => ({
    form: scheme ?? UNSPECIFIED,
    places: toAccount === 'decided' ? -Number(places) : Number(places),
  }));
}
