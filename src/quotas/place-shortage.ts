import { ConditionsUnmet, stockholmDateOf } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { kindOf, ownerOf, type Account, type Movement, type Shortfall } from './domain/ledger.js';
import { QuotaPeriodRow, SubQuotaRow } from './quotas.entities.js';

const LEFT = {
  decided: 'places',
  pool: 'places left in its pool',
  available: 'places left',
  reserved: 'reserved places',
  used: 'used places',
};

/** Throws ConditionsUnmet: what the account holds, since when, and what is needed, in a coordinator's words. */
export async function refuseShortage(
  tx: Tx,
  { account, on, held, wanted }: Shortfall,
  movement: Movement,
): Promise<never> {
  const since = on === stockholmDateOf(tx.at) ? '' : ` from ${on} on`;
  throw new ConditionsUnmet([
    {
      code: movement === 'reserve' ? 'placesUsedUp' : 'notEnoughPlaces',
      detail: `${await nameOf(tx, account)} has ${held} ${LEFT[kindOf(account)]}${since}; ${wanted} are needed.`,
      source: 'Quota decision of the Government',
    },
  ]);
}

async function nameOf(tx: Tx, account: Account): Promise<string> {
  const id = ownerOf(account);
  const owner =
    kindOf(account) === 'pool'
      ? await tx.manager.findOneByOrFail(QuotaPeriodRow, { id })
      : await tx.manager.findOneByOrFail(SubQuotaRow, { id });
  return owner.name;
}
