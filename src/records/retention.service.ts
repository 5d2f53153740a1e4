import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/index.js';
import { AuditService, PurgePayloads } from '../audit/index.js';
import { statusesByCase } from '../cases/index.js';
import {
  Clock,
  ConditionsUnmet,
  NotFound,
  StaleVersion,
  TransitionRefused,
  type Actor,
  type PlainDate,
} from '../kernel/index.js';
import { forUpdate, JobsService, newId, rows, UnitOfWork, type Tx } from '../platform/index.js';
import { addDuration, PolicyService, type PolicyRule } from '../policy/index.js';
import { outcomeOf, type RetentionOutcome } from './domain/retention.js';
import { RetentionRun } from './retention.entities.js';

export const RETENTION_KIND = 'retention.purge';
/** So many cases a run at most: what two people can look through. */
const MOST_CASES = 1_000;

export interface DueCase {
  id: string;
  diaryNumber: string;
  outcome: RetentionOutcome;
  /** The day on which the last of its persons left the road. */
  endedOn: PlainDate;
}

export interface DryRun {
  rule: PolicyRule<'retention'>;
  today: PlainDate;
  cases: DueCase[];
  /** What the open audit log says of them, in payloads. */
  payloads: number;
}

/**
 * Retention (gallring): what the audit log says of cases that ended long enough ago, by outcome and the dated rule, goes for good; the
 * entries and their chain stay. One proposes, another decides, and a job does it. The cases' own rows are not touched.
 */
