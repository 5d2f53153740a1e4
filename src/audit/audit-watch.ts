import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Actor, Instant } from '../kernel/index.js';
import { CONFIG, forUpdate, newId, rows, UnitOfWork, type Config, type Tx } from '../platform/index.js';
import { AUDIT_CHAINS, type AuditChain } from './audit.entities.js';
import { AuditService } from './audit.service.js';
import { CheckpointFile, type Checkpoint } from './checkpoint.js';
import { verifyChain, type ChainCheck } from './verify-chain.js';

const HOUR_MS = 60 * 60 * 1000;
const CHECKPOINT = 'audit.checkpoint';

export interface Verification extends ChainCheck {
  chain: AuditChain;
  /** How many signed checkpoints it was held against. */
  checkpoints: number;
  lastCheckpointAt: Instant | null;
  /** What is wrong with the file of checkpoints, if anything; also when no key is set. */
  checkpointsWrong: string | null;
}

/** The system itself, when nobody asked. */
export const auditSystem = (name = 'system'): Actor => ({
  accountId: '',
  name,
  roles: [],
  municipalityCode: null,
  requestId: newId(),
});

/** Signs the heads of the chains once a day into a file outside the database, and holds the chains against it (security.md 6). */
@Injectable()
export class AuditWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('audit');
  private readonly file: CheckpointFile | null;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    @Inject(CONFIG) { audit: { key, checkpoints } }: Pick<Config, 'audit'>,
  ) {
    this.file = key === null ? null : new CheckpointFile(checkpoints, key);
  }

  onApplicationBootstrap(): void {
    if (!this.file) return;
    this.begin();
    this.timer = setInterval(() => this.begin(), HOUR_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * Signs the head of each chain that has no checkpoint of this day, UTC, and leaves an entry in that chain, so that a line taken
   * out of the file is missed. Servers on one database wait for each other at the head. Throws without a key, and when the file is
   * not as it was left.
   */
  async checkpoint(actor: Actor = auditSystem()): Promise<Checkpoint[]> {
    const file = this.file;
    if (!file) throw new Error('AUDIT_KEY is not set: make one with `npm run audit:key`.');
    return this.unitOfWork.run(actor, async (tx) => {
      const made: Checkpoint[] = [];
      for (const chain of AUDIT_CHAINS) {
        const head = await headOf(tx, chain);
        const { checkpoints, wrong } = await file.read();
        if (wrong) throw new Error(wrong);
        if (checkpoints.some((one) => one.chain === chain && dayOf(one.at) === dayOf(tx.at))) continue;
        const checkpoint = { at: tx.at, chain, ...head };
        await file.add(checkpoint);
        this.audit.record(
          tx,
          actor,
          { action: CHECKPOINT, subjectType: 'audit_chain', subjectId: null, payload: { ...head } },
          chain,
        );
        made.push(checkpoint);
      }
      return made;
    });
  }

  /** Verifies a chain against itself and its checkpoints; that it was verified, and with what result, is an entry in the same chain. */
  async verify(actor: Actor, chain: AuditChain): Promise<Verification> {
    const found = await this.verdict(chain);
    return this.unitOfWork.run(actor, (tx) => {
      const { firstBad, verified, checkpoints, checkpointsWrong } = found;
      this.audit.record(
        tx,
        actor,
        {
          action: 'audit.verify',
          subjectType: 'audit_chain',
          subjectId: null,
          payload: { firstBad, verified, checkpoints, checkpointsWrong },
        },
        chain,
      );
      return Promise.resolve(found);
    });
  }

  private async verdict(chain: AuditChain): Promise<Verification> {
    // The file is read first: a checkpoint made meanwhile would stand beyond the snapshot.
    const signed = await this.file?.read();
    const checkpoints = (signed?.checkpoints ?? []).filter((one) => one.chain === chain);
    return this.unitOfWork.read(async (tx) => ({
      chain,
      ...(await verifyChain(tx, chain, checkpoints)),
      checkpoints: checkpoints.length,
      lastCheckpointAt: checkpoints.at(-1)?.at ?? null,
      checkpointsWrong: signed
        ? (signed.wrong ?? (await lost(tx, chain, checkpoints)))
        : 'No key is set: nothing is signed.',
    }));
  }

  private begin(): void {
    this.running = this.running.then(() => this.checkpoint()).catch((error: unknown) => this.logger.error(error));
  }
}

const dayOf = (at: Instant): string => at.slice(0, 10);

async function headOf(tx: Tx, chain: AuditChain): Promise<{ position: number; hash: string }> {
  const [head] = await rows<{ position: number; hash: string }>(
    tx.manager,
    `SELECT position, hash FROM audit_heads WHERE chain = :chain${forUpdate(tx.manager)}`,
    { chain },
  );
  if (!head) throw new Error(`The audit chain ${chain} has no head: the database was not migrated.`);
  return head;
}

/** The first checkpoint that the chain tells of and the file lacks. */
async function lost(tx: Tx, chain: AuditChain, signed: readonly Checkpoint[]): Promise<string | null> {
  const told = await rows<{ payload: string }>(
    tx.manager,
    `SELECT p.payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.chain = :chain AND e.action = '${CHECKPOINT}' ORDER BY e.position`,
    { chain },
  );
  const positions = new Set(signed.map(({ position }) => position));
  const missing = told
    .map(({ payload }) => (JSON.parse(payload) as { position: number }).position)
    .find((position) => !positions.has(position));
  return missing === undefined ? null : `The checkpoint at ${missing} is missing from the file.`;
}
