import { ConditionsUnmet, type Actor, type PlainDate } from '../kernel/index.js';
import { isUniqueViolation, newId, type Tx } from '../platform/index.js';
import type { CaseRow, PersonTransition } from './cases.entities.js';
import { caseStatusOf } from './domain/case-status.js';
import type { PersonChange } from './domain/decide.js';
import type { PersonStatus } from './domain/person-lifecycle.js';
import type { PersonInCase, ResettlementCase } from './resettlement-case.js';

/** The case with what is derived from its persons. */
export const withStatus = (row: CaseRow, persons: PersonInCase[]): ResettlementCase => ({
  ...row,
  status: caseStatusOf(
    row.intake,
    persons.map((person) => person.status),
  ),
  persons,
});

/** The row of one step of a person; `step` counts them from 1. */
export const stepOf = (
  tx: Tx,
  actor: Actor,
  caseId: string,
  step: number,
  {
    personId,
    action,
    from,
    to,
  }: Omit<PersonChange, 'action' | 'from'> & Pick<PersonTransition, 'action'> & { from: PersonStatus | null },
  occurredOn: PlainDate,
  reason: string | null,
): PersonTransition => ({
  id: newId(),
  personId,
  caseId,
  step,
  action,
  fromStatus: from,
  toStatus: to,
  occurredOn,
  recordedAt: tx.at,
  actorId: actor.accountId || null,
  reason,
});

/** The two ways in which the same thing would stand in the house twice, refused by the database and told in words. */
export const refuseTwice =
  (code: string, detail: string, column: string) =>
  (error: unknown): never => {
    if (
      isUniqueViolation(error, column) ||
      isUniqueViolation(error, code === 'rrfAlreadyReceived' ? 'ux_cases_reference' : 'ux_persons_active')
    )
      throw new ConditionsUnmet([
        { code, detail, source: 'domain.md (a): no person in two active cases, no submission twice' },
      ]);
    throw error;
  };