@Injectable()
export class RetentionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: PolicyService,
    private readonly purging: PurgePayloads,
    private readonly access: AccessService,
    private readonly audit: AuditService,
    private readonly jobs: JobsService,
    private readonly clock: Clock,
  ) {}

  /** What would go today; nothing is changed. Throws ConditionsUnmet when no rule is in force. */
  dryRun(): Promise<DryRun> {
    return this.unitOfWork.read(async (tx) => {
      const today = this.clock.today();
      const rule = await this.policy.ruleOn(tx, 'retention', today);
      const cases = await this.due(tx, rule, today);
      const payloads = await this.purging.count(
        tx,
        'open',
        cases.map(({ id }) => id),
      );
      return { rule, today, cases, payloads };
    });
  }

  /** Proposes that what is due today goes. Throws ConditionsUnmet when nothing is, or another run waits. */
  propose(reason: string, actor: Actor): Promise<RetentionRun> {
    return this.unitOfWork.run(actor, async (tx) => {
      const today = this.clock.today();
      const rule = await this.policy.ruleOn(tx, 'retention', today);
      const cases = await this.due(tx, rule, today);
      if (cases.length === 0) throw new ConditionsUnmet([unmet('nothingDue', 'No case is due today.')]);
      const open = await tx.manager.findBy(RetentionRun, [{ state: 'proposed' }, { state: 'decided' }]);
      if (open.length > 0) throw new ConditionsUnmet([unmet('runOpen', 'Another run is not yet ended.')]);
      const run: RetentionRun = {
        ...EMPTY,
        ...{ id: newId(), ruleCode: rule.code, dueOn: today, caseIds: cases.map(({ id }) => id), reason },
        ...{ proposedById: actor.accountId, proposedByName: actor.name, proposedAt: tx.at },
      };
      await tx.manager.insert(RetentionRun, run);
      this.log(tx, actor, 'retention.propose', run, { ruleCode: rule.code, cases: cases.length }, reason);
      return run;
    });
  }

  /** A second person decides; what is approved is begun at once. Throws NotFound, StaleVersion, TransitionRefused or ConditionsUnmet. */
  decide(
    runId: string,
    version: number,
    { approved, note = null }: { approved: boolean; note?: string | null },
    actor: Actor,
  ): Promise<RetentionRun> {
    return this.unitOfWork.run(actor, async (tx) => {
      const run = await this.held(tx, runId);
      if (run.version !== version) throw new StaleVersion({ currentVersion: run.version });
      if (run.state !== 'proposed')
        throw new TransitionRefused([{ from: run.state, action: 'decide', allowedActions: [] }], 'the retention run');
      // A second account of who proposed is no second person, nor is who acted in their place in one of the cases.
      const official = await this.access.officialOf(tx, [actor.accountId, run.proposedById], run.caseIds);
      if (official(run.proposedById) === official(actor.accountId))
        throw new ConditionsUnmet([unmet('secondPersonNeeded', 'Who proposed the run cannot decide on it.')]);
      const set = {
        state: approved ? ('decided' as const) : ('rejected' as const),
        ...{ decidedById: actor.accountId, decidedByName: actor.name, decidedAt: tx.at, note },
      };
      const next = await this.write(tx, run, set);
      if (approved) await this.jobs.enqueue(tx, RETENTION_KIND, { runId });
      this.log(tx, actor, 'retention.decide', run, { approved, cases: run.caseIds.length }, note);
      return next;
    });
  }

  /** All runs, the latest first. */
  all(): Promise<RetentionRun[]> {
    return this.unitOfWork.read((tx) => tx.manager.find(RetentionRun, { order: { id: 'DESC' } }));
  }

  /** One run. Throws NotFound. */
  one(runId: string): Promise<RetentionRun> {
    return this.unitOfWork.read((tx) => this.find(tx, runId));
  }

  private async find(tx: Tx, runId: string): Promise<RetentionRun> {
    const run = await tx.manager.findOneBy(RetentionRun, { id: runId });
    if (!run) throw new NotFound('retention run');
    return run;
  }

  /** One run, which nobody else changes until the commit. Throws NotFound. */
  async held(tx: Tx, runId: string): Promise<RetentionRun> {
    await rows(tx.manager, `SELECT id FROM retention_runs WHERE id = :runId${forUpdate(tx.manager)}`, { runId });
    return this.find(tx, runId);
  }

  /** Changes a run on its version. Throws StaleVersion. */
  async write(tx: Tx, run: RetentionRun, set: Partial<RetentionRun>): Promise<RetentionRun> {
    const next = { ...run, ...set, version: run.version + 1 };
    const { affected } = await tx.manager
      .createQueryBuilder()
      .update(RetentionRun)
      .set({ ...set, version: next.version })
      .where('id = :id AND version = :version', { id: run.id, version: run.version })
      .execute();
    if (affected !== 1) throw new StaleVersion({ currentVersion: next.version });
    return next;
  }

  /** The cases whose time is over on the day, the oldest first; of those named, when some are. */
  async due(tx: Tx, { value }: PolicyRule<'retention'>, today: PlainDate, among?: string[]): Promise<DueCase[]> {
    const found = await statusesByCase(tx, among);
    const byCase = new Map<string, typeof found>();
    for (const row of found) byCase.set(row.id, [...(byCase.get(row.id) ?? []), row]);
    return [...byCase.values()]
      .flatMap((persons) => {
        const outcome = outcomeOf(persons.map(({ status }) => status));
        const endedOn = persons
          .map(({ statusSince }) => statusSince)
          .sort()
          .at(-1)!;
        if (outcome === null || addDuration(endedOn, { months: value.months[outcome] }) > today) return [];
        return [{ id: persons[0]!.id, diaryNumber: persons[0]!.diaryNumber, outcome, endedOn }];
      })
      .sort((a, b) => a.endedOn.localeCompare(b.endedOn) || a.id.localeCompare(b.id))
      .slice(0, MOST_CASES);
  }

  private log(
    tx: Tx,
    actor: Actor,
    action: string,
    { id }: RetentionRun,
    payload: Record<string, unknown>,
    reason: string | null,
  ): void {
    this.audit.record(tx, actor, { action, subjectType: 'retention_run', subjectId: id, payload, reason });
  }
}

const unmet = (code: string, detail: string) => ({ code, detail, source: 'security.md 6; policy: retention' });

const EMPTY = {
  ...{ state: 'proposed' as const, version: 1, decidedById: null, decidedByName: null, decidedAt: null, note: null },
  ...{ seenTo: 0, spared: 0, payloads: 0, digest: null, chainPosition: null, doneAt: null },
};
