import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { ResettlementCase } from '../cases/index.js';
import { newId, type Tx } from '../platform/index.js';
import { ScreeningService } from '../screening/index.js';
import { stillStands, type ProposalClosing } from './domain/proposal-rules.js';
import { Proposal } from './permits.entities.js';

/** A proposal that waits for its second signature. */
export type OpenProposal = Proposal & { outcome: 'grant' | 'refuse' | 'exclude' };

const isOpen = (proposal: Proposal | undefined): proposal is OpenProposal =>
  proposal !== undefined && proposal.outcome !== 'discontinue';

/** The first signatures: which stands for whom. */
@Injectable()
export class Proposals {
  constructor(private readonly screening: ScreeningService) {}

  /** The proposal that can be signed for each person of the case who is under examination; others are left out. */
  async standing(tx: Tx, theCase: ResettlementCase): Promise<Map<string, OpenProposal>> {
    const examined = theCase.persons.filter(({ status }) => status === 'under_examination');
    const personIds = examined.map(({ id }) => id);
    // Asked by person: whoever came from another case brought the proposal along.
    const open = await tx.manager.findBy(Proposal, { personId: In(personIds), closedAt: IsNull() });
    const referredAt = await this.screening.referredAt(tx, personIds);
    return new Map(
      examined.flatMap((person) => {
        const proposal = open.find(({ personId }) => personId === person.id);
        const stands =
          isOpen(proposal) &&
          stillStands(proposal, {
            referredAt: referredAt.get(person.id),
            underExaminationSince: person.statusSince,
          });
        return stands ? [[person.id, proposal] as const] : [];
      }),
    );
  }

  /** Closes the open proposals of the persons; those without one are skipped. */
  async close(tx: Tx, personIds: readonly string[], closedBecause: ProposalClosing): Promise<void> {
    if (personIds.length === 0) return;
    await tx.manager
      .createQueryBuilder()
      .update(Proposal)
      .set({ closedAt: tx.at, closedBecause })
      .where({ personId: In([...personIds]) })
      .andWhere('closed_at IS NULL')
      .execute();
  }

  /** Adds a proposal in the place of the person's open one. */
  async add(tx: Tx, told: Omit<Proposal, 'id' | 'closedAt' | 'closedBecause'>): Promise<Proposal> {
    await this.close(tx, [told.personId], 'replaced');
    const proposal: Proposal = { ...told, id: newId(), closedAt: null, closedBecause: null };
    await tx.manager.insert(Proposal, proposal);
    return proposal;
  }
}
