import { Injectable } from '@nestjs/common';
import { notBarred, officialOfActor } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { Clock, isPlainDate, type Actor, type PlainDate } from '../kernel/index.js';
import { cursorOf, readCursor, rows, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { ScreeningService } from '../screening/index.js';
import {
  BEFORE_DEPARTURE,
  DEADLINE_KINDS,
  sourceParameters,
  unionOf,
  WITH_CLEARANCE,
  type DeadlineKind,
} from './deadline-sources.js';

/** A day by which something must have happened, or after which it no longer holds. */
export interface Deadline {
  readonly id: string;
  readonly kind: DeadlineKind;
  readonly dueOn: PlainDate;
  readonly caseId: string;
  readonly diaryNumber: string;
  readonly personId: string | null;
  readonly personNumber: number | null;
  readonly extendedOn: PlainDate | null;
}

export interface DeadlineFilter {
  kind?: DeadlineKind;
  /** Cases in which this official has taken a step. */
  officerId?: string;
  /** Only what is due before this day. */
  before?: PlainDate;
  caseId?: string;
}

interface Cleared extends Pick<Deadline, 'id' | 'caseId' | 'diaryNumber' | 'personNumber'> {
  readonly clearedOn: PlainDate;
}

/** More than a coordinator reads; an export of more is narrowed by kind or day. */
const MOST_ROWS = 20_000;
const IDS_A_TIME = 500;

type Position = readonly [dueOn: string, kind: string, id: string];
const isPosition = ([dueOn, kind]: string[]): boolean =>
  isPlainDate(dueOn) && DEADLINE_KINDS.some((known) => known === kind);

/** The deadlines of all cases in one list. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly screening: ScreeningService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** A page of deadlines, the nearest first; the filter and the number of hits are logged. */
  list(actor: Actor, filter: DeadlineFilter, limit: number, cursor?: string): Promise<Page<Deadline>> {
    const after = (readCursor(cursor, 3, isPosition) as Position | null) ?? undefined;
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await this.find(tx, actor, filter, limit + 1, after);
      const page = toPage(
        found,
        limit,
        (deadline) => deadline,
        ({ dueOn, kind, id }) => cursorOf(dueOn, kind, id),
      );
      this.log(tx, actor, filter, page.items.length, 'page');
      return page;
    });
  }

  /** All deadlines of the filter, for a file; the export is logged. */
  export(actor: Actor, filter: DeadlineFilter): Promise<Deadline[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await this.find(tx, actor, filter, MOST_ROWS);
      this.log(tx, actor, filter, found.length, 'export');
      return found;
    });
  }

  /**
   * In how many cases the first medical form lapses before the day, today when it is left out: a number, and no list of whom it
   * concerns (Utlänningsdatalagen 17 §).
   */
  medicalFormsLapsing(before: PlainDate = this.clock.today()): Promise<number> {
    return this.unitOfWork.read(async (tx) => {
      const [found] = await rows<{ n: number }>(
        tx.manager,
        `SELECT count(*) AS n FROM submissions s
         WHERE s.medical_form_until < :before
           AND s.rrf_version = (SELECT max(l.rrf_version) FROM submissions l WHERE l.case_id = s.case_id)
           AND EXISTS (SELECT 1 FROM persons p WHERE p.case_id = s.case_id AND p.status IN (:...statuses))`,
        { before, statuses: BEFORE_DEPARTURE },
      );
      return Number(found?.n ?? 0);
    });
  }

  /** The nearest deadlines after a position, in the order of day, kind and id. */
  async find(tx: Tx, actor: Actor, filter: DeadlineFilter, limit: number, after?: Position): Promise<Deadline[]> {
    const stored = await this.stored(tx, actor, filter, limit, after);
    const clearances = !filter.kind || filter.kind === 'clearance' ? await this.clearances(tx, actor, filter) : [];
    const later = clearances.filter((one) => !after || isLess(after, positionOf(one)));
    return [...stored, ...later].sort((a, b) => (isLess(positionOf(a), positionOf(b)) ? -1 : 1)).slice(0, limit);
  }

  private async stored(
    tx: Tx,
    actor: Actor,
    filter: DeadlineFilter,
    limit: number,
    after?: Position,
  ): Promise<Deadline[]> {
    const union = unionOf(filter.kind ? [filter.kind] : DEADLINE_KINDS);
    if (union === null) return [];
    const where = [
      notBarred('d.case_id'),
      filter.kind ? 'd.kind = :kind' : '',
      filter.before ? 'd.due_on < :before' : '',
      ...conditionsOn('d.case_id', filter),
      after ? '(d.due_on > :on OR (d.due_on = :on AND (d.kind > :k OR (d.kind = :k AND d.id > :id))))' : '',
    ].filter(Boolean);
    const found = await rows<Omit<Deadline, 'personNumber'> & { personNumber: number | null }>(
      tx.manager,
      `SELECT d.id, d.kind, d.due_on AS "dueOn", d.case_id AS "caseId", c.diary_number AS "diaryNumber",
              d.person_id AS "personId", q.number AS "personNumber", d.extended_on AS "extendedOn"
       FROM (${union}) d JOIN cases c ON c.id = d.case_id LEFT JOIN persons q ON q.id = d.person_id
       WHERE ${where.join(' AND ')} ORDER BY d.due_on, d.kind, d.id LIMIT :limit`,
      {
        official: officialOfActor(actor),
        ...sourceParameters,
        ...parametersOf(filter),
        ...{ on: after?.[0] ?? '', k: after?.[1] ?? '', id: after?.[2] ?? '', limit },
      },
    );
    return found.map(toDeadline);
  }

  /**
   * Until when clearances were given, as everybody who reads the case may see it: nothing behind the wall changes it. Told from the
   * open step that cleared; only of a clearance whose day has passed is the sealed record asked whether another followed.
   */
  private async clearances(tx: Tx, actor: Actor, filter: DeadlineFilter): Promise<Deadline[]> {
    const where = ['p.status IN (:...statuses)', notBarred('p.case_id'), ...conditionsOn('p.case_id', filter)];
    const cleared = await rows<Cleared>(
      tx.manager,
      `SELECT p.id, p.number AS "personNumber", p.case_id AS "caseId", c.diary_number AS "diaryNumber",
         (SELECT t.occurred_on FROM person_transitions t WHERE t.person_id = p.id AND t.from_status = 'in_screening'
          ORDER BY t.step DESC LIMIT 1) AS "clearedOn"
       FROM persons p JOIN cases c ON c.id = p.case_id
       WHERE ${where.join(' AND ')} AND EXISTS (SELECT 1 FROM person_transitions t WHERE t.person_id = p.id AND t.from_status = 'in_screening')`,
      { official: officialOfActor(actor), statuses: WITH_CLEARANCE, ...parametersOf(filter) },
    );
    const lastDays = await this.screening.lastDays(
      tx,
      cleared.map(({ clearedOn }) => clearedOn),
    );
    const passed = cleared.filter(({ clearedOn }) => lastDays.get(clearedOn)! < this.clock.today());
    const renewed = await this.renewed(
      tx,
      actor,
      passed.map(({ id }) => id),
    );
    return cleared
      .map(({ clearedOn, ...person }) =>
        toDeadline({
          ...person,
          kind: 'clearance',
          dueOn: renewed.get(person.id) ?? lastDays.get(clearedOn)!,
          personId: person.id,
          extendedOn: null,
        }),
      )
      .filter(({ dueOn }) => !filter.before || dueOn < filter.before);
  }

  private async renewed(tx: Tx, actor: Actor, personIds: readonly string[]): Promise<Map<string, PlainDate>> {
    const until = new Map<string, PlainDate>();
    for (let from = 0; from < personIds.length; from += IDS_A_TIME)
      for (const one of await this.screening.status(tx, actor, personIds.slice(from, from + IDS_A_TIME)))
        if (one.clearedUntil) until.set(one.personId, one.clearedUntil);
    return until;
  }

  private log(tx: Tx, actor: Actor, filter: DeadlineFilter, count: number, form: 'page' | 'export'): void {
    this.audit.recordRead(tx, actor, {
      action: 'deadline.read',
      subjectType: 'deadlines',
      subjectId: null,
      payload: { filter, count, form },
    });
  }
}

const positionOf = ({ dueOn, kind, id }: Deadline): Position => [dueOn, kind, id];

function isLess(a: Position, b: Position): boolean {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place >= 0 && a[place]! < b[place]!;
}

const conditionsOn = (caseColumn: string, { caseId, officerId }: DeadlineFilter): string[] => [
  ...(caseId ? [`${caseColumn} = :caseId`] : []),
  ...(officerId
    ? [`EXISTS (SELECT 1 FROM person_transitions s WHERE s.case_id = ${caseColumn} AND s.actor_id = :officerId)`]
    : []),
];

const parametersOf = ({ kind, before, caseId, officerId }: DeadlineFilter) => ({
  kind: kind ?? '',
  before: before ?? '',
  caseId: caseId ?? '',
  officerId: officerId ?? '',
});

const toDeadline = (row: Deadline): Deadline => ({
  ...row,
  personNumber: row.personNumber === null ? null : Number(row.personNumber),
});
