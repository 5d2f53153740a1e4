import { Injectable } from '@nestjs/common';
import type { Permission } from '../access/index.js';
import {
  CaseLinks,
  SpecialImportance,
  unmetForAsking,
  unmetForMarking,
  unmetForPlacing,
  type ResettlementCase,
} from '../cases/index.js';
import { familyVerbs, unmetForReallocating } from '../family/index.js';
import type { Unmet } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { unmetForChoosingRoute } from '../selection/index.js';
import { CaseClocks, MemberDifferences, unmetForAnyUpdate, unmetForReturn } from '../submissions/index.js';

/** A verb of the case itself, the permission for it, and what stands against it. */
export interface VerbOfCase {
  readonly verb: string;
  readonly permission: Permission;
  readonly unmet: readonly Unmet[];
}

/** The verbs of the case itself, on the conditions that they themselves judge by. */
@Injectable()
export class VerbsOfCase {
  constructor(
    private readonly clocks: CaseClocks,
    private readonly importance: SpecialImportance,
    private readonly links: CaseLinks,
    private readonly differences: MemberDifferences,
  ) {}

  async of(tx: Tx, theCase: ResettlementCase): Promise<VerbOfCase[]> {
    const { id, intake } = theCase;
    const isSpecial = await this.importance.isSpecial(tx, id);
    const isLinked = (await this.links.around(tx, id)).length > 0;
    const differs = (await this.differences.waiting(tx, theCase)).length > 0;
    const verb = (name: string, permission: Permission, unmet: readonly Unmet[]): VerbOfCase => ({
      verb: name,
      permission,
      unmet,
    });
    return [
      verb('return_incomplete', 'case.return_incomplete', unmetForReturn(intake)),
      // Before it is registered a case waits for the next version of its RRF, returned or not.
      verb('resubmit', 'case.resubmit', intake === 'registered' ? unmetForReturn(intake) : []),
      verb('update_rrf', 'case.update_rrf', unmetForAnyUpdate(intake)),
      verb('extend_clock', 'case.extend_clock', await this.clocks.unmetForExtending(tx, theCase)),
      verb('assign_officer', 'case.assign_officer', []),
      verb('place_in_sub_quota', 'case.place_in_sub_quota', unmetForPlacing(theCase)),
      verb('reallocate', 'case.reallocate', unmetForReallocating(theCase)),
      verb('choose_route', 'case.choose_route', unmetForChoosingRoute(theCase)),
      verb('mark_special_importance', 'quota.consult', unmetForMarking(isSpecial, true)),
      verb('unmark_special_importance', 'quota.consult', unmetForMarking(isSpecial, false)),
      verb('consult', 'quota.consult', unmetForAsking(isSpecial)),
      ...familyVerbs(theCase, isLinked, differs),
    ];
  }
}
