import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { knownUntil } from '../quotas/index.js';
import type { Route } from './cases.entities.js';
import type { PersonStatus } from './domain/person-lifecycle.js';

/** A step of a person, with the case in which the person stands at the end of the dates. */
export interface StatusStep {
  readonly personId: string;
  readonly caseId: string;
  readonly toStatus: PersonStatus;
  readonly occurredOn: PlainDate;
}

/** Where a case stood at the dates; its route is the one it has today, for routes keep no history of their own. */
export interface CaseStanding {
  readonly caseId: string;
  readonly route: Route | null;
  readonly subQuotaId: string | null;
}

export interface KnownHistory {
  /** By person, in the order of the steps. */
  readonly steps: readonly StatusStep[];
  readonly cases: readonly CaseStanding[];
}

/** Every person's way through the states as it was known at two dates: from rows that are never changed, without names. */
@Injectable()
export class StatusHistory {
  /** `through` limits what had happened, `asOf` what was known at the end of that day. */
  async of(tx: Tx, { through, asOf }: { through: PlainDate; asOf: PlainDate }): Promise<KnownHistory> {
    const limits = { through, known: knownUntil(asOf) };
    const within = 'occurred_on <= :through AND recorded_at <= :known';
    const steps = await rows<StatusStep>(
      tx.manager,
      `SELECT person_id AS "personId", case_id AS "caseId", to_status AS "toStatus", occurred_on AS "occurredOn"
       FROM person_transitions WHERE ${within} ORDER BY person_id, step`,
      limits,
    );
    const moves = await rows<{ personId: string; caseId: string }>(
      tx.manager,
      `SELECT person_id AS "personId", to_case_id AS "caseId" FROM case_moves WHERE ${within} ORDER BY person_id, move`,
      limits,
    );
    const placings = await rows<{ caseId: string; subQuotaId: string | null }>(
      tx.manager,
      `SELECT case_id AS "caseId", sub_quota_id AS "subQuotaId" FROM case_sub_quotas WHERE ${within} ORDER BY case_id, step`,
      limits,
    );
    const routes = await rows<{ caseId: string; route: Route | null }>(
      tx.manager,
      'SELECT id AS "caseId", route FROM cases ORDER BY id',
      {},
    );
    const movedTo = new Map(moves.map(({ personId, caseId }) => [personId, caseId]));
    const placed = new Map(placings.map(({ caseId, subQuotaId }) => [caseId, subQuotaId]));
    return {
      steps: steps.map((step) => ({ ...step, caseId: movedTo.get(step.personId) ?? step.caseId })),
      cases: routes.map(({ caseId, route }) => ({ caseId, route, subQuotaId: placed.get(caseId) ?? null })),
    };
  }
}
