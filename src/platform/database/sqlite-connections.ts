/** The few calls of an SQLite driver that the pool makes itself. */
export interface RawConnection {
  exec(sql: string, done: (error: Error | null) => void): unknown;
  close(done: (error: Error | null) => void): unknown;
}

/** An open connection and where it goes back to. */
export interface Connection {
  readonly raw: RawConnection;
  readonly home: Connections;
  /** Why it must not be used again: it is closed when it comes back. */
  failure?: unknown;
  closed?: boolean;
}

export interface ConnectionSource {
  /** `reading` or `writing`, for the messages. */
  readonly purpose: string;
  readonly size: number;
  /** How long a request waits for its turn, and `end` for the borrowed connections. */
  readonly timeoutMs: number;
  open(): Promise<RawConnection>;
  close(raw: RawConnection): Promise<void>;
  warn(message: string): void;
}

/** How many connections are lent out, rest, and are waited for. */
export interface ConnectionCounts {
  readonly borrowed: number;
  readonly idle: number;
  readonly waiting: number;
}

/** Nobody gave a connection back in time, or the database is being closed: nothing was written, try again later. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError';
}

interface Waiter {
  granted(): void;
  refused(error: Error): void;
  timer: NodeJS.Timeout;
}

/**
 * At most `size` connections, lent first come first served. What is counted and queued for is the permit to hold a connection,
 * not the connection: so a connection that breaks, or cannot be opened, never takes its place in the pool with it.
 */
export class Connections {
  private readonly idle: Connection[] = [];
  private readonly lent = new Set<Connection>();
  private readonly waiting: Waiter[] = [];
  private permits = 0;
  private ended = false;
  private drained: () => void = () => undefined;

  constructor(private readonly source: ConnectionSource) {}

  counts(): ConnectionCounts {
    return { borrowed: this.permits, idle: this.idle.length, waiting: this.waiting.length };
  }

  /** Waits for a turn, at most `timeoutMs`; whoever gave up waiting is out of the queue. Throws DatabaseBusyError. */
  async borrow(): Promise<Connection> {
    await this.permit();
    try {
      const connection = this.idle.pop() ?? { raw: await this.source.open(), home: this };
      if (this.ended) {
        await this.close(connection);
        throw this.closing();
      }
      this.lent.add(connection);
      return connection;
    } catch (error) {
      this.passPermit();
      throw error;
    }
  }

  /** A failed connection is closed first (that rolls back and unlocks), only then is the next one's turn. */
  async giveBack(connection: Connection): Promise<void> {
    this.lent.delete(connection);
    if (connection.failure !== undefined || this.ended) await this.close(connection);
    else this.idle.push(connection);
    this.passPermit();
  }

  /** Refuses whoever waits, gives borrowers `timeoutMs` to finish, then closes everything: what is still open is rolled back. */
  async end(): Promise<void> {
    this.ended = true;
    for (const waiter of this.waiting.splice(0)) {
      clearTimeout(waiter.timer);
      waiter.refused(this.closing());
    }
    if (this.permits > 0)
      await new Promise<void>((done) => {
        const timer = setTimeout(done, this.source.timeoutMs);
        this.drained = () => (clearTimeout(timer), done());
      });
    await Promise.all([...this.idle.splice(0), ...this.lent].map((connection) => this.close(connection)));
  }

  private permit(): Promise<void> {
    if (this.ended) return Promise.reject(this.closing());
    if (this.permits < this.source.size) {
      this.permits += 1;
      return Promise.resolve();
    }
    return new Promise((granted, refused) => {
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        refused(this.late());
      };
      const waiter: Waiter = { granted, refused, timer: setTimeout(giveUp, this.source.timeoutMs) };
      this.waiting.push(waiter);
    });
  }

  private passPermit(): void {
    const next = this.waiting.shift();
    if (next) {
      clearTimeout(next.timer);
      next.granted();
      return;
    }
    this.permits -= 1;
    if (this.permits === 0) this.drained();
  }

  private async close(connection: Connection): Promise<void> {
    if (connection.closed) return;
    connection.closed = true;
    try {
      await this.source.close(connection.raw);
    } catch (error) {
      this.source.warn(`A ${this.source.purpose} connection of the database could not be closed: ${String(error)}`);
    }
  }

  private late(): DatabaseBusyError {
    const { purpose, timeoutMs } = this.source;
    return new DatabaseBusyError(
      `There was no ${purpose} connection within ${timeoutMs} ms (${this.permits} lent, ${this.waiting.length} more waiting). ` +
        'Inside a transaction everything must go through its own manager, or it waits for itself.',
    );
  }

  private closing(): DatabaseBusyError {
    return new DatabaseBusyError(`There is no ${this.source.purpose} connection: the database is being closed.`);
  }
}
