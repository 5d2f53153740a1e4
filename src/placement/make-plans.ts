import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import type { Actor } from '../kernel/index.js';
import { newId, UnitOfWork } from '../platform/index.js';
import { JobsService, type JobRun } from '../platform/jobs/jobs.service.js';
import type { Plan } from './domain/plan.js';
import { FACTORS, partsOf, type Factor, type PlanInput } from './domain/scoring.js';
import { GatherInput, hashOf, type AskedPlan } from './gather-input.js';
import { PlacementPlan, PlacementSuggestion, type PlanResult } from './placement.entities.js';
import { runPlacement, type Run } from './run-placement.js';

export const PLAN_KIND = 'placement-plan';

/** What is asked, by whom: the payload of the job. */
export interface PlanJob extends AskedPlan {
  readonly seed: number;
  readonly moves: number | null;
  readonly polish: boolean;
  readonly replanOf: string | null;
  readonly askedBy: Pick<Actor, 'accountId' | 'name' | 'roles' | 'requestId'>;
}

const MOVES_A_CASE = 400;
const [MOST_POLISHED, POLISH_SECONDS] = [500, 60];
const LOOK_MS = 250;
/** Rows of suggestions that one statement inserts. */
const ROWS_AN_INSERT = 50;

/**
 * Makes plans as jobs. The input is gathered and kept with the plan; scoring and search go on in a thread, where the verifier, which
 * shares no code with the engine, has read each plan before it comes back. A cancelled job leaves no plan; earlier ones stand.
 */
@Injectable()
export class MakePlans implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gather: GatherInput,
    private readonly jobs: JobsService,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(PLAN_KIND, (run) => this.work(run));
  }

  private async work({ id, payload, progress }: JobRun): Promise<void> {
    const asked = payload as unknown as PlanJob;
    const before = await this.unitOfWork.read(async (tx) => {
      if (await tx.manager.existsBy(PlacementPlan, { id })) return 'made' as const;
      if (asked.replanOf === null) return null;
      const { result } = await tx.manager.findOneByOrFail(PlacementPlan, { id: asked.replanOf });
      return result.plan.placed;
    });
    // The server ended between the plan's own transaction and that of the job's end.
    if (before === 'made') return;
    const { input, leftOut } = await this.gather.input(asked);
    const waiting = new Set(input.households.map(({ caseId }) => caseId));
    const moves = asked.moves ?? MOVES_A_CASE * input.households.length;
    const run = runPlacement(input, {
      ...{ seed: asked.seed, moves, ruleVersion: input.ruleVersion },
      manner: {
        ...(before === null ? {} : { before: before.filter(({ caseId }) => waiting.has(caseId)) }),
        futures: asked.futures,
      },
      ...(asked.polish ? { polish: { seconds: POLISH_SECONDS, mostCases: MOST_POLISHED } } : {}),
    });
    const plan = await this.watched(run, progress, moves);
    if (plan === null) return;
    const { prices, fairnessCost = null } = run.told()!;
    await this.store(id, asked, input, { plan, prices: rounded(prices!), fairnessCost, leftOut });
    await progress(moves, moves);
  }

  /** The plan at the end; null when the job was called off, or the server stops. */
  private async watched(run: Run, progress: JobRun['progress'], moves: number): Promise<Plan | null> {
    let ended = false;
    const over = run.ended.finally(() => (ended = true));
    over.catch(() => undefined);
    while (!ended) {
      await Promise.race([over.catch(() => undefined), pause(LOOK_MS, undefined, { ref: false })]);
      if (ended) break;
      if (await progress(Math.min(moves, run.soFar()?.moves ?? 0), moves)) continue;
      await run.cancel();
      await over.catch(() => undefined);
      return null;
    }
    return over;
  }

  private store(id: string, asked: PlanJob, input: PlanInput, result: PlanResult): Promise<void> {
    const { plan } = result;
    const actor: Actor = { ...asked.askedBy, municipalityCode: null };
    const home = new Map(plan.placed.map(({ caseId, municipality }) => [caseId, municipality]));
    const receivers = new Map(input.receivers.map((one) => [one.code, one]));
    const suggestions = input.households.map((household): PlacementSuggestion => {
      const municipalityCode = home.get(household.caseId) ?? null;
      const parts =
        municipalityCode === null
          ? FACTORS.map(() => 0)
          : partsOf(household, receivers.get(municipalityCode)!, input.weights);
      return {
        ...{ id: newId(), planId: id, caseId: household.caseId, municipalityCode, persons: household.persons },
        score: parts.reduce((sum, one) => sum + one, 0),
        parts: Object.fromEntries(FACTORS.map((factor, k) => [factor, parts[k]!])) as Record<Factor, number>,
      };
    });
    const sumOf = (all: readonly PlacementSuggestion[]): number => all.reduce((sum, { persons }) => sum + persons, 0);
    const placedPersons = sumOf(suggestions.filter(({ municipalityCode }) => municipalityCode !== null));
    return this.unitOfWork.run(actor, async (tx) => {
      await tx.manager.insert(PlacementPlan, {
        ...{ id, year: asked.year, month: asked.month, replanOf: asked.replanOf, futures: asked.futures },
        ...{ objective: plan.objective, bound: plan.bound, seed: plan.seed, moves: plan.moves },
        ...{ ruleVersion: plan.ruleVersion, inputHash: hashOf(input), input, result },
        ...{ placedPersons, waitingPersons: sumOf(suggestions), madeAt: tx.at, askedBy: actor.name },
      });
      for (let k = 0; k < suggestions.length; k += ROWS_AN_INSERT)
        await tx.manager.insert(PlacementSuggestion, suggestions.slice(k, k + ROWS_AN_INSERT));
      this.audit.record(tx, actor, {
        action: 'placement.plan',
        subjectType: 'placement_plan',
        subjectId: id,
        payload: {
          ...{ year: asked.year, month: asked.month, replanOf: asked.replanOf, seed: plan.seed },
          ...{ ruleVersion: plan.ruleVersion, inputHash: hashOf(input), objective: plan.objective, bound: plan.bound },
        },
      });
    });
  }
}

/** Prices to a thousandth of a point: enough to rank by, and short enough to keep. */
const rounded = (prices: Float64Array): number[] => Array.from(prices, (price) => Math.round(price * 1000) / 1000);
