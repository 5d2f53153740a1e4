import { Injectable } from '@nestjs/common';
import { Clock, ConditionsUnmet, type Actor } from '../kernel/index.js';
import { newId, rows, type Tx } from '../platform/index.js';
import { CaseLink } from './moves.entities.js';

/** An open link between two cases, and why. */
export interface OpenLink {
  caseId: string;
  otherCaseId: string;
  reason: string;
  linkedOn: string;
}

/** Which cases must travel and settle together, two by two. What a chain of links reaches is for `family` to say. */
@Injectable()
export class CaseLinks {
  constructor(private readonly clock: Clock) {}

  /** The open links that a case reaches, over other cases too. */
  async around(tx: Tx, caseId: string): Promise<OpenLink[]> {
    const found = new Map<string, OpenLink>();
    let frontier = [caseId];
    const seen = new Set(frontier);
    while (frontier.length > 0) {
      const links = await rows<OpenLink & { id: string }>(
        tx.manager,
        `SELECT id, case_id AS "caseId", other_case_id AS "otherCaseId", reason, linked_on AS "linkedOn" FROM case_links
         WHERE ended_on IS NULL AND (case_id IN (:...frontier) OR other_case_id IN (:...frontier)) ORDER BY id`,
        { frontier },
      );
      for (const { id, ...link } of links) found.set(id, link);
      frontier = [...new Set(links.flatMap((link) => [link.caseId, link.otherCaseId]))].filter((id) => !seen.has(id));
      for (const id of frontier) seen.add(id);
    }
    return [...found.values()];
  }

  /** All open links, two by two. */
  open(tx: Tx): Promise<Pick<OpenLink, 'caseId' | 'otherCaseId'>[]> {
    return rows(
      tx.manager,
      'SELECT case_id AS "caseId", other_case_id AS "otherCaseId" FROM case_links WHERE ended_on IS NULL ORDER BY id',
    );
  }

  /** Links two cases. The caller has judged it, raises both versions and records the act; a link made meanwhile is ConditionsUnmet. */
  async link(tx: Tx, actor: Actor, one: string, two: string, reason: string): Promise<void> {
    const [caseId, otherCaseId] = inOrder(one, two);
    await tx.manager.insert(CaseLink, {
      id: newId(),
      caseId,
      otherCaseId,
      reason,
      linkedOn: this.clock.today(),
      linkedAt: tx.at,
      linkedBy: actor.name,
      endedOn: null,
      endedBy: null,
      endReason: null,
    });
  }

  /** Ends the open link of two cases. Throws ConditionsUnmet when there is none (any more). */
  async unlink(tx: Tx, actor: Actor, one: string, two: string, reason: string): Promise<void> {
    const [caseId, otherCaseId] = inOrder(one, two);
    const ended = await tx.manager
      .createQueryBuilder()
      .update(CaseLink)
      .set({ endedOn: this.clock.today(), endedBy: actor.name, endReason: reason })
      .where('case_id = :caseId AND other_case_id = :otherCaseId AND ended_on IS NULL', { caseId, otherCaseId })
      .execute();
    if (ended.affected !== 1)
      throw new ConditionsUnmet([
        { code: 'notLinked', detail: 'These cases are not linked.', source: 'architecture.md 7 (6)' },
      ]);
  }

  /** After a merge the links of the closed case are links of the one in which its persons go on. */
  async follow(tx: Tx, actor: Actor, from: string, to: string, reason: string): Promise<void> {
    const links = (await this.around(tx, from)).filter((link) => link.caseId === from || link.otherCaseId === from);
    const present = (await this.around(tx, to)).map(({ caseId, otherCaseId }) => `${caseId} ${otherCaseId}`);
    for (const link of links) {
      const third = link.caseId === from ? link.otherCaseId : link.caseId;
      await this.unlink(tx, actor, from, third, reason);
      if (third !== to && !present.includes(inOrder(to, third).join(' ')))
        await this.link(tx, actor, to, third, link.reason);
    }
  }
}

const inOrder = (one: string, two: string): [string, string] => (one < two ? [one, two] : [two, one]);
