import { createHash, hkdfSync } from 'node:crypto';
import { MoreThan, IsNull, type EntityTarget } from 'typeorm';
import type { AuditService } from '../audit/index.js';
import type { Actor } from '../kernel/index.js';
import { newId, type Config, type Tx, type UnitOfWork } from '../platform/index.js';
import { KeyRotation, ScreeningRecord, WalledPaper } from './screening.entities.js';
import { seal, unseal } from './seal.js';

type SealedRow = { id: string; sealed: string };
/** Every table with a sealed text, and what each text is bound to. A new one is a line here and one in the migration's triggers. */
const SEALED_TABLES: readonly {
  readonly table: string;
  readonly entity: EntityTarget<SealedRow>;
  readonly boundTo: (row: never) => string[];
}[] = [
  {
    table: 'screening_records',
    entity: ScreeningRecord,
    boundTo: ({ id, referralId, personId }: ScreeningRecord) => [id, referralId, personId],
  },
  { table: 'walled_papers', entity: WalledPaper, boundTo: ({ id, threadId }: WalledPaper) => [id, threadId] },
];

const ROWS_AT_ONCE = 100;

/** What a rotation did: rows sealed anew by this run, and all rows that open with the new key. */
export interface Rotated {
  readonly resealed: number;
  readonly verified: number;
}

/**
 * Seals everything behind the wall anew with the key of SCREENING_KEY; what it opens it opens with that key or with
 * SCREENING_PREVIOUS_KEY. Each batch is a transaction with its entry in the chain behind the wall, which ties the digest of each new text
 * to that of the old, so that the chain vouches for the text still. A run that was killed is taken up where it stopped; servers that
 * know both keys may go on meanwhile.
 */
export class RotateKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly config: Pick<Config, 'screeningKey' | 'screeningPreviousKey'>,
  ) {}

  /** Throws an Error without a previous key, while a rotation to another key is open, or for a text that neither key opens. */
  async run(
    actor: Actor,
    { atOnce = ROWS_AT_ONCE, onBatch }: { atOnce?: number; onBatch?: () => void } = {},
  ): Promise<Rotated> {
    const { screeningKey, screeningPreviousKey } = this.config;
    if (!screeningPreviousKey || screeningPreviousKey.equals(screeningKey))
      throw new Error('Settings: SCREENING_PREVIOUS_KEY must hold the key before, SCREENING_KEY the new one.');
    const rotationId = await this.begin(actor);
    let resealed = 0;
    for (const one of SEALED_TABLES)
      for (let after: string | null = ''; after !== null;) {
        const batch = await this.unitOfWork.run(actor, (tx) => this.batch(tx, actor, one, after!, atOnce));
        resealed += batch.resealed;
        after = batch.last;
        onBatch?.();
      }
    const verified = await this.unitOfWork.run(actor, (tx) => this.end(tx, actor, rotationId));
    return { resealed, verified };
  }

  private begin(actor: Actor): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const open = await tx.manager.findOneBy(KeyRotation, { endedAt: IsNull() });
      const fingerprint = fingerprintOf(this.config.screeningKey);
      if (open && open.fingerprint !== fingerprint)
        throw new Error(`A rotation to another key, begun at ${open.begunAt}, must be ended first.`);
      if (open) return open.id;
      const id = newId();
      await tx.manager.insert(KeyRotation, { id, fingerprint, begunAt: tx.at, endedAt: null });
      this.record(tx, actor, id, { began: true });
      return id;
    });
  }

  private async batch(
    tx: Tx,
    actor: Actor,
    { table, entity, boundTo }: (typeof SEALED_TABLES)[number],
    after: string,
    atOnce: number,
  ): Promise<{ resealed: number; last: string | null }> {
    const { screeningKey, screeningPreviousKey } = this.config;
    const rows = await tx.manager.find(entity, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: atOnce });
    const digests: Record<string, readonly [from: string, to: string]> = {};
    for (const row of rows) {
      const bound = boundTo(row as never);
      if (opens(screeningKey, row.sealed, bound)) continue;
      const content = unseal(screeningPreviousKey!, row.sealed, bound);
      const sealed = seal(screeningKey, content, bound);
      if (JSON.stringify(unseal(screeningKey, sealed, bound)) !== JSON.stringify(content))
        throw new Error(`${table} ${row.id} did not open again as it was.`);
      const { affected } = await tx.manager.update(entity, { id: row.id, sealed: row.sealed }, { sealed });
      if (affected !== 1) throw new Error(`${table} ${row.id} was changed meanwhile.`);
      digests[row.id] = [digestOf(row.sealed), digestOf(sealed)];
    }
    const resealed = Object.keys(digests).length;
    if (resealed > 0) this.record(tx, actor, null, { table, digests });
    return { resealed, last: rows.length < atOnce ? null : rows.at(-1)!.id };
  }

  /** Ends the rotation once every text opens with the new key. Throws when one does not: a server still seals with the old one. */
  private async end(tx: Tx, actor: Actor, rotationId: string): Promise<number> {
    let verified = 0;
    for (const { table, entity, boundTo } of SEALED_TABLES)
      for (const row of await tx.manager.find(entity)) {
        if (!opens(this.config.screeningKey, row.sealed, boundTo(row as never)))
          throw new Error(
            `${table} ${row.id} does not open with the new key: a server writes with the old one still. Run this again.`,
          );
        verified += 1;
      }
    const { affected } = await tx.manager.update(
      KeyRotation,
      { id: rotationId, endedAt: IsNull() },
      { endedAt: tx.at },
    );
    if (affected !== 1) throw new Error('The rotation was ended by another run.');
    this.record(tx, actor, rotationId, { verified });
    return verified;
  }

  private record(tx: Tx, actor: Actor, subjectId: string | null, payload: Record<string, unknown>): void {
    const record = { action: 'screening.rotate_key', subjectType: 'key_rotation', subjectId, payload };
    this.audit.record(tx, actor, record, 'security');
  }
}

const digestOf = (sealed: string): string => createHash('sha256').update(sealed).digest('hex');
const fingerprintOf = (key: Buffer): string =>
  Buffer.from(hkdfSync('sha256', key, '', 'screening-key-fingerprint', 32)).toString('hex');

function opens(key: Buffer, sealed: string, boundTo: readonly string[]): boolean {
  try {
    unseal(key, sealed, boundTo);
    return true;
  } catch {
    return false;
  }
}
