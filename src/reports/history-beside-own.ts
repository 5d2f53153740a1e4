import { Injectable } from '@nestjs/common';
import { Clock, yearOf } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import { QuotasService } from '../quotas/index.js';
import { ReferenceService } from '../reference/index.js';
import { datesOf, type DatesQuery } from './asked-dates.js';
import { lives } from './case-facts.js';
import { columns } from './columns.js';
import { besideOwn, OWN_MEASURES, yearsOf, type OwnFigure, type OwnMeasure } from './domain/beside-own.js';
import type { Report } from './domain/report.js';
import type { Dates } from './history.js';

export const HISTORY_TABLES = ['figures', 'warnings'] as const;

/** The figures that were published since 2013, each with its definition and source, beside Vidar's own (domain.md 1, (e) 30). */
@Injectable()
export class HistoryBesideOwn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reference: ReferenceService,
    private readonly quotas: QuotasService,
    private readonly clock: Clock,
  ) {}

  /** Year by year, kept apart; nothing is reconciled. What was published after `asOf` is left out. Throws InvalidInput. */
  async report(query: DatesQuery): Promise<Report> {
    const dates = datesOf(this.clock, query);
    const published = await this.reference.publishedFigures();
    const own = await this.unitOfWork.read((tx) => this.own(tx, dates));
    const { figures, warnings } = besideOwn(published, own, dates);
    return {
      id: 'history-beside-own',
      title: 'Publicerade serier bredvid egna uppgifter',
      subject: `2013 – ${yearOf(dates.through)}`,
      ...dates,
      audience: 'internal',
      ruleVersions: [],
      tables: [
        {
          name: 'figures',
          title: 'Uppgifter per år',
          columns: columns(
            ['year', 'År'],
            ['years', 'Antal år'],
            ['origin', 'Ursprung', 'text'],
            ['measure', 'Mått', 'text'],
            ['part', 'Del', 'text'],
            ['value', 'Värde'],
            ['precision', 'Precision', 'text'],
            ['source', 'Källa', 'text'],
            ['published', 'Publicerad', 'text'],
            ['definition', 'Definition', 'text'],
          ),
          rows: figures.map((figure) => [
            ...[figure.year, figure.years, figure.origin, figure.measure, figure.part, figure.value],
            ...[figure.precision, figure.source, figure.published, figure.definition],
          ]),
        },
        {
          name: 'warnings',
          title: 'Källor som inte stämmer överens',
          columns: columns(['year', 'År'], ['code', 'Kod', 'text'], ['detail', 'Vad som skiljer', 'text']),
          rows: warnings.map(({ year, code, detail }) => [year, code, detail]),
        },
      ],
      notes: [
        'Varje uppgift står med sin definition och källa. Källor räknar olika och jämkas aldrig: inte med varandra och inte med Vidars egna.',
        'Egna uppgifter räknas på dagen i Sverige: den som avreste 31 december och landade 1 januari är avrest det ena året och inrest det andra.',
      ],
    };
  }

  private async own(tx: Tx, dates: Dates): Promise<OwnFigure[]> {
    const known = await lives(tx, dates);
    const days: Record<Exclude<OwnMeasure, 'decided' | 'used'>, (string | null)[]> = {
      granted: known.flatMap(({ conclusions }) =>
        conclusions.filter(({ kind }) => kind === 'granted').map(({ on }) => on),
      ),
      departed: known.map(({ departedOn }) => departedOn),
      arrived: known.map(({ arrivedOn }) => arrivedOn),
      received: known.map(({ receivedOn }) => receivedOn),
    };
    const annual = (await this.quotas.periods(tx)).filter(({ kind }) => kind === 'annual');
    const decided: OwnFigure[] = [];
    for (const { id, startsOn } of annual) {
      const { decided: places, carriedIn } = await this.quotas.balances(tx, id, dates);
      // Who was carried in brought the place along: it was decided for another year.
      decided.push({ year: yearOf(startsOn), measure: 'decided', value: places - carriedIn });
    }
    return yearsOf([
      ...decided,
      ...(await usedByYear(tx, dates)),
      ...OWN_MEASURES.flatMap((measure) =>
        measure === 'decided' || measure === 'used'
          ? []
          : days[measure].flatMap((day) => (day === null ? [] : [{ year: yearOf(day), measure, value: 1 }])),
      ),
    ]);
  }
}

/** Places counted as used, by the year of the counting event; earlier years entered as a number too. */
async function usedByYear(tx: Tx, { through, asOf }: Dates): Promise<OwnFigure[]> {
  const found = await rows<{ year: string; places: number | string }>(
    tx.manager,
    `SELECT substr(t.occurred_on, 1, 4) AS year, sum(t.places_in - t.places_out) AS places FROM ledger_day_totals t
     WHERE t.account LIKE 'used:%' AND t.occurred_on <= :through AND t.recorded_on <= :asOf GROUP BY substr(t.occurred_on, 1, 4)`,
    { through, asOf },
  );
  return found.map(({ year, places }) => ({ year: Number(year), measure: 'used', value: Number(places) }));
}
