import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { nextDiaryNumber } from '../cases/index.js';
import { Clock, yearOf, type Actor, type Instant } from '../kernel/index.js';
import { CONFIG, newId, type Config, type Tx } from '../platform/index.js';
import type { IndicationPaper } from './domain/indication.js';
import type { RegisterFact } from './domain/register-fact.js';
import type { BatchPaper } from './domain/screening-queue.js';
import { keysOf, seal, unseal } from './seal.js';
import { WalledPaper } from './screening.entities.js';
import { SERIES } from './walled-records.js';

export type PaperContent = IndicationPaper | BatchPaper | RegisterFact;

/** A paper behind the wall that belongs to no single referral, unsealed. */
export interface OpenedPaper<Content extends PaperContent = PaperContent> {
  readonly id: string;
  readonly threadId: string;
  readonly diaryNumber: string;
  readonly recordedAt: Instant;
  readonly recordedById: string;
  readonly recordedByName: string;
  readonly content: Content;
}

interface Sealed<Content extends PaperContent = PaperContent> {
  recordedById: string;
  recordedByName: string;
  content: Content;
}

/** What the audit entry of a paper names beside it. */
interface About {
  readonly action: string;
  readonly caseId?: string | null;
  readonly personId?: string | null;
}

/**
 * Papers behind the wall in threads: an indication and what followed it, a batch and its receipt. Even what kind one is, is sealed.
 * They share the walled diary series with referrals and their records, so no series outside tells of them.
 */
@Injectable()
export class WalledPapers {
  constructor(
    private readonly audit: AuditService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Begins a thread with what `first` makes, once it has its number: two who begin at once come one after the other. */
  async begin(tx: Tx, actor: Actor, about: About, first: () => Promise<PaperContent>): Promise<void> {
    const [id, diaryNumber] = [newId(), await this.number(tx)];
    await this.write(tx, actor, about, diaryNumber, { id, threadId: id, content: await first() });
  }

  /**
   * Adds what `next` makes of the thread as it stands; two who add at once come one after the other, since each takes its number of
   * the walled series first. `next` throws what forbids it, NotFound for a thread that is not there or is of another kind.
   */
  async follow(
    tx: Tx,
    actor: Actor,
    threadId: string,
    next: (thread: readonly OpenedPaper[]) => Promise<{ about: About; content: PaperContent }>,
  ): Promise<void> {
    const diaryNumber = await this.number(tx);
    const { about, content } = await next(await this.papers(tx, threadId));
    await this.write(tx, actor, about, diaryNumber, { id: newId(), threadId, content });
  }

  /** Adds to the thread of a person, which is named by the person and has no first paper of another kind. */
  async addTo(tx: Tx, actor: Actor, about: About, personId: string, content: RegisterFact): Promise<void> {
    const diaryNumber = await this.number(tx);
    await this.write(tx, actor, about, diaryNumber, { id: newId(), threadId: personId, content });
  }

  /** The register facts in the threads of the persons, oldest first. */
  async ofPersons(tx: Tx, personIds: readonly string[]): Promise<OpenedPaper<RegisterFact>[]> {
    if (personIds.length === 0) return [];
    const where = { threadId: In([...personIds]) };
    return (await tx.manager.find(WalledPaper, { where, order: { diaryNumber: 'ASC' } })).map((row) =>
      this.opened<RegisterFact>(row),
    );
  }

  /** All papers, or those of a thread, oldest first. */
  async papers(tx: Tx, threadId?: string): Promise<OpenedPaper[]> {
    const found = await tx.manager.find(WalledPaper, {
      ...(threadId === undefined ? {} : { where: { threadId } }),
      order: { diaryNumber: 'ASC' },
    });
    return found.map((row) => this.opened(row));
  }

  /** The threads, each with its papers, oldest first. */
  async threads(tx: Tx): Promise<[OpenedPaper, ...OpenedPaper[]][]> {
    const threads = new Map<string, OpenedPaper[]>();
    for (const paper of await this.papers(tx))
      threads.set(paper.threadId, [...(threads.get(paper.threadId) ?? []), paper]);
    return [...threads.values()] as [OpenedPaper, ...OpenedPaper[]][];
  }

  private opened<Content extends PaperContent = PaperContent>({ sealed, ...row }: WalledPaper): OpenedPaper<Content> {
    return { ...row, ...(unseal(keysOf(this.config), sealed, [row.id, row.threadId]) as Sealed<Content>) };
  }

  private number(tx: Tx): Promise<string> {
    return nextDiaryNumber(tx, SERIES, yearOf(this.clock.today()));
  }

  private async write(
    tx: Tx,
    actor: Actor,
    { action, caseId = null, personId = null }: About,
    diaryNumber: string,
    { id, threadId, content }: { id: string; threadId: string; content: PaperContent },
  ): Promise<void> {
    const told: Sealed = { recordedById: actor.accountId, recordedByName: actor.name, content };
    const sealed = seal(this.config.screeningKey, told, [id, threadId]);
    await tx.manager.insert(WalledPaper, { id, threadId, diaryNumber, recordedAt: tx.at, sealed });
    const payload = { paperId: id, diaryNumber, sealedDigest: createHash('sha256').update(sealed).digest('hex') };
    const [subjectType, subjectId] = personId === null ? ['walled_paper', threadId] : ['person', personId];
    this.audit.record(tx, actor, { action, subjectType, subjectId, caseId, payload }, 'security');
  }
}
