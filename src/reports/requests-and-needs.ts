import { Injectable } from '@nestjs/common';
import { hasReached, type PersonStatus } from '../cases/index.js';
import { Clock } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { knownUntil, monthOf, QuotasService, UnhcrRequestsService, type UnhcrRequest } from '../quotas/index.js';
import { ReferenceService } from '../reference/index.js';
import { datesOf, type DatesQuery } from './asked-dates.js';
import { caseFacts } from './case-facts.js';
import { columns } from './columns.js';
import type { Report, ReportTable } from './domain/report.js';
import { compareRequests, type RequestSums } from './domain/requests-and-received.js';
import { RATE_NAMES, submissionsNeeded, type Needs, type PlanningRates } from './domain/submissions-needed.js';
import { groupWords } from './group-words.js';
import type { Dates } from './history.js';
import type { CountedPerson } from './progress-rows.js';
import { QuotaProgress } from './quota-progress.js';

export const NEEDS_TABLES = ['requests', 'needs'] as const;

const RATE_WORDS: Readonly<Record<keyof PlanningRates, string>> = {
  screening: 'Klarar säkerhetsprövning',
  completion: 'Fullföljer',
  grant: 'Beviljas',
  departure: 'Reser efter bifall',
  inPeriod: 'Landar inom perioden',
  carriedDeparture: 'Reser av medförda',
};

/** What UNHCR was asked for, promised and sent, and how many submissions the quota still needs (domain.md (d)). */
@Injectable()
export class RequestsAndNeeds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: UnhcrRequestsService,
    private readonly quotas: QuotasService,
    private readonly policy: PolicyService,
    private readonly reference: ReferenceService,
    private readonly progress: QuotaProgress,
    private readonly clock: Clock,
  ) {}

  /** Requests of the period (of a pledge, of its annual periods too). Rates left out are those of the policy. Throws NotFound or InvalidInput. */
  async report(periodId: string, query: DatesQuery, given: Partial<PlanningRates>): Promise<Report> {
    const dates = datesOf(this.clock, query);
    const { periodName, total, unallocated } = await this.progress.of(periodId, dates);
    const words = groupWords(await this.reference.countries(), dates.through);
    return this.unitOfWork.read(async (tx) => {
      const persons = (await this.progress.persons(tx, periodId, dates)).filter(
        ({ subQuotaId }) => subQuotaId !== null,
      );
      const rule = await this.policy.ruleOn(tx, 'planning-rates', dates.through);
      const rates: PlanningRates = { ...rule.value, ...given };
      const { reserved, available } = total.places;
      const carried = await this.carriedIn(tx, periodId, dates);
      // Held by persons who are not counted yet, and free: all of that is still to be counted.
      const needs = needsOf(reserved + Math.max(0, available + unallocated), persons, carried);
      const lastDay = dates.through < dates.asOf ? dates.through : dates.asOf;
      const requests = await this.requestsOf(tx, periodId, dates);
      const compared = compareRequests(
        requests.map(({ countryOfAsylum, asked, promised, standing }) => ({
          ...{ countryOfAsylum, asked, promised },
          withdrawn: standing === 'withdrawn',
        })),
        await received(tx, dates, persons),
        monthOf(lastDay),
      );
      return {
        id: 'requests-and-needs',
        title: 'Framställningar till UNHCR och återstående behov',
        subject: periodName,
        ...dates,
        audience: 'internal',
        ruleVersions: [{ kind: rule.kind, version: rule.code, validFrom: rule.validFrom, source: rule.source }],
        tables: [
          {
            name: 'requests',
            title: 'Begärt, utlovat och mottaget',
            columns: columns(
              ['countryOfAsylum', 'Kod', 'text'],
              ['name', 'Asylland', 'text'],
              ['month', 'Månad', 'text'],
              ['asked', 'Begärda'],
              ['withdrawn', 'varav återtagna'],
              ['promised', 'Utlovade'],
              ['receivedPersons', 'Mottagna, personer'],
              ['receivedCases', 'Mottagna, ärenden'],
              ['late', 'Försenade'],
            ),
            rows: [
              ...compared.rows.map(({ countryOfAsylum, month, ...counts }) => [
                countryOfAsylum,
                words(countryOfAsylum),
                month,
                ...countsOf(counts),
              ]),
              ['', 'Totalt', '', ...countsOf(compared.total)],
            ],
            totals: 1,
          },
          needsTable(needs, rates),
        ],
        notes: [
          'Mottagna: personer i registrerade ärenden, efter mottagningsmånad. De räknas mot landets äldsta öppna löfte; försenade är utlovade för en månad som gått och ännu inte mottagna.',
          'Behov: S = (N − medförda · d_c − väntade på väg) / (screening · fullföljer · g · d · t), avrundat uppåt.',
          ...(Object.keys(given).length > 0 ? ['Någon andel är angiven i frågan i stället för regelns.'] : []),
          ...(rule.verified
            ? []
            : ['Andelarna är antaganden tills egna har mätts; bara andelen beviljade har en källa.']),
        ],
      };
    });
  }

  private async requestsOf(tx: Tx, periodId: string, dates: Dates): Promise<UnhcrRequest[]> {
    const all = (await this.quotas.periods(tx)).filter(({ id, pledgeId }) => id === periodId || pledgeId === periodId);
    const found: UnhcrRequest[] = [];
    for (const { id } of all) found.push(...(await this.requests.requests(tx, id, dates)));
    return found;
  }

  /** Who came into the period from another one with a place. */
  private async carriedIn(tx: Tx, periodId: string, { through, asOf }: Dates): Promise<Set<string>> {
    const { subQuotas, annualPeriods } = await this.quotas.balances(tx, periodId);
    const accounts = [...subQuotas, ...annualPeriods.flatMap((one) => one.subQuotas)].map(
      ({ subQuotaId }) => `reserved:${subQuotaId}`,
    );
    if (accounts.length === 0) return new Set();
    const found = await rows<{ personId: string }>(
      tx.manager,
      `SELECT DISTINCT e.person_id AS "personId" FROM ledger_entries e
       WHERE e.movement = 'carry_over' AND e.to_account IN (:...accounts) AND e.from_account NOT IN (:...accounts)
         AND e.occurred_on <= :through AND e.recorded_at <= :known`,
      { accounts, through, known: knownUntil(asOf) },
    );
    return new Set(found.map(({ personId }) => personId));
  }
}

