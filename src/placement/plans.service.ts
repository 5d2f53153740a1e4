import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { ConditionsUnmet, NotFound, type Actor } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { ReferenceService } from '../reference/index.js';
import { PLAN_KIND, type PlanJob } from './make-plans.js';
import { PlacementChoice, PlacementPlan, PlacementSuggestion } from './placement.entities.js';

/** A plan, or the job that is making it. */
export interface PlanView {
  id: string;
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number | null;
  error: string | null;
  asked: Pick<PlanJob, 'year' | 'month' | 'seed' | 'futures' | 'replanOf'> & { askedBy: string };
  /** Null until it is made. */
  plan: PlacementPlan | null;
}

/** A suggestion with where its case stands now. */
export interface SuggestionView extends PlacementSuggestion {
  diaryNumber: string;
  caseVersion: number;
  /** Somebody of the case still waits for a municipality. */
  open: boolean;
  municipalityName: string | null;
  choices: PlacementChoice[];
}

const CASES_AT_ONCE = 200;
const LATEST = 50;

/** Plans as officials ask for them, call them off and read them. */
@Injectable()
export class PlansService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobsService,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
  ) {}

  /** Queues a plan; returns its id. Throws NotFound for an earlier plan that does not exist. */
  ask(asked: Omit<PlanJob, 'askedBy'>, actor: Actor): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      if (asked.replanOf !== null && !(await tx.manager.existsBy(PlacementPlan, { id: asked.replanOf })))
        throw new NotFound('plan');
      const { accountId, name, roles, requestId } = actor;
      const id = newId();
      this.audit.record(tx, actor, {
        action: 'placement.ask',
        subjectType: 'placement_plan',
        subjectId: id,
        payload: { year: asked.year, month: asked.month, replanOf: asked.replanOf },
      });
      return this.jobs.enqueue(tx, PLAN_KIND, { ...asked, askedBy: { accountId, name, roles, requestId } }, id);
    });
  }

  /** Calls a plan in the making off. Throws NotFound, or ConditionsUnmet when it has ended. */
  cancel(planId: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.jobOf(tx, planId);
      if (!(await this.jobs.cancel(tx, planId)))
        throw new ConditionsUnmet([
          { code: 'planEnded', detail: 'The plan was made: nothing is left to call off.', source: 'Vidar' },
        ]);
      this.audit.record(tx, actor, {
        action: 'placement.cancel',
        subjectType: 'placement_plan',
        subjectId: planId,
        payload: {},
      });
    });
  }

  /** The latest plans, the newest first. */
  list(): Promise<PlacementPlan[]> {
    return this.unitOfWork.read((tx) =>
      tx.manager.find(PlacementPlan, { order: { madeAt: 'DESC', id: 'DESC' }, take: LATEST }),
    );
  }

  /** A plan, or how far its making is. Throws NotFound. */
  one(planId: string): Promise<PlanView> {
    return this.unitOfWork.read(async (tx) => {
      const job = await this.jobOf(tx, planId);
      const { askedBy, ...asked } = job.payload as PlanJob;
      const plan = await tx.manager.findOneBy(PlacementPlan, { id: planId });
      const { status, done, total, error } = job;
      // The plan's row is there a moment before the job has ended.
      return {
        ...{ id: planId, done, total, error, plan },
        status: plan === null && status === 'done' ? 'failed' : plan !== null ? 'done' : status,
        asked: { ...asked, askedBy: askedBy.name },
      };
    });
  }

  /** The plan's row. Throws NotFound. */
  async made(tx: Tx, planId: string): Promise<PlacementPlan> {
    const plan = await tx.manager.findOneBy(PlacementPlan, { id: planId });
    if (!plan) throw new NotFound('plan');
    return plan;
  }

  /** All suggestions of a plan with what was chosen on them; those still open first, then by municipality. Throws NotFound. */
  async suggestions(planId: string): Promise<SuggestionView[]> {
    const nameOf = new Map((await this.reference.municipalities()).map(({ code, name }) => [code, name]));
    return this.unitOfWork.read(async (tx) => {
      await this.made(tx, planId);
      const all = await tx.manager.find(PlacementSuggestion, { where: { planId }, order: { id: 'ASC' } });
      const choices = await tx.manager
        .createQueryBuilder(PlacementChoice, 'c')
        .innerJoin(PlacementSuggestion, 's', 's.id = c.suggestionId')
        .where('s.planId = :planId', { planId })
        .orderBy('c.id')
        .getMany();
      const views: SuggestionView[] = [];
      for (let k = 0; k < all.length; k += CASES_AT_ONCE) {
        const some = all.slice(k, k + CASES_AT_ONCE);
        const found = await this.cases.getMany(
          tx,
          some.map(({ caseId }) => caseId),
        );
        const cases = new Map(found.map((one) => [one.id, one]));
        for (const suggestion of some) {
          const { diaryNumber, version, persons } = cases.get(suggestion.caseId)!;
          views.push({
            ...suggestion,
            ...{ diaryNumber, caseVersion: version },
            open: persons.some(({ status }) => status === 'granted'),
            municipalityName: nameOf.get(suggestion.municipalityCode ?? '') ?? null,
            choices: choices.filter(({ suggestionId }) => suggestionId === suggestion.id),
          });
        }
      }
      const key = ({ open, municipalityName, diaryNumber }: SuggestionView): string =>
        `${open ? 0 : 1} ${municipalityName ?? ''} ${diaryNumber}`;
      return views.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    });
  }

  private async jobOf(tx: Tx, planId: string) {
    const job = await this.jobs.find(tx, planId);
    if (job?.kind !== PLAN_KIND) throw new NotFound('plan');
    return job;
  }
}
