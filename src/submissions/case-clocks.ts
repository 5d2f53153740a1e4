import { Injectable } from '@nestjs/common';
import type { ResettlementCase } from '../cases/index.js';
import { addMonths, Clock, ConditionsUnmet, type PlainDate, type Unmet } from '../kernel/index.js';
import { insertRows, newId, type Tx } from '../platform/index.js';
import { addDuration, coversDate, type PolicyKind, type PolicyRule } from '../policy/index.js';
import { clocksOf, unmetForExtension, type ClockKind } from './domain/clocks.js';
import type { Rrf } from './domain/rrf.js';
import { CaseClock } from './submissions.entities.js';

/** The rule of the kind in force on the day; null when there was none yet. */
export const ruleIfAny = <Kind extends PolicyKind>(
  rules: readonly PolicyRule[],
  kind: Kind,
  on: PlainDate,
): PolicyRule<Kind> | null =>
  rules.find(
    (rule): rule is PolicyRule<Kind> => rule.kind === kind && rule.status === 'in_force' && coversDate(rule, on),
  ) ?? null;

/** A clock as it is read: plain data. */
export type RunningClock = CaseClock;

/** The clocks of registered cases (domain/clocks.ts). */
@Injectable()
export class CaseClocks {
  constructor(private readonly clock: Clock) {}

  /**
   * Starts the clocks of a case that is registered, by the rules of that day; a case whose priority changed gets those of the new one
   * and keeps what it has of them. A day without a rule (before the Regulation applied) starts none. `running` are the clocks that
   * the case has: none of a case that was opened just now.
   */
  async start(
    tx: Tx,
    theCase: Pick<ResettlementCase, 'id' | 'registeredOn'>,
    rrf: Rrf,
    rules: readonly PolicyRule[],
    running?: readonly CaseClock[],
  ): Promise<void> {
    const { registeredOn } = theCase;
    if (registeredOn === null) return;
    const wanted = clocksOf(rrf.priority);
    const standing = running ?? (await this.of(tx, theCase.id));
    // UNHCR's priority counts from the submission at that priority; the way to the conclusion stays as it runs.
    const ended = standing.filter(({ kind }) => kind === 'priority' || !wanted.includes(kind));
    for (const { id } of ended) await tx.manager.delete(CaseClock, { id });
    const started = wanted
      .filter((kind) => !standing.some((one) => one.kind === kind && !ended.includes(one)))
      .flatMap((kind): CaseClock[] => {
        const due = dueFrom(kind, registeredOn, rrf, rules);
        const extension = { extendedByMonths: null, extendedOn: null, extensionReason: null };
        return due ? [{ ...due, ...extension, id: newId(), caseId: theCase.id, kind }] : [];
      });
    await insertRows(tx.manager, CaseClock, started);
  }

  /** The clocks of a case: none before it is registered. */
  of(tx: Tx, caseId: string): Promise<CaseClock[]> {
    return tx.manager.find(CaseClock, { where: { caseId }, order: { dueOn: 'ASC', kind: 'ASC' } });
  }

  /** Gives a case the clocks of another one, extension included: a part that is split off is registered as of the same day. */
  async copy(tx: Tx, fromCaseId: string, toCaseId: string): Promise<void> {
    for (const clock of await this.of(tx, fromCaseId))
      await tx.manager.insert(CaseClock, { ...clock, id: newId(), caseId: toCaseId });
  }

  /** A case into which another was merged runs by whichever clock of a kind began first: nobody waits longer for having been merged. */
  async keepEarlier(tx: Tx, fromCaseId: string, toCaseId: string): Promise<void> {
    const ours = await this.of(tx, toCaseId);
    for (const { id: _id, caseId: _caseId, ...theirs } of await this.of(tx, fromCaseId)) {
      const running = ours.find(({ kind }) => kind === theirs.kind);
      if (running && theirs.startedOn < running.startedOn)
        await tx.manager.update(CaseClock, { id: running.id }, theirs);
    }
  }

  /** What stands against lengthening the clock of a case, by however little. */
  async unmetForExtending(tx: Tx, theCase: ResettlementCase): Promise<Unmet[]> {
    const clock = (await this.of(tx, theCase.id)).find(({ kind }) => kind !== 'priority') ?? null;
    return unmetForExtension(clock, { months: 0, longest: 0, isConcluded: nobodyAwaits(theCase) });
  }

  /**
   * Lengthens the clock to the conclusion, once, by at most the months that its rule allows (Regulation (EU) 2024/1350 article 9).
   * Throws ConditionsUnmet with all reasons.
   */
  async extend(
    tx: Tx,
    theCase: ResettlementCase,
    { months, reason }: { months: number; reason: string },
    rules: readonly PolicyRule[],
  ): Promise<{ dueOn: PlainDate; from: PlainDate }> {
    const clock = (await this.of(tx, theCase.id)).find(({ kind }) => kind !== 'priority') ?? null;
    const rule = rules.find(({ code }) => code === clock?.ruleCode);
    const longest =
      rule?.kind === 'eu-conclusion-clock' ? (rule as PolicyRule<typeof rule.kind>).value.extensionMonths : 0;
    const isConcluded = nobodyAwaits(theCase);
    const unmet = unmetForExtension(clock, { months, longest, isConcluded });
    if (!clock || unmet.length > 0) throw new ConditionsUnmet(unmet);
    const dueOn = addMonths(clock.dueOn, months);
    const extendedOn = this.clock.today();
    const written = await tx.manager
      .createQueryBuilder()
      .update(CaseClock)
      .set({ dueOn, extendedByMonths: months, extendedOn, extensionReason: reason })
      .where('id = :id AND extended_on IS NULL', { id: clock.id })
      .execute();
    if (written.affected !== 1)
      throw new ConditionsUnmet(unmetForExtension({ ...clock, extendedOn }, { months, longest, isConcluded }));
    return { dueOn, from: clock.dueOn };
  }
}

/** The states in which a person awaits the conclusion. */
export const AWAITING_DECISION = ['listed', 'in_screening', 'cleared', 'under_examination', 'deferred'] as const;

const nobodyAwaits = ({ persons }: ResettlementCase): boolean =>
  !persons.some(({ status }) => (AWAITING_DECISION as readonly string[]).includes(status));

function dueFrom(
  kind: ClockKind,
  registeredOn: PlainDate,
  { priority, submittedOn }: Rrf,
  rules: readonly PolicyRule[],
): Pick<CaseClock, 'startedOn' | 'dueOn' | 'ruleCode'> | null {
  if (kind === 'priority') {
    const rule = ruleIfAny(rules, 'priority-clock', submittedOn);
    return (
      rule && { startedOn: submittedOn, dueOn: addDuration(submittedOn, rule.value[priority]), ruleCode: rule.code }
    );
  }
  const rule = ruleIfAny(rules, kind === 'eu_emergency' ? 'eu-emergency-clock' : 'eu-conclusion-clock', registeredOn);
  const months = rule?.value.months;
  return rule && months !== undefined
    ? { startedOn: registeredOn, dueOn: addMonths(registeredOn, months), ruleCode: rule.code }
    : null;
}
