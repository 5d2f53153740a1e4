import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, isUuid } from '../kernel/index.js';
import { CONFIG, TooManyRequests, type Config } from '../platform/index.js';
import type { SessionRequest } from './access.guard.js';

const HOUR_MS = 60 * 60 * 1000;

/** The account has opened as many records in this hour as anybody needs to. */
export class TooManyRecords extends TooManyRequests {
  override readonly code = 'tooManyRecords';
  constructor(most: number, retryAfter: number) {
    super(
      retryAfter,
      `You have opened ${most} different records within an hour. You can open those again, and others in ${retryAfter} seconds.`,
    );
  }
}

/**
 * Nobody copies everything record by record (ASVS 5.0, 2.4.1): an account opens so many different records in an hour, as the setting
 * RECORDS_AN_HOUR says. Whoever asks for more is refused, and the refusal is told in the audit log like every other and in the server's
 * log, where an operator's alarm listens. What was opened can be opened again: nobody is cut off in the middle of a case.
 */
@Injectable()
export class OpenedRecords {
  private readonly logger = new Logger('opened-records');
  private readonly opened = new Map<string, { hour: string; records: Set<string>; alarmed: boolean }>();
  private readonly most: number;

  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.most = config.recordsAnHour;
  }

  /** Counts what the request opens: the record that stands first in its address. Throws TooManyRecords. */
  note({ params, session: { actor } }: Pick<SessionRequest, 'params' | 'session'>): void {
    const record = Object.values(params).find((value) => typeof value === 'string' && isUuid(value)) as
      string | undefined;
    if (record === undefined) return;
    const now = this.clock.now();
    const hour = now.slice(0, 13);
    const before = this.opened.get(actor.accountId);
    const known = before?.hour === hour ? before : { hour, records: new Set<string>(), alarmed: false };
    this.opened.set(actor.accountId, known);
    if (known.records.has(record)) return;
    if (known.records.size < this.most) return void known.records.add(record);
    if (!known.alarmed)
      this.logger.warn(
        { accountId: actor.accountId, records: this.most },
        'An account wants more records than an hour has',
      );
    known.alarmed = true;
    throw new TooManyRecords(this.most, Math.ceil((HOUR_MS - (Date.parse(now) % HOUR_MS)) / 1000));
  }
}
