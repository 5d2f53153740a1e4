import type { AccountId } from './ids.js';

/** Who acts, and in which request: passed as an argument from the controller to the audit entry. */
export interface Actor {
  readonly accountId: AccountId;
  readonly name: string;
  readonly roles: readonly string[];
  /** Set for a municipality's own account: it sees its own assignments only. */
  readonly municipalityCode: string | null;
  /** Who stands behind the account: the accounts of one official have one word here. */
  readonly official?: string;
  /** Cases with which the official has a conflict of interest: nothing is done with them, and nothing of them is read. */
  readonly barredCases?: readonly string[];
  /** What this request may beside what the roles permit: by a colleague's delegation, or by break-glass. */
  readonly granted?: readonly string[];
  /** For whom, or by which break-glass, somebody acts or reads: stands in each entry of the request. */
  readonly circumstance?: Readonly<Record<string, string>>;
  readonly requestId: string;
  /** The security unit: what it reads is logged behind the wall, since the cases it opens would tell of objections. */
  readonly readsBehindWall?: boolean;
  /** Present on requests that carry an Idempotency-Key: the unit of work stores the result under it in the same transaction. */
  readonly idempotency?: IdempotencyClaim;
}

export interface IdempotencyClaim {
  readonly key: string;
  /** Keyed digest of method, path, body and precondition: the same key with another fingerprint is refused. */
  readonly fingerprint: string;
  /** Set by the unit of work when the stored result was returned instead of acting again. */
  replayed: boolean;
}