/** Persons by how far they have come; those who are counted already, or have left, are of no need. */
function needsOf(wanted: number, persons: readonly CountedPerson[], carried: ReadonlySet<string>): Needs {
  const uncounted = persons.filter(({ place }) => place !== 'used');
  const own = uncounted.filter(({ personId }) => !carried.has(personId));
  const among = (...stages: string[]): number => own.filter(({ stage }) => stages.includes(stage)).length;
  const departed = own.filter(({ stage }) => hasReached(stage as PersonStatus, 'departed')).length;
  return {
    wanted,
    carryIn: uncounted.filter(({ personId, place }) => carried.has(personId) && place === 'reserved').length,
    pipeline: {
      beforeClearance: among('listed', 'in_screening'),
      beforeDecision: among('cleared', 'under_examination', 'deferred'),
      beforeDeparture: own.filter(({ stage }) => hasReached(stage as PersonStatus, 'granted')).length - departed,
      departed,
    },
  };
}

/** Persons of registered cases, by the month of receipt. */
async function received(tx: Tx, dates: Dates, persons: readonly CountedPerson[]) {
  const cases = await caseFacts(tx, dates);
  return persons.flatMap(({ caseId }) => {
    const theCase = cases.get(caseId);
    if (!theCase || theCase.registeredOn === null) return [];
    return [{ caseId, countryOfAsylum: theCase.countryOfAsylum, month: monthOf(theCase.receivedOn) }];
  });
}

const countsOf = ({ asked, withdrawn, promised, receivedPersons, receivedCases, late }: RequestSums): number[] => [
  ...[asked, withdrawn, promised, receivedPersons, receivedCases, late],
];

function needsTable(needs: Needs, rates: PlanningRates): ReportTable {
  const { expectedOfCarryIn, expectedOfPipeline, yieldPercent, submissions } = submissionsNeeded(needs, rates);
  const { beforeClearance, beforeDecision, beforeDeparture, departed } = needs.pipeline;
  return {
    name: 'needs',
    title: 'Vad kvoten ännu behöver',
    columns: columns(['figure', 'Kod', 'text'], ['name', 'Uppgift', 'text'], ['value', 'Värde']),
    rows: [
      ['wanted', 'N: platser som ännu inte räknats', needs.wanted],
      ['carryIn', 'Medförda med tillstånd, ej räknade', needs.carryIn],
      ['expectedOfCarryIn', 'Väntade av medförda', expectedOfCarryIn],
      ['beforeClearance', 'På väg: före säkerhetsprövningens svar', beforeClearance],
      ['beforeDecision', 'På väg: före beslut', beforeDecision],
      ['beforeDeparture', 'På väg: beviljade, ej avresta', beforeDeparture],
      ['departed', 'På väg: avresta, ej räknade', departed],
      ['expectedOfPipeline', 'Väntade av dem på väg', expectedOfPipeline],
      ...RATE_NAMES.map((name) => [name, `${RATE_WORDS[name]}, procent`, rates[name] / 10]),
      ['yieldPercent', 'Av hundra framställda räknas', yieldPercent],
      ['submissions', 'S: personer som UNHCR ännu behöver framställa', submissions],
    ],
    totals: 1,
  };
}
