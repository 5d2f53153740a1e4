import { Injectable } from '@nestjs/common';
import { isOnRoad, PERSON_STATUSES, type PersonStatus } from '../cases/index.js';
import { Clock, daysBetween } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import {
  compositionOf,
  CompositionTargetsService,
  ConsultationsService,
  countTowards,
  isSmall,
  knownUntil,
  type CompositionTarget,
  type Consultation,
} from '../quotas/index.js';
import { datesOf, type DatesQuery } from './asked-dates.js';
import { compositionCounts } from './composition-counts.js';
import { columns } from './columns.js';
import type { Report, ReportTable, RuleVersion } from './domain/report.js';
import { LONG_DAYS, standstill } from './domain/standstill.js';
import { groupWords } from './group-words.js';
import type { Dates } from './history.js';
import type { CountedPerson, Progress } from './progress-rows.js';
import { HIDDEN } from './public-counts.js';
import { QuotaProgress } from './quota-progress.js';

export const MINISTRY_TABLES = ['places', 'plan', 'standstill', 'priority-groups', 'consultations'] as const;

/** Who is on the road and not received yet, in the order of the road. */
const STAGES = PERSON_STATUSES.filter((status) => isOnRoad(status) && status !== 'received');
const words = groupWords([], '');
const MONTHS_SHOWN = 12;

/** The status that the Ministry is told each quarter and each year (domain.md (c) 10; consultation: the Government's assignment of December 2023). */
@Injectable()
export class MinistryStatus {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly progress: QuotaProgress,
    private readonly targets: CompositionTargetsService,
    private readonly consultations: ConsultationsService,
    private readonly clock: Clock,
  ) {}

  /** Places, plan and outcome, what stands still, and the shares of priority groups, of one period. Throws NotFound or InvalidInput. */
  async report(periodId: string, query: DatesQuery): Promise<Report> {
    const dates = datesOf(this.clock, query);
    const progress = await this.progress.of(periodId, dates);
    const asked = (await Promise.all(progress.periods.map((one) => this.consultations.ofPeriod(one.periodId)))).flatMap(
      ({ consultations }) => consultations,
    );
    return this.unitOfWork.read(async (tx) => {
      const persons = (await this.progress.persons(tx, periodId, dates)).filter(
        ({ subQuotaId }) => subQuotaId !== null,
      );
      const targets = await this.targets.targetsOn(tx, periodId, dates.through, dates.asOf);
      return {
        id: 'ministry-status',
        title: 'Lägesrapport till departementet',
        subject: progress.periodName,
        ...dates,
        audience: 'internal',
        ruleVersions: [...progress.rules, ...targets.map(versionOf)],
        tables: [
          placesTable(progress),
          planTable(progress),
          standstillTable(persons, dates),
          await this.groupsTable(tx, dates, progress, persons, targets),
          consultationsTable(asked, dates),
        ],
        notes: [
          'Beslutade platser är Regeringens beslut med omfördelningar; överskridande är platser utöver dem. Kvar: platser som ingen har.',
          `Står stilla: personer på väg, och hur länge de stått i samma steg. Långvariga: mer än ${LONG_DAYS} dagar.`,
          'Samråd som väntar: frågor till departementet utan svar. Ärenden av särskild vikt räknas, utan att nämnas.',
          'Prioriterade grupper redovisas som antal av dem som har en plats, aldrig som lista. Är färre än sex på endera sidan visas "..".',
        ],
      };
    });
  }

  /** Shares of those who hold a place, against the targets in force. */
  private async groupsTable(
    tx: Tx,
    dates: Dates,
    progress: Progress,
    persons: readonly CountedPerson[],
    targets: readonly CompositionTarget[],
  ): Promise<ReportTable> {
    const groups =
      targets.length === 0
        ? []
        : await compositionCounts(
            tx,
            dates,
            persons.filter(({ place }) => place !== null),
          );
    const remaining = Math.max(0, progress.total.places.available) + Math.max(0, progress.unallocated);
    return {
      name: 'priority-groups',
      title: 'Prioriterade grupper',
      columns: columns(
        ['name', 'Mål', 'text'],
        ['counted', 'Räknas dit'],
        ['total', 'Av'],
        ['sharePercent', 'Andel, procent'],
        ['minShare', 'Minst', 'text'],
        ['maxShare', 'Högst', 'text'],
        ['standing', 'Läge', 'text'],
        ['needed', 'Behövs av återstående'],
      ),
      rows: targets.map((target) => {
        const { counted, total } = countTowards(target, groups);
        const composition = compositionOf(target, { counted, total, remaining });
        const { share, standing, needed } = composition;
        // Of a few persons a count tells who they are, and what is needed would tell the count.
        const small = total > 0 && isSmall(composition);
        return [
          target.name,
          small ? HIDDEN : counted,
          total,
          small ? HIDDEN : share === null ? null : Math.round(share * 1000) / 10,
          inWords(target.minShare),
          inWords(target.maxShare),
          STANDING[standing],
          small ? HIDDEN : needed,
        ];
      }),
    };
  }
}

