import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { Clock, InvalidInput, type Actor } from '../kernel/index.js';
import { cursorOf, readCursor, UnitOfWork } from '../platform/index.js';
import { datesOf } from './asked-dates.js';
import type { Dates } from './history.js';
import { diaryNumbersOf } from './progress-history.js';
import type { CountedPerson } from './progress-rows.js';
import { QuotaProgress } from './quota-progress.js';

/** Which number of the report: what is left out does not narrow it. */
export interface NumberAsked {
  periodId: string;
  through?: string;
  asOf?: string;
  /** `none` for the cases without one, which are of no period. */
  subQuotaId?: string;
  route?: string;
  /** Where the persons stand, or how they left. */
  stage?: string;
  /** What happened to them, in the month. */
  event?: string;
  month?: string;
}

export interface CaseInNumber {
  caseId: string;
  diaryNumber: string;
  /** Persons of the case in the number. */
  persons: number;
}

export interface CasesOfNumber extends Dates {
  persons: number;
  cases: number;
  items: CaseInNumber[];
  nextCursor: string | null;
}

/** The list behind a number of the quota progress: made by the same rows, so that it ties out at any two dates. */
@Injectable()
export class ProgressCases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly progress: QuotaProgress,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The cases by diary number; the reading is logged with what was asked. Throws NotFound or InvalidInput. */
  list(actor: Actor, asked: NumberAsked, limit: number, cursor?: string): Promise<CasesOfNumber> {
    const dates = datesOf(this.clock, asked);
    const after = readCursor(cursor, 1)?.[0] ?? '';
    if (asked.month !== undefined && asked.event === undefined && asked.stage === undefined)
      throw new InvalidInput([
        { pointer: '?month', code: 'eventMissing', message: 'A month takes an event, or a stage that is an exit.' },
      ]);
    return this.unitOfWork.run(actor, async (tx) => {
      const counted = (await this.progress.persons(tx, asked.periodId, dates)).filter(
        (person) => isIn(person, asked) && !actor.barredCases?.includes(person.caseId),
      );
      const ofCase = new Map<string, number>();
      for (const { caseId } of counted) ofCase.set(caseId, (ofCase.get(caseId) ?? 0) + 1);
      const diaryNumbers = await diaryNumbersOf(tx, [...ofCase.keys()]);
      const all = [...ofCase]
        .map(([caseId, persons]): CaseInNumber => ({ caseId, diaryNumber: diaryNumbers.get(caseId)!, persons }))
        .filter(({ diaryNumber }) => diaryNumber > after)
        .sort((a, b) => (a.diaryNumber < b.diaryNumber ? -1 : 1));
      const items = all.slice(0, limit);
      this.audit.recordRead(tx, actor, {
        action: 'case.list',
        subjectType: 'case',
        subjectId: null,
        payload: { filter: { report: 'quota-progress', ...asked, ...dates }, count: items.length },
      });
      return {
        ...dates,
        ...{ persons: counted.length, cases: ofCase.size, items },
        nextCursor: all.length > limit ? cursorOf(items.at(-1)!.diaryNumber) : null,
      };
    });
  }
}

function isIn(person: CountedPerson, { subQuotaId, route, stage, event, month }: NumberAsked): boolean {
  if (subQuotaId === 'none' ? person.subQuotaId !== null : person.subQuotaId === null) return false;
  if (subQuotaId !== undefined && subQuotaId !== 'none' && person.subQuotaId !== subQuotaId) return false;
  if (route !== undefined && (person.route ?? 'none') !== route) return false;
  if (stage !== undefined && person.stage !== stage) return false;
  const on = event === undefined ? person.since : person.reached.get(event);
  return on !== undefined && (month === undefined || on.startsWith(month));
}
