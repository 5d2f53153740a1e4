import { Injectable } from '@nestjs/common';
import { CasesService, statusesWith, type PersonInCase } from '../cases/index.js';
import { InvalidInput, type Actor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { DRAFT_KINDS } from './domain/walled-record.js';
import { ScreeningService, type DraftContent } from './screening.service.js';

export type NewDrafts = { personId: string } & Partial<DraftContent>;

/** A case without a permit is decided; one with a permit, before arrival, is upheld or loses it (architecture.md 4). */
const DECIDABLE = statusesWith('decide_security_case');
const PERMITTED = statusesWith('withdraw_permit');

/** The act draft-security-case: the security unit's work in the sealed file. */
@Injectable()
export class DraftSecurityCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
  ) {}

  /** Puts drafts into a person's sealed file. Throws NotFound, TransitionRefused, ConditionsUnmet (no objection in force) or InvalidInput. */
  async put(caseId: string, drafts: NewDrafts, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const person = this.cases.personOf(theCase, drafts.personId);
      this.cases.requireStatus([person], actor, 'draft_security_case', [...DECIDABLE, ...PERMITTED]);
      requireSense(person, drafts);
      for (const kind of DRAFT_KINDS) {
        const content = drafts[kind];
        if (content) await this.screening.putDraft(tx, actor, theCase, person, kind, content);
      }
    });
  }
}

function requireSense({ status }: PersonInCase, { exclusion, examination, proposal }: NewDrafts): void {
  const needsPermit = proposal?.outcome === 'upheld' || proposal?.outcome === 'permit_withdrawn';
  const wrong = [
    exclusion || examination || proposal
      ? []
      : { pointer: '', code: 'nothingDrafted', message: 'Send at least one of exclusion, examination and proposal.' },
    exclusion && (exclusion.outcome === 'ground_found') !== (exclusion.groundCode !== undefined)
      ? {
          pointer: '/exclusion/groundCode',
          code: 'groundCode',
          message: 'A ground has its code, and only a ground has one.',
        }
      : [],
    proposal && needsPermit !== PERMITTED.includes(status)
      ? {
          pointer: '/proposal/outcome',
          code: 'outcome',
          message: `${proposal.outcome} cannot be decided for a person who is ${status}.`,
        }
      : [],
  ].flat();
  if (wrong.length > 0) throw new InvalidInput(wrong);
}
