import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { coversDate, ruleOn, type PolicyKind, type PolicyRule } from './domain/policy-rules.js';
import { PolicyRuleRow } from './policy.entities.js';

@Injectable()
export class PolicyService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The one rule of the kind in force on the date. Throws ConditionsUnmet when none is, or more than one. */
  async ruleOn<Kind extends PolicyKind>(tx: Tx, kind: Kind, date: PlainDate): Promise<PolicyRule<Kind>> {
    return ruleOn(await tx.manager.findBy(PolicyRuleRow, { kind }), kind, date);
  }

  /** The rules of a kind, or of all, by kind and first day; with `on`, those whose period covers the date. Proposed ones are among them and say so. */
  rules({ kind, on }: { kind?: PolicyKind; on?: PlainDate }): Promise<PolicyRule[]> {
    return this.unitOfWork.read(async (tx) => {
      const found = await tx.manager.find(PolicyRuleRow, {
        where: kind === undefined ? {} : { kind },
        order: { kind: 'ASC', validFrom: 'ASC', code: 'ASC' },
      });
      return found.filter((rule) => on === undefined || coversDate(rule, on));
    });
  }
}
