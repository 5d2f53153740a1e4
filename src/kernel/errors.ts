import type { Instant } from './plain-date.js';

/** One wrong field of a request. `pointer` is an RFC 6901 JSON pointer into the body, or `?name` for a query parameter. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

/** One condition that does not hold, in the words a coordinator needs. `source` is the law, ordinance or practice behind it. */
export interface Unmet {
  code: string;
  detail: string;
  source: string;
  personId?: string;
}

/** What the domain refuses. The problem filter alone knows which HTTP status each kind becomes. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The request itself is wrong: the fields are named. */
export class InvalidInput extends DomainError {
  readonly code = 'invalidInput';
  constructor(readonly errors: FieldError[]) {
    super(errors.map((error) => error.message).join(' ') || 'The request is not valid.');
  }
}

export class NotAuthenticated extends DomainError {
  readonly code = 'notAuthenticated';
  constructor(message = 'Sign in to use this service.') {
    super(message);
  }
}

export class Forbidden extends DomainError {
  readonly code = 'forbidden';
  constructor(readonly permission: string) {
    super(`Your roles do not include the permission ${permission}.`);
  }
}

/** The official has declared a conflict of interest with the case, or with somebody in it. */
export class ConflictOfInterest extends DomainError {
  readonly code = 'conflictOfInterest';
  constructor() {
    super(
      'You have declared a conflict of interest with this case, or with a person in it: it is for your colleagues.',
    );
  }
}

/** A browser sent the session's cookie with a request that another site may have begun. */
export class CrossSiteRequest extends DomainError {
  readonly code = 'crossSiteRequest';
  constructor() {
    super('This request did not come from a page of this service. Reload the page and try again.');
  }
}

/** The act asks for somebody who has proved who they are in the last minutes. */
export class StepUpNeeded extends DomainError {
  readonly code = 'stepUpNeeded';
  constructor(readonly permission: string) {
    super('Confirm who you are (POST /api/v1/sessions/current/step-up), then ask again.');
  }
}

export class NotFound extends DomainError {
  readonly code = 'notFound';
  constructor(what: string) {
    super(`There is no such ${what}, or it is not yours to see.`);
  }
}

/** The verb is not among those that the present state allows. */
export class TransitionRefused extends DomainError {
  readonly code = 'transitionRefused';
  constructor(
    readonly refusals: readonly {
      personId?: string;
      from: string;
      action: string;
      allowedActions: readonly string[];
    }[],
    subject = 'a person',
  ) {
    super(
      refusals
        .map(
          (r) =>
            `${r.action} is not possible for ${subject} in the state ${r.from}; possible: ${r.allowedActions.join(', ') || 'nothing'}.`,
        )
        .join(' '),
    );
  }
}

/** Somebody else changed the record since it was read. */
export class StaleVersion extends DomainError {
  readonly code = 'staleVersion';
  constructor(readonly current: { currentVersion: number; changedBy?: string; changedAt?: Instant }) {
    super('The record was changed after you read it. Read it again and decide on what stands there now.');
  }
}

/** A change of a versioned record was sent without saying which version it was decided on. */
export class VersionRequired extends DomainError {
  readonly code = 'versionRequired';
  constructor() {
    super('Send If-Match with the ETag of the version you decided on.');
  }
}

/** Conditions that must hold for the verb do not hold; all of them are listed. */
export class ConditionsUnmet extends DomainError {
  readonly code = 'conditionsUnmet';
  constructor(readonly unmet: readonly Unmet[]) {
    super([...new Set(unmet.map(({ detail }) => detail))].join(' '));
  }
}

/** The Idempotency-Key was used before with another request. */
export class KeyReused extends DomainError {
  readonly code = 'keyReused';
  constructor() {
    super('This Idempotency-Key was used with another request. Use a new key for a new act.');
  }
}

/** Something that the act needs cannot be used now (a disk that is full, a scanner that does not answer): nothing was changed. */
export class Unavailable extends DomainError {
  readonly code: string = 'unavailable';
  constructor(
    message: string,
    readonly because?: unknown,
  ) {
    super(message);
  }
}

/** The audit log cannot be written: what must be logged is neither read nor changed (security.md 6, A6). */
export class AuditUnavailable extends Unavailable {
  override readonly code = 'auditUnavailable';
  constructor(because: unknown) {
    super('The audit log cannot be written now; nothing was read or changed. Try again later.', because);
  }
}
