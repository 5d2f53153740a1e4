import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { TooManyRequests } from '../platform/index.js';
import { waitAfter } from './domain/back-off.js';

const KEPT = 10_000;
const FORGOTTEN_AFTER_MS = 60 * 60_000;

interface Attempts {
  failures: number;
  lastAt: number;
}

/**
 * Wrong sign-ins in a row, by username and address: whoever guesses somebody's password waits, and its owner signs in from elsewhere.
 * Names that nobody has are counted alike. Kept in memory by each server, bounded; only digests of names and addresses are held.
 */
@Injectable()
export class SignInAttempts {
  private readonly wrong = new Map<string, Attempts>();
  constructor(private readonly clock: Clock) {}

  /** Throws TooManyRequests while this address must wait before it tries this name again. */
  refuseTooSoon(username: string, address: string): void {
    const attempts = this.wrong.get(keyOf(username, address));
    if (!attempts) return;
    const waited = (this.now() - attempts.lastAt) / 1000;
    const left = Math.ceil(waitAfter(attempts.failures) - waited);
    if (left > 0) throw new TooManyRequests(left);
  }

  failed(username: string, address: string): void {
    const key = keyOf(username, address);
    const known = this.wrong.get(key);
    const recent = known && this.now() - known.lastAt < FORGOTTEN_AFTER_MS ? known.failures : 0;
    // Taken out first, so that the map stays in the order of the last attempts.
    this.wrong.delete(key);
    this.wrong.set(key, { failures: recent + 1, lastAt: this.now() });
    const [oldest] = this.wrong.keys();
    if (this.wrong.size > KEPT && oldest !== undefined) this.wrong.delete(oldest);
  }

  succeeded(username: string, address: string): void {
    this.wrong.delete(keyOf(username, address));
  }

  private readonly now = (): number => Date.parse(this.clock.now());
}

const keyOf = (username: string, address: string): string =>
  createHash('sha256').update(`${address.length}:${address}${username}`).digest('base64');
