import { ConditionsUnmet, TransitionRefused } from '../../kernel/index.js';
import type { FactsOf, PersonInGuard } from './person-facts.js';
import { unmetFor } from './person-guards.js';
import { actionsFrom, targetsOf, type PersonAction, type PersonStatus } from './person-lifecycle.js';

/** One decided change of a person's status, not yet written. */
export interface PersonChange {
  personId: string;
  action: PersonAction;
  from: PersonStatus;
  to: PersonStatus;
}

/**
 * Decides a verb for several persons at once, without writing anything.
 * @param factsOf what the guards need to know of each person
 * @param mayDo whether the actor holds the verb's permission: a refusal names no verb that the actor lacks (security.md 3, rule 5)
 * @param to the target, for a verb with several; the table's only target otherwise
 * @throws TransitionRefused when the table does not have the verb in a person's state (all such persons listed)
 * @throws ConditionsUnmet with all unmet conditions of all persons
 */
export function decideAll<A extends PersonAction>(
  persons: readonly PersonInGuard[],
  action: A,
  factsOf: (person: PersonInGuard) => FactsOf[A],
  mayDo: (action: PersonAction) => boolean,
  to?: PersonStatus,
): PersonChange[] {
  const refused = persons.filter((person) => targetsOf(person.status, action).length === 0);
  if (refused.length > 0)
    throw new TransitionRefused(
      refused.map((person) => ({
        personId: person.id,
        from: person.status,
        action,
        allowedActions: actsFrom(person.status, mayDo),
      })),
    );
  const unmet = persons.flatMap((person) => unmetFor(person, action, factsOf(person)));
  if (unmet.length > 0) throw new ConditionsUnmet(unmet);
  return persons.map((person) => {
    const targets = targetsOf(person.status, action);
    const target = to ?? targets[0];
    if (!target || !targets.includes(target) || (to === undefined && targets.length > 1))
      throw new RangeError(`${action} needs one target of ${targets.join(', ')}`);
    return { personId: person.id, action, from: person.status, to: target };
  });
}

/** The word for what an official does: `clear` is the effect of recording what the Security Service stated, and no act of its own. */
export const actOf = (action: PersonAction): Exclude<PersonAction, 'clear'> | 'record_statement' =>
  action === 'clear' ? 'record_statement' : action;

/** What may be done in a state, in the words of next-actions, the routes and the permissions. */
export const actsFrom = (status: PersonStatus, mayDo: (action: PersonAction) => boolean): string[] =>
  actionsFrom(status).filter(mayDo).map(actOf);

const OPENLY: { readonly [to in PersonStatus]?: PersonAction } = {
  granted: 'grant',
  refused: 'refuse',
  excluded: 'exclude',
  discontinued: 'discontinue',
};

/**
 * The word under which the open record keeps a change: a decision of the security unit reads like any other, since its outcome is
 * open and its ground is not (architecture.md 1 (5)).
 */
export const openWordOf = ({ action, to }: Pick<PersonChange, 'action' | 'to'>): PersonAction =>
  action === 'decide_security_case' ? (OPENLY[to] ?? action) : action;
