import { Clock, stockholmDateOf, toInstant, type Instant, type PlainDate } from '../../kernel/index.js';

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString();
  }
  today(): PlainDate {
    return stockholmDateOf(this.now());
  }
}

/** A clock that tests and the demo set. It runs on from the set instant and never back by itself. */
export class SettableClock extends SystemClock {
  private offset = 0;
  private last = 0;

  /** Moves the clock to the instant; it goes on ticking from there. */
  set(instant: Instant): void {
    this.offset = Date.parse(toInstant(instant)) - Date.now();
    this.last = 0;
  }
  override now(): Instant {
    this.last = Math.max(Date.now() + this.offset, this.last);
    return new Date(this.last).toISOString();
  }
}
