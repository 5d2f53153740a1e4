import { Injectable } from '@nestjs/common';
import { may, type Permission } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CaseMembers, CasesService, type PersonInCase } from '../cases/index.js';
import { stockholmDateOf, type Actor, type Instant, type PlainDate } from '../kernel/index.js';
import {
  cursorOf,
  readPosition,
  rows,
  toPage,
  UnitOfWork,
  type Language,
  type Page,
  type Tx,
} from '../platform/index.js';
import { personsOf, tell } from './domain/story.js';

/** One act in the story of a case. */
export interface TimelineEntry {
  happenedOn: PlainDate;
  recordedAt: Instant;
  by: string;
  action: string;
  text: string;
  personIds: readonly string[];
  reason: string | null;
}

interface Row {
  position: number;
  occurredAt: Instant;
  recordedAt: Instant;
  actorName: string;
  action: string;
  subjectType: string;
  subjectId: string | null;
  reason: string | null;
  payload: string | null;
}

/** Whose reasons not everybody who reads the case may read. */
const RESTRICTED: { readonly [action: string]: Permission } = {
  'person.assess_exclusion': 'exclusion.read',
  'person.review_exclusion': 'exclusion.read',
  'person.defer': 'examination.read',
  'person.resume': 'examination.read',
};

/** The story of a case, told from the open audit chain: nothing that happens behind the wall is in it. */
@Injectable()
export class Timeline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly members: CaseMembers,
    private readonly audit: AuditService,
  ) {}

  /** The acts on the case and its persons, oldest first; reads are not part of the story. The read is logged. Throws NotFound. */
  of(
    caseId: string,
    { limit = 50, cursor }: { limit?: number; cursor?: string },
    actor: Actor,
    language: Language,
  ): Promise<Page<TimelineEntry>> {
    const after = readPosition(cursor);
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const known = [...theCase.persons, ...(await this.members.whoLeft(tx, caseId))];
      const caseIds = await earlierCases(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { timeline: true },
      });
      const found = await rows<Row>(
        tx.manager,
        `SELECT e.position, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.actor_name AS "actorName", e.action,
                e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.reason, p.payload
         FROM audit_entries e LEFT JOIN audit_payloads p ON p.entry_id = e.id
         WHERE e.chain = 'open' AND e.case_id IN (:...caseIds) AND e.position > :after AND e.action NOT LIKE '%.read%'
           AND (e.case_id = :caseId OR ${OF_WHO_CAME})
         ORDER BY e.position LIMIT :limit`,
        { caseId, caseIds, after, limit: limit + 1 },
      );
      return toPage(
        found,
        limit,
        (row) => toEntry(row, known, actor, language),
        (row) => cursorOf(String(row.position)),
      );
    });
  }
}

/** What happened in an earlier case to somebody who came from there, until they came. */
const OF_WHO_CAME = `EXISTS (SELECT 1 FROM case_moves here JOIN case_moves m ON m.person_id = here.person_id AND m.move <= here.move
  WHERE here.to_case_id = :caseId AND m.from_case_id = e.case_id AND e.recorded_at <= m.recorded_at
    AND (e.subject_id = m.person_id OR (e.subject_type <> 'person' AND p.payload LIKE '%' || m.person_id || '%')))`;

/** The case, and those in which its persons were before. */
async function earlierCases(tx: Tx, caseId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx.manager,
    `SELECT DISTINCT m.from_case_id AS id FROM case_moves here JOIN case_moves m ON m.person_id = here.person_id AND m.move <= here.move
     WHERE here.to_case_id = :caseId`,
    { caseId },
  );
  return [caseId, ...found.map(({ id }) => id)];
}

function toEntry(
  { payload: stored, ...row }: Row,
  persons: readonly PersonInCase[],
  actor: Actor,
  language: Language,
): TimelineEntry {
  // Lawful deletion takes the content of an entry and leaves the act.
  const payload = JSON.parse(stored ?? '{}') as Record<string, unknown>;
  const personIds = personsOf({ ...row, payload });
  const sentence = tell({ action: row.action, personIds, payload }, language);
  const person = row.subjectType === 'person' ? persons.find(({ id }) => id === row.subjectId) : undefined;
  const needed = RESTRICTED[row.action];
  return {
    happenedOn: typeof payload.occurredOn === 'string' ? payload.occurredOn : stockholmDateOf(row.occurredAt),
    recordedAt: row.recordedAt,
    by: row.actorName,
    action: row.action,
    text: person
      ? `Person ${person.number} (${`${person.givenNames} ${person.familyName}`.trim()}): ${sentence}`
      : sentence,
    personIds,
    reason: needed && !may(actor, needed) ? null : row.reason,
  };
}