const STANDING = { met: 'Uppnått', at_risk: 'Kan ännu uppnås', missed: 'Kan inte uppnås' };
const inWords = (share: CompositionTarget['minShare']): string | null =>
  share === null ? null : `${share.part} av ${share.of}`;

const versionOf = ({ name, version, decidedOn, authority, documentReference }: CompositionTarget): RuleVersion => ({
  kind: 'composition-target',
  version: `${name} (${version})`,
  validFrom: decidedOn,
  source: `${authority}, ${documentReference}`,
});

function placesTable({ rows, total, unallocated }: Progress): ReportTable {
  const cells = ({
    allocated,
    overrun,
    carriedIn,
    carriedOut,
    reserved,
    used,
    available,
  }: Progress['total']['places']) => [allocated, overrun, carriedIn, carriedOut, reserved, used, available];
  const { places } = total;
  return {
    name: 'places',
    title: 'Platser',
    columns: columns(
      ['subQuota', 'Delkvot', 'text'],
      ['decided', 'Beslutade'],
      ['overrun', 'varav överskridande'],
      ['carriedIn', 'Med in från annan period'],
      ['carriedOut', 'Med ut till annan period'],
      ['reserved', 'Reserverade'],
      ['used', 'Använda'],
      ['remaining', 'Kvar'],
    ),
    rows: [
      ...rows.map((row) => [row.name, ...cells(row.places)]),
      ['Ej fördelade', unallocated, 0, 0, 0, 0, 0, unallocated],
      [
        'Totalt',
        ...cells({ ...places, allocated: places.allocated + unallocated, available: places.available + unallocated }),
      ],
    ],
    totals: 1,
  };
}

/** Cumulative, the last twelve months of the period that are told. */
function planTable({ months, startsOn, endsOn, plans }: Progress): ReportTable {
  let [original, inForce] = [0, 0];
  const all = months.map(({ month, told, planned: by, places }) => {
    original += by.original;
    inForce += by.inForce;
    const planned = plans.versions.length > 0;
    const cells = planned ? [original, inForce, places.used, places.used - inForce] : [null, null, places.used, null];
    return { month, told, cells };
  });
  const shown = all.filter(({ month, told }) => told && month >= startsOn.slice(0, 7) && month <= endsOn.slice(0, 7));
  return {
    name: 'plan',
    title: 'Plan och utfall, ackumulerat',
    columns: columns(
      ['month', 'Månad', 'text'],
      ['planned', 'Plan'],
      ['replanned', 'Gällande plan'],
      ['used', 'Använda platser'],
      ['difference', 'Utfall mot gällande plan'],
    ),
    rows: shown.slice(-MONTHS_SHOWN).map(({ month, cells }) => [month, ...cells]),
  };
}

function standstillTable(persons: readonly CountedPerson[], { through }: Dates): ReportTable {
  const waiting = persons.map(({ caseId, stage, since }) => ({ caseId, stage, days: daysBetween(since, through) }));
  return {
    name: 'standstill',
    title: 'Vad som står stilla',
    columns: columns(
      ['stage', 'Kod', 'text'],
      ['name', 'Steg', 'text'],
      ['persons', 'Personer'],
      ['cases', 'Ärenden'],
      ['medianDays', 'Median, dagar'],
      ['ninetiethDays', '90:e percentil, dagar'],
      ['oldestDays', 'Längst, dagar'],
      ['long', `Över ${LONG_DAYS} dagar`],
    ),
    rows: standstill(waiting, STAGES).map(
      ({ stage, persons: count, cases, medianDays, ninetiethDays, oldestDays, long }) => [
        stage,
        words(stage as PersonStatus),
        ...[count, cases, medianDays, ninetiethDays, oldestDays, long],
      ],
    ),
  };
}

const SUBJECTS = {
  planning: 'Planering',
  places: 'Platser',
  use_of_money: 'Medel',
  distribution: 'Fördelning',
  special_case: 'Ärende av särskild vikt',
};

/** Questions without an answer by then, by subject: how many, and for how long. */
function consultationsTable(asked: readonly Consultation[], { through, asOf }: Dates): ReportTable {
  const known = knownUntil(asOf);
  const pending = asked.filter(
    ({ askedOn, recordedAt, answered }) =>
      askedOn <= through &&
      recordedAt <= known &&
      !(answered && answered.answeredOn <= through && answered.recordedAt <= known),
  );
  const subjects = (Object.keys(SUBJECTS) as Consultation['subject'][]).filter((subject) =>
    pending.some((one) => one.subject === subject),
  );
  return {
    name: 'consultations',
    title: 'Samråd som väntar',
    columns: columns(
      ['subject', 'Kod', 'text'],
      ['name', 'Fråga', 'text'],
      ['pending', 'Väntar'],
      ['oldestAskedOn', 'Äldsta frågan', 'date'],
      ['oldestDays', 'Längst, dagar'],
    ),
    rows: subjects.map((subject) => {
      const those = pending.filter((one) => one.subject === subject);
      const oldest = those.map(({ askedOn }) => askedOn).sort()[0]!;
      return [subject, SUBJECTS[subject], those.length, oldest, daysBetween(oldest, through)];
    }),
  };
}
