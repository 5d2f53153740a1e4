import { Injectable } from '@nestjs/common';
import { AccessService, permits } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { Clock, ConditionsUnmet, Forbidden, NotFound, StaleVersion, type Actor } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { CaseView, type Sharing } from './case-views.entities.js';
import { unmetForSharing } from './domain/view-rules.js';
import { SearchCases } from './search-cases.js';
import { conditionsOf, orderOf, type CaseFilters, type Sort } from './search-filter.js';

/** What its keeper says of a view. */
export interface ToldOfView {
  readonly name: string;
  readonly filters: CaseFilters;
  readonly sort: Sort | null;
  readonly columns: readonly string[];
  readonly sharedWith: Sharing;
  readonly role: string | null;
}

/** A view as somebody sees it: how many cases are in it for them, and whether they may change it. */
export type SeenView = CaseView & { readonly count: number; readonly mayChange: boolean };

const MOST_VIEWS = 200;

/** Searches that are kept: one's own, and those that colleagues share. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly search: SearchCases,
    private readonly access: AccessService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The views that the actor may see, by name, each with the number of its cases now; logged with the numbers. */
  list(actor: Actor): Promise<SeenView[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const all = await tx.manager.find(CaseView, { order: { name: 'ASC', id: 'ASC' } });
      const left = await this.whoLeft(tx, actor);
      const seen: SeenView[] = [];
      for (const view of all.filter((one) => isSeenBy(one, actor, left)).slice(0, MOST_VIEWS))
        seen.push(await this.counted(tx, view, actor, left));
      this.audit.recordRead(tx, actor, {
        action: 'view.list',
        subjectType: 'case_view',
        subjectId: null,
        payload: { counts: Object.fromEntries(seen.map(({ id, count }) => [id, count])) },
      });
      return seen;
    });
  }

  /** One view, by the id that a link carries. Throws NotFound when it is not the actor's to see. */
  one(actor: Actor, viewId: string): Promise<SeenView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const left = await this.whoLeft(tx, actor);
      const seen = await this.counted(tx, await this.get(tx, actor, viewId, left), actor, left);
      this.audit.recordRead(tx, actor, {
        action: 'view.read',
        subjectType: 'case_view',
        subjectId: viewId,
        payload: { count: seen.count },
      });
      return seen;
    });
  }

  /** Keeps a search. Throws ConditionsUnmet for one that cannot be shared so, and InvalidInput for filters that exclude each other. */
  keep(actor: Actor, told: ToldOfView): Promise<SeenView> {
    return this.unitOfWork.run(actor, async (tx) => {
      this.judge(actor, told);
      const owner = { ownerId: actor.accountId, ownerName: actor.name };
      const view = { id: newId(), ...owner, ...columnsOf(told), version: 1, changedBy: actor.name, changedAt: tx.at };
      await tx.manager.insert(CaseView, view);
      this.log(tx, actor, 'view.keep', view);
      return this.counted(tx, view, actor, new Set());
    });
  }

  /** Changes a view: its owner, or the lead a shared one. Throws NotFound, Forbidden, StaleVersion, ConditionsUnmet and InvalidInput. */
  change(actor: Actor, viewId: string, version: number, told: ToldOfView): Promise<SeenView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { view, left } = await this.getToChange(tx, actor, viewId, version);
      this.judge(actor, told);
      return this.counted(tx, await this.write(tx, actor, view, columnsOf(told), 'view.change'), actor, left);
    });
  }

  /** Gives a view another owner: the lead, when a colleague has left or works elsewhere. Throws as `change` does. */
  transfer(actor: Actor, viewId: string, version: number, ownerId: string): Promise<SeenView> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { view, left } = await this.getToChange(tx, actor, viewId, version);
      const account = (await this.access.accounts(tx)).find(({ id }) => id === ownerId);
      if (!account || account.closedAt !== null || !permits(account.roles, 'view.keep'))
        throw new ConditionsUnmet([
          {
            code: 'cannotOwnView',
            detail: 'The new owner needs an open account that may keep views.',
            source: 'Utlänningsdatalagen (2016:27) 16 §',
          },
        ]);
      const owner = { ownerId, ownerName: account.name };
      return this.counted(tx, await this.write(tx, actor, view, owner, 'view.transfer'), actor, left);
    });
  }

  /** Takes a view away. Throws as `change` does. */
  async remove(actor: Actor, viewId: string, version: number): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const { view } = await this.getToChange(tx, actor, viewId, version);
      const { affected } = await tx.manager.delete(CaseView, { id: viewId, version });
      if (affected !== 1) throw new StaleVersion({ currentVersion: version + 1 });
      this.log(tx, actor, 'view.remove', view);
    });
  }

  private async get(tx: Tx, actor: Actor, viewId: string, left: ReadonlySet<string>): Promise<CaseView> {
    const view = await tx.manager.findOneBy(CaseView, { id: viewId });
    if (!view || !isSeenBy(view, actor, left)) throw new NotFound('view');
    return view;
  }

  private async getToChange(tx: Tx, actor: Actor, viewId: string, version: number) {
    const left = await this.whoLeft(tx, actor);
    const view = await this.get(tx, actor, viewId, left);
    if (!mayChange(view, actor, left)) throw new Forbidden('view.lead');
    if (view.version !== version)
      throw new StaleVersion({ currentVersion: view.version, changedBy: view.changedBy, changedAt: view.changedAt });
    return { view, left };
  }

  private async write(tx: Tx, actor: Actor, view: CaseView, set: Partial<CaseView>, action: string): Promise<CaseView> {
    const next = { ...view, ...set, version: view.version + 1, changedBy: actor.name, changedAt: tx.at };
    const { id: _id, ...written } = next;
    const { affected } = await tx.manager.update(CaseView, { id: view.id, version: view.version }, written);
    if (affected !== 1) throw new StaleVersion({ currentVersion: next.version });
    this.log(tx, actor, action, next);
    return next;
  }

  private judge(actor: Actor, { filters, sort, sharedWith, role }: ToldOfView): void {
    orderOf(filters, sort);
    conditionsOf(filters, actor, this.clock.today());
    const unmet = unmetForSharing({ sharedWith, role, text: filters.text });
    if (unmet.length > 0) throw new ConditionsUnmet(unmet);
  }

  private async counted(tx: Tx, view: CaseView, actor: Actor, left: ReadonlySet<string>): Promise<SeenView> {
    const count = await this.search.count(tx, actor, view.filters);
    return { ...view, count, mayChange: mayChange(view, actor, left) };
  }

  /** The accounts that are closed, for who leads: their views wait for somebody. */
  private async whoLeft(tx: Tx, actor: Actor): Promise<Set<string>> {
    if (!leads(actor)) return new Set();
    return new Set((await this.access.accounts(tx)).filter(({ closedAt }) => closedAt !== null).map(({ id }) => id));
  }

  /** What was looked for by name or number is not told. */
  private log(tx: Tx, actor: Actor, action: string, view: CaseView): void {
    const { text, ...filters } = view.filters;
    const { ownerId, sharedWith, role, sort } = view;
    this.audit.record(tx, actor, {
      action,
      subjectType: 'case_view',
      subjectId: view.id,
      payload: { ownerId, sharedWith, role, sort, filters, hasText: text !== undefined },
    });
  }
}

const columnsOf = ({ name, filters, sort, columns, sharedWith, role }: ToldOfView) => ({
  ...{ name, sort, sharedWith, role },
  filters: { ...filters },
  columns: [...columns],
});

const leads = ({ roles }: Actor): boolean => permits(roles, 'view.lead');
const isOwn = ({ ownerId }: CaseView, { accountId }: Actor): boolean => ownerId === accountId;

/** One's own, what is shared with one, and for the lead whatever is shared or was left behind. */
const isSeenBy = (view: CaseView, actor: Actor, left: ReadonlySet<string>): boolean =>
  isOwn(view, actor) ||
  view.sharedWith === 'everyone' ||
  (view.sharedWith === 'role' && (leads(actor) || actor.roles.includes(view.role ?? ''))) ||
  left.has(view.ownerId);

const mayChange = (view: CaseView, actor: Actor, left: ReadonlySet<string>): boolean =>
  isOwn(view, actor) || (leads(actor) && (view.sharedWith !== 'nobody' || left.has(view.ownerId)));
