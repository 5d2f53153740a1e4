import { Injectable } from '@nestjs/common';
import { NotFound, type Actor, type PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { SubQuotaRow, type CountingEvent, type HoldingState } from './quotas.entities.js';

export type SubQuota = SubQuotaRow;
export interface PlacesLeft {
  open: boolean;
  available: number;
  tolerance: number;
}
export interface OfPersons {
  caseId: string;
  personIds: readonly string[];
  occurredOn: PlainDate;
}
export interface Holding {
  subQuotaId: string;
  state: HoldingState;
}

@Injectable()
export class QuotasService {
  /** Throws NotFound. */
  async getSubQuota(tx: Tx, id: string): Promise<SubQuota> {
    const found = await tx.manager.findOneBy(SubQuotaRow, { id });
    if (!found) throw new NotFound('sub-quota');
    return found;
  }
  subQuotaFor(_tx: Tx, _of: { countryOfAsylum: string; nationalities: readonly string[]; priority: string; on: PlainDate }): Promise<SubQuota | null> {
    return Promise.resolve(null);
  }
  placesFor(_tx: Tx, _subQuotaId: string | null, _on: PlainDate): Promise<PlacesLeft> {
    return Promise.resolve({ open: false, available: 0, tolerance: 0 });
  }
  reserve(_tx: Tx, _actor: Actor, _wanted: OfPersons & { subQuotaId: string; overrunReason?: string }): Promise<void> {
    return Promise.resolve();
  }
  recordEvent(_tx: Tx, _actor: Actor, _event: CountingEvent, _of: OfPersons): Promise<void> {
    return Promise.resolve();
  }
  reverseEvent(_tx: Tx, _actor: Actor, _event: CountingEvent, _of: OfPersons & { reason: string }): Promise<void> {
    return Promise.resolve();
  }
  release(_tx: Tx, _actor: Actor, _of: OfPersons & { reason: string }): Promise<void> {
    return Promise.resolve();
  }
  isSuspended(_tx: Tx, _subQuotaId: string | null): Promise<boolean> {
    return Promise.resolve(false);
  }
  holdings(_tx: Tx, _personIds: readonly string[]): Promise<Map<string, Holding>> {
    return Promise.resolve(new Map());
  }
}
