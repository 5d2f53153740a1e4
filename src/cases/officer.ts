import { Injectable } from '@nestjs/common';
import { AccessService, permits } from '../access/index.js';
import { ConditionsUnmet, NotFound, StaleVersion, type Actor } from '../kernel/index.js';
import { rows, UnitOfWork, type Tx } from '../platform/index.js';
import { CasesService } from './cases.service.js';
import type { ResettlementCase } from './resettlement-case.js';

/** The case as it was seen when it was chosen. */
export interface ChosenCase {
  readonly caseId: string;
  readonly version: number;
}

export const ASSIGNED = ['assigned', 'unchanged', 'stale', 'notFound'] as const;
/** What became of one case of several, and the version that it has now. */
export interface OfficerAssigned {
  readonly caseId: string;
  readonly outcome: (typeof ASSIGNED)[number];
  readonly version: number | null;
}

/** The roles that carry a case along the road. */
const RESPONSIBLE: readonly string[] = [
  'coordinator',
  'case_officer',
  'decision_maker',
  'mission_leader',
  'placement_officer',
  'travel_officer',
];

/** Whoever works behind the wall is never responsible in the open: whose cases they are would tell what stands there. */
const canBeResponsible = ({ roles, closedAt }: { roles: readonly string[]; closedAt: string | null }): boolean =>
  closedAt === null && roles.some((role) => RESPONSIBLE.includes(role)) && !permits(roles, 'screening.read');

/** An official who can be responsible for cases, and for how many they are. */
export interface Holder {
  readonly officerId: string;
  readonly name: string;
  readonly roles: string[];
  readonly cases: number;
}

type Officer = { id: string; name: string } | null;

/** Who is responsible for a case: one official, or nobody yet. */
@Injectable()
export class AssignOfficer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly access: AccessService,
  ) {}

  /** Makes the official responsible, or nobody for null. Throws StaleVersion, NotFound and ConditionsUnmet. */
  assign(caseId: string, version: number, officerId: string | null, actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      return this.hand(tx, theCase, await this.officer(tx, officerId), actor);
    });
  }

  /**
   * The same for many cases at once, each on the version that was seen: what was changed meanwhile is left alone and told, the
   * others are handed over. Throws ConditionsUnmet when the official cannot be responsible for any.
   */
  assignMany(chosen: readonly ChosenCase[], officerId: string | null, actor: Actor): Promise<OfficerAssigned[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const officer = await this.officer(tx, officerId);
      const done = new Map<string, OfficerAssigned>();
      // In the order of the ids, so that two who do so at once never wait for each other in a ring.
      for (const one of chosen.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1)))
        done.set(one.caseId, await this.assignOne(tx, one, officer, actor));
      return [...new Set(chosen.map(({ caseId }) => caseId))].map((caseId) => done.get(caseId)!);
    });
  }

  /** Who can be responsible, by name, with how many cases each holds that somebody is still on the road in; and how many nobody holds. */
  whoHoldsWhat(): Promise<{ officers: Holder[]; unassigned: number }> {
    return this.unitOfWork.read(async (tx) => {
      const counts = await rows<{ officerId: string | null; n: number | string }>(
        tx.manager,
        `SELECT c.officer_id AS "officerId", count(*) AS n FROM cases c
         WHERE EXISTS (SELECT 1 FROM persons p WHERE p.case_id = c.id AND p.active) GROUP BY c.officer_id`,
      );
      const held = new Map(counts.map(({ officerId, n }) => [officerId, Number(n)]));
      const officers = (await this.access.accounts(tx)).filter(canBeResponsible).map(({ id, name, roles }) => ({
        ...{ officerId: id, name, roles: [...roles] },
        cases: held.get(id) ?? 0,
      }));
      return {
        officers: officers.toSorted((a, b) => a.name.localeCompare(b.name, 'sv')),
        unassigned: held.get(null) ?? 0,
      };
    });
  }

  private async assignOne(tx: Tx, { caseId, version }: ChosenCase, officer: Officer, actor: Actor) {
    try {
      const theCase = await this.cases.get(tx, caseId, version);
      if (theCase.officerId === (officer?.id ?? null)) return { caseId, outcome: 'unchanged' as const, version };
      const next = await this.hand(tx, theCase, officer, actor);
      return { caseId, outcome: 'assigned' as const, version: next.version };
    } catch (error) {
      if (error instanceof NotFound) return { caseId, outcome: 'notFound' as const, version: null };
      if (!(error instanceof StaleVersion)) throw error;
      return { caseId, outcome: 'stale' as const, version: error.current.currentVersion };
    }
  }

  private hand(tx: Tx, theCase: ResettlementCase, officer: Officer, actor: Actor): Promise<ResettlementCase> {
    return this.cases.change(tx, theCase, actor, {
      action: 'case.assign_officer',
      set: { officerId: officer?.id ?? null, officerName: officer?.name ?? null },
      payload: { before: theCase.officerId },
    });
  }

  private async officer(tx: Tx, officerId: string | null): Promise<Officer> {
    if (officerId === null) return null;
    const account = (await this.access.accounts(tx)).find(({ id }) => id === officerId);
    if (!account || !canBeResponsible(account))
      throw new ConditionsUnmet([
        {
          code: 'notAnOfficer',
          detail: 'Only an official with an open account who works with cases can be responsible for one.',
          source: 'Utlänningsdatalagen (2016:27) 16 §',
        },
      ]);
    return { id: account.id, name: account.name };
  }
}
