import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditService, unlogged } from '../audit/index.js';
import { nextDiaryNumber } from '../cases/index.js';
import { Clock, yearOf, type Actor } from '../kernel/index.js';
import { CONFIG, newId, type Config, type Tx } from '../platform/index.js';
import { seal, unseal } from '../screening/index.js';
import { dutyOf, type Duty, type DutyAct, type DutyContent } from './domain/duty.js';
import { BEGINNING, hashOf, SERIES } from './duty-chain.js';
import { DutyRecord } from './duty.entities.js';

export interface KeptDuty extends Duty {
  readonly id: string;
  readonly number: string;
}

interface Sealed {
  recordedById: string;
  recordedByName: string;
  requestId: string;
  content: DutyContent;
}

/** Reads and writes the compartment: the only place that knows its key. */
@Injectable()
export class DutyRegister {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a duty about a person. Returns its id. */
  open(tx: Tx, actor: Actor, content: Extract<DutyContent, { kind: 'opened' }>): Promise<string> {
    return this.add(tx, actor, null, this.keyOf(content.personId), content);
  }

  /** Adds an act to a duty. */
  act(tx: Tx, actor: Actor, { id, opened }: KeptDuty, content: DutyContent): Promise<string> {
    return this.add(tx, actor, id, this.keyOf(opened.personId), content);
  }

  /** Leaves the trace of a read: of one duty, or of the whole register. */
  read(tx: Tx, actor: Actor, duty: KeptDuty | null): Promise<string> {
    this.audit.recordedElsewhere(actor);
    return this.add(tx, actor, duty?.id ?? null, this.keyOf(duty?.opened.personId ?? ''), { kind: 'read' });
  }

  /** One duty, or null. */
  async one(tx: Tx, dutyId: string): Promise<KeptDuty | null> {
    return this.folded(await tx.manager.find(DutyRecord, { where: { dutyId }, order: { position: 'ASC' } }))[0] ?? null;
  }

  /** All duties, the oldest first; of one person when named. */
  async all(tx: Tx, personId?: string): Promise<KeptDuty[]> {
    const where = personId === undefined ? {} : { personKey: this.keyOf(personId) };
    return this.folded(await tx.manager.find(DutyRecord, { where, order: { position: 'ASC' } }));
  }

  private folded(records: readonly DutyRecord[]): KeptDuty[] {
    const byDuty = new Map<string, { number: string; acts: DutyAct[] }>();
    for (const { id, dutyId, number, recordedAt, personKey, sealed } of records) {
      const told = unseal(this.config.dutyKey, sealed, [id, dutyId, personKey]) as Sealed;
      const found = byDuty.get(dutyId) ?? { number, acts: [] };
      found.acts.push({ recordedAt, ...told });
      byDuty.set(dutyId, found);
    }
    return [...byDuty].flatMap(([id, { number, acts }]) => {
      const duty = dutyOf(acts);
      return duty ? [{ ...duty, id, number }] : [];
    });
  }

  private async add(
    tx: Tx,
    actor: Actor,
    dutyId: string | null,
    personKey: string,
    content: DutyContent,
  ): Promise<string> {
    const id = newId();
    // The counter's row stays locked until the commit: records are chained one after the other.
    const number = await nextDiaryNumber(tx, SERIES, yearOf(this.clock.today()));
    const [last] = await tx.manager.find(DutyRecord, { order: { position: 'DESC' }, take: 1 });
    const told: Sealed = {
      recordedById: actor.accountId,
      recordedByName: actor.name,
      requestId: actor.requestId,
      content,
    };
    const [position, previousHash, of] = [(last?.position ?? 0) + 1, last?.hash ?? BEGINNING, dutyId ?? id];
    const sealed = seal(this.config.dutyKey, told, [id, of, personKey]);
    const record = { id, position, dutyId: of, personKey, number, recordedAt: tx.at, sealed, previousHash };
    await tx.manager.insert(DutyRecord, { ...record, hash: hashOf(record) }).catch(unlogged);
    return of;
  }

  private keyOf(personId: string): string {
    return createHmac('sha256', this.config.dutyKey).update(personId).digest('hex');
  }
}
