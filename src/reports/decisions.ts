import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { timeInWords, timeOf, type TimeQuery } from './asked-dates.js';
import { decisionFacts } from './decision-facts.js';
import { decisionTables, publicDecisionTables, type Words } from './decisions.tables.js';
import type { Report } from './domain/report.js';
import { groupWords } from './group-words.js';

/** Decisions, the approval rate in its two definitions, how long it took and who left on the way (domain.md (c) 4 and 12). */
@Injectable()
export class Decisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /** What was concluded from `from` through `through`, as known at `asOf`. Throws InvalidInput. */
  async report(query: TimeQuery): Promise<Report> {
    const time = timeOf(this.clock, query);
    const reasons = new Map((await this.reference.reasonCodes()).map(({ code, textSv }) => [code, textSv]));
    const words: Words = {
      group: groupWords(await this.reference.countries(), time.through),
      reason: (code) => reasons.get(code) ?? code,
    };
    const facts = await this.unitOfWork.read((tx) => decisionFacts(tx, time));
    return {
      id: 'decisions',
      title: 'Beslut och bifallsandel',
      subject: timeInWords(time),
      through: time.through,
      asOf: time.asOf,
      audience: time.audience,
      ruleVersions: [],
      tables: time.audience === 'public' ? publicDecisionTables(facts, words) : decisionTables(facts, words),
      notes: [
        'Bifallsandelen har två nämnare som aldrig blandas: av avgjorda (bifall + avslag, som myndighetens egen bifallsandel) och av samtliga avslutade (även återtagna, avskrivna, avlidna, utan kontakt och vidarebosatta i annat land).',
        'Personer räknas på beslutsdagen. Den som prövas på nytt efter ett avslag räknas för varje beslut. Alla avslag räknas samman, oavsett grund.',
        'Median och 90:e percentil är närmaste rang: minst hälften, respektive nio av tio, tog högst så många dagar.',
        ...(time.audience === 'public'
          ? ['Antal under 6 visas som "..", liksom de antal som annars skulle avslöja dem.']
          : []),
      ],
    };
  }
}
