import type { AuditService } from '../audit/index.js';
import { yearOf, type Actor, type PlainDate } from '../kernel/index.js';
import { insertRows, newId, type Tx } from '../platform/index.js';
import { keepPlacing } from './case-placings.js';
import { refuseTwice, stepOf, withStatus } from './case-rows.js';
import { CaseRow, PersonRow, PersonTransition } from './cases.entities.js';
import { nextDiaryNumber } from './diary.js';
import { keepNames } from './name-keys.js';
import type { NewCase, ResettlementCase } from './resettlement-case.js';

/** Opens a case with its persons, all `listed`, under a new diary number. Throws ConditionsUnmet when the RRF or a person stands in another case. */
export async function openCase(
  tx: Tx,
  audit: AuditService,
  actor: Actor,
  wanted: NewCase,
  today: PlainDate,
): Promise<ResettlementCase> {
  const { persons, complete, choice, ...told } = wanted;
  const row: CaseRow = {
    ...told,
    id: newId(),
    diaryNumber: await nextDiaryNumber(tx, 'VID', yearOf(today)),
    intake: complete ? 'registered' : 'received',
    registeredOn: complete ? today : null,
    route: null,
    routeReason: null,
    officerId: null,
    officerName: null,
    version: 1,
    changedBy: actor.name,
    changedAt: tx.at,
  };
  const listed = persons.map((person, index): PersonRow => ({
    ...person,
    id: newId(),
    caseId: row.id,
    number: index + 1,
    identityVersion: 1,
    status: 'listed',
    statusSince: today,
    active: true,
  }));
  await insertRows(tx.manager, CaseRow, [row]).catch(
    refuseTwice('rrfAlreadyReceived', 'This RRF was received before.', 'resettlement_reference'),
  );
  await Promise.all([
    keepPlacing(tx, actor, row.id, { how: 'received', subQuotaId: row.subQuotaId, choice }, today),
    insertRows(tx.manager, PersonRow, listed).catch(
      refuseTwice('personInAnotherCase', 'A person of this RRF stands in another active case.', 'individual_number'),
    ),
  ]);
  await insertRows(
    tx.manager,
    PersonTransition,
    listed.map((person) =>
      stepOf(tx, actor, row.id, 1, { personId: person.id, action: 'list', from: null, to: 'listed' }, today, null),
    ),
  );
  await keepNames(tx, listed);
  audit.record(tx, actor, {
    action: 'case.create',
    subjectType: 'case',
    subjectId: row.id,
    caseId: row.id,
    payload: { diaryNumber: row.diaryNumber },
  });
  for (const person of listed)
    audit.record(tx, actor, {
      action: 'person.list',
      subjectType: 'person',
      subjectId: person.id,
      caseId: row.id,
      payload: { from: null, to: 'listed', occurredOn: today },
    });
  return withStatus(row, listed);
}
