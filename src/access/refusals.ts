import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import {
  Clock,
  ConflictOfInterest,
  CrossSiteRequest,
  Forbidden,
  isUuid,
  NotFound,
  StepUpNeeded,
  type Actor,
} from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import type { SessionRequest } from './access.guard.js';
import { TooManyRecords } from './opened-records.js';

const HOUR_MS = 60 * 60 * 1000;
/** How many refusals of one account in an hour have an entry each; more are counted and told in one. */
export const TOLD_EACH = 20;

/** Of a request only what a refusal tells: nothing that was sent beside the ids in its address. */
type Asking = Pick<SessionRequest, 'params'> & Partial<Pick<SessionRequest, 'session' | 'asked'>>;

/** What an account was refused in one hour. */
interface Hour {
  readonly hour: string;
  readonly actor: Actor;
  told: number;
  /** How many have no entry of their own yet, by code. */
  untold: Record<string, number>;
}

/**
 * Every refusal leaves its mark in the audit log (ASVS 5.0, 16.3.2): who asked for what, of which record by its id, and why not. None
 * names its case: what a case's readers are shown stays the same whoever is refused, and the log takes no entry of an official about a
 * case that is barred to them. A municipality that asks for another's record is told that there is none, and it is an entry alike
 * whether there is one. Nobody fills the log with refusals: beyond some of each account in an hour they are counted.
 */
@Injectable()
export class Refusals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('refusals');
  private readonly hours = new Map<string, Hour>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tellWhatEnded(), HOUR_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    for (const accountId of [...this.hours.keys()]) await this.end(accountId);
  }

  /** Called with whatever a request ended in, before it is answered; undefined when that is no refusal of somebody known. */
  note(error: unknown, request: Asking): Promise<void> | undefined {
    const actor = request.session?.actor;
    const code = actor && codeOf(error, actor);
    return actor && code ? this.tell(actor, code, error, request) : undefined;
  }

  private async tell(actor: Actor, code: string, error: unknown, request: Asking): Promise<void> {
    const hour = this.clock.now().slice(0, 13);
    if (this.hours.get(actor.accountId)?.hour !== hour) await this.end(actor.accountId);
    const known = this.hours.get(actor.accountId) ?? { hour, actor, told: 0, untold: {} };
    this.hours.set(actor.accountId, known);
    if (known.told >= TOLD_EACH) return count(known, { [code]: 1 });
    known.told += 1;
    const ids = Object.entries(request.params).filter((named): named is [string, string] => isUuid(named[1]));
    const subjectId = (ids.find(([name]) => name !== 'caseId') ?? ids[0])?.[1] ?? null;
    const { permission = null } = error as { permission?: string };
    const payload = { operation: request.asked ?? null, code, permission, ids: Object.fromEntries(ids) };
    // It is refused all the same when the log cannot be written, and told as soon as it can.
    if (!(await this.record(actor, subjectId, payload))) count(known, { [code]: 1 });
  }

  private async tellWhatEnded(): Promise<void> {
    const hour = this.clock.now().slice(0, 13);
    for (const [accountId, known] of [...this.hours]) if (known.hour !== hour) await this.end(accountId);
  }

  /** One entry for all that have none of their own. */
  private async end(accountId: string): Promise<void> {
    const known = this.hours.get(accountId);
    this.hours.delete(accountId);
    if (!known || Object.keys(known.untold).length === 0) return;
    const { hour, actor, untold } = known;
    const counted = Object.values(untold).reduce((sum, one) => sum + one, 0);
    if (await this.record(actor, null, { hour: `${hour}:00Z`, count: counted, codes: untold })) return;
    const now = this.hours.get(accountId) ?? { hour, actor, told: TOLD_EACH, untold: {} };
    this.hours.set(accountId, now);
    count(now, untold);
  }

  /** Of the security unit behind the wall: what it is refused would tell of what it looks for. False when it cannot be written. */
  private async record(actor: Actor, subjectId: string | null, payload: Record<string, unknown>): Promise<boolean> {
    const entry = { action: 'access.refuse', subjectType: 'refusal', subjectId, payload };
    try {
      await this.unitOfWork.run({ ...actor, idempotency: undefined }, (tx) =>
        Promise.resolve(this.audit.recordRead(tx, actor, entry)),
      );
      return true;
    } catch (error) {
      this.logger.error(error);
      return false;
    }
  }
}

function count({ untold }: Hour, more: Readonly<Record<string, number>>): void {
  for (const [code, times] of Object.entries(more)) untold[code] = (untold[code] ?? 0) + times;
}

const REFUSED = [Forbidden, ConflictOfInterest, CrossSiteRequest, StepUpNeeded, TooManyRecords];

function codeOf(error: unknown, { municipalityCode }: Actor): string | null {
  const refused = REFUSED.find((kind) => error instanceof kind);
  if (refused) return (error as InstanceType<typeof refused>).code;
  return error instanceof NotFound && municipalityCode !== null ? error.code : null;
}
