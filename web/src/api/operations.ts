import found from 'virtual:operations';
import type { operations } from './schema';

export type OperationId = keyof operations;

interface Operation {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** It creates or decides: the client sends an Idempotency-Key. */
  needsKey: boolean;
  permission: string;
}

/** Where each operation of the OpenAPI document is found: the only place where the pages know an address of the interface. */
export const OPERATIONS = found as Readonly<Record<OperationId, Operation>>;
