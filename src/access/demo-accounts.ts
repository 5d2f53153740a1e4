import type { Tx } from '../platform/index.js';
import { IsNull } from 'typeorm';
import { Account } from './access.entities.js';

/** True while somebody could sign in with an account that was made for the demo. */
export const hasDemoAccounts = (tx: Tx): Promise<boolean> =>
  tx.manager.existsBy(Account, { demo: true, closedAt: IsNull() });
