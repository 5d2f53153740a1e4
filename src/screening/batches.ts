import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, isOnRoad } from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, NotFound, type Actor, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import {
  daysOutside,
  inOrderOfPriority,
  toBeSent,
  type DaysOutside,
  type Receipted,
  type ScreeningRequest,
  type Sent,
} from './domain/screening-queue.js';
import { requestsUnder } from './domain/standing.js';
import { WalledPapers, type OpenedPaper } from './walled-papers.js';
import { WalledRecords } from './walled-records.js';

const MOST_IN_BATCH = 200;

export interface Batch {
  readonly id: string;
  readonly diaryNumber: string;
  readonly sentOn: PlainDate;
  readonly sentByName: string;
  readonly receivedOn: PlainDate | null;
  readonly reference: string | null;
  /** In the order in which they were sent. */
  readonly requests: readonly ScreeningRequest[];
}

/** Batches of referrals and re-screenings to the Security Service: numbers, receipts and companions are known behind the wall alone. */
@Injectable()
export class Batches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly walled: WalledRecords,
    private readonly papers: WalledPapers,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Sends what waits to be sent, by priority, at most so many. Throws ConditionsUnmet when nothing waits. */
  async send({ atMost = MOST_IN_BATCH }: { atMost?: number }, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      await this.papers.begin(tx, actor, { action: 'screening.send' }, async () => {
        const requestIds = toBeSent(await this.requests(tx))
          .slice(0, atMost)
          .map(({ id }) => id);
        if (requestIds.length === 0) throw new ConditionsUnmet([NOTHING_TO_SEND]);
        return { kind: 'batch', sentOn: this.clock.today(), requestIds };
      });
    });
  }

  /** Records the receipt of a batch and the Service's reference. Throws NotFound, ConditionsUnmet (receipted already) or InvalidInput. */
  async recordReceipt(id: string, receipt: { receivedOn: PlainDate; reference: string }, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, (tx) =>
      this.papers.follow(tx, actor, id, async (thread) => {
        const [sent, receipted] = requireBatch(thread);
        if (receipted) throw new ConditionsUnmet([RECEIPTED]);
        const { receivedOn } = receipt;
        if (receivedOn < sent.sentOn || receivedOn > this.clock.today()) {
          const message = `receivedOn lies between ${sent.sentOn}, when the batch was sent, and today.`;
          throw new InvalidInput([{ pointer: '/receivedOn', code: 'receivedOn', message }]);
        }
        return { about: { action: 'screening.record_receipt' }, content: { kind: 'receipt', ...receipt } };
      }),
    );
  }

  /** The batches, oldest first. */
  all(actor: Actor): Promise<Batch[]> {
    return this.read(actor, 'screening.read_batches', async (tx) => {
      const requests = await this.requests(tx);
      const threads = (await this.papers.threads(tx)).filter(([{ content }]) => content.kind === 'batch');
      return threads.map((thread) => batchOf(thread, requests));
    });
  }

  /** One batch. Throws NotFound. */
  one(id: string, actor: Actor): Promise<Batch> {
    return this.read(actor, 'screening.read_batches', async (tx) => {
      const thread = await this.papers.papers(tx, id);
      requireBatch(thread);
      return batchOf(thread, await this.requests(tx));
    });
  }

  /** What waits to be sent, in the order in which it will be. */
  queue(actor: Actor): Promise<ScreeningRequest[]> {
    return this.read(actor, 'screening.read_queue', async (tx) => toBeSent(await this.requests(tx)));
  }

  /** Days outside the agency by priority. */
  measures(actor: Actor): Promise<DaysOutside[]> {
    return this.read(actor, 'screening.read_measures', async (tx) =>
      daysOutside(await this.requests(tx), this.clock.today()),
    );
  }

  /** Everything that the Security Service was ever asked, with when it went and when it was answered. */
  private async requests(tx: Tx): Promise<ScreeningRequest[]> {
    const screened = await this.walled.everybody(tx);
    const cases = await this.cases.getMany(tx, [...new Set(screened.map(({ person }) => person.caseId))]);
    const priorityOf = new Map(cases.map(({ id, priority }) => [id, priority]));
    const sentOn = new Map(
      (await this.papers.papers(tx)).flatMap(({ content }) =>
        content.kind === 'batch' ? content.requestIds.map((id) => [id, content.sentOn] as const) : [],
      ),
    );
    return screened.flatMap(({ person, counts, referral, records }) =>
      requestsUnder(referral, records).map((request) => ({
        ...request,
        personId: person.id,
        caseId: person.caseId,
        priority: priorityOf.get(person.caseId)!,
        sentOn: sentOn.get(request.id) ?? null,
        wanted: counts && isOnRoad(person.status),
      })),
    );
  }

  /** Reads and leaves the entry of it behind the wall. */
  private read<Result>(actor: Actor, action: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(actor, (tx) => {
      this.audit.record(tx, actor, { action, subjectType: 'screening', subjectId: null }, 'security');
      return work(tx);
    });
  }
}

const NOTHING_TO_SEND = {
  code: 'nothingToSend',
  detail: 'Everything that is awaited has been sent.',
  source: 'domain.md 3',
};
const RECEIPTED = { code: 'receipted', detail: 'The batch has its receipt.', source: 'domain.md 3' };

function requireBatch(thread: readonly OpenedPaper[]): [Sent, Receipted | undefined] {
  const [sent, receipt] = thread.map(({ content }) => content);
  if (sent?.kind !== 'batch') throw new NotFound('Batch');
  return [sent, receipt as Receipted | undefined];
}

function batchOf(thread: readonly OpenedPaper[], requests: readonly ScreeningRequest[]): Batch {
  const [{ requestIds, sentOn }, receipt] = requireBatch(thread);
  const { id, diaryNumber, recordedByName: sentByName } = thread[0]!;
  const companions = inOrderOfPriority(requests.filter((request) => requestIds.includes(request.id)));
  const { receivedOn = null, reference = null } = receipt ?? {};
  return { id, diaryNumber, sentOn, sentByName, receivedOn, reference, requests: companions };
}
