import { randomUUID } from 'node:crypto';
import { systemActor } from '../../src/access/index.js';
import type { Actor, PlainDate } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/index.js';
import { QuotasService, type CountingEvent } from '../../src/quotas/index.js';
import type { TestApp } from '../support/app.js';

/** Persons of one case, as far as the ledger knows them: by their ids. */
export interface PersonsOfCase {
  caseId: string;
  personIds: string[];
}
export const somePersons = (count = 1): PersonsOfCase => ({
  caseId: randomUUID(),
  personIds: Array.from({ length: count }, () => randomUUID()),
});

/** An official without a session, for what other modules do through the service. */
export const anActor = (...roles: string[]): Actor => ({ ...systemActor('test'), name: roles.join(', '), roles });

/** What permits, travel and closures do to places, each in a unit of work of its own; the day is today when not said. */
export function placesOf(app: TestApp, actor = anActor('decision_maker')) {
  const [quotas, unitOfWork] = [app.server.get(QuotasService), app.server.get(UnitOfWork)];
  const on = (day?: PlainDate) => ({ occurredOn: day ?? app.clock.today() });
  return {
    reserve: (
      persons: PersonsOfCase,
      subQuotaId: string,
      { day, overrunReason }: { day?: PlainDate; overrunReason?: string } = {},
    ) =>
      unitOfWork.run(actor, (tx) => quotas.reserve(tx, actor, { ...persons, ...on(day), subQuotaId, overrunReason })),
    record: (event: CountingEvent, persons: PersonsOfCase, day?: PlainDate) =>
      unitOfWork.run(actor, (tx) => quotas.recordEvent(tx, actor, event, { ...persons, ...on(day) })),
    reverse: (event: CountingEvent, persons: PersonsOfCase, reason: string, day?: PlainDate) =>
      unitOfWork.run(actor, (tx) => quotas.reverseEvent(tx, actor, event, { ...persons, ...on(day), reason })),
    release: (persons: PersonsOfCase, reason: string, day?: PlainDate) =>
      unitOfWork.run(actor, (tx) => quotas.release(tx, actor, { ...persons, ...on(day), reason })),
    heldBy: ({ personIds }: PersonsOfCase) => unitOfWork.read((tx) => quotas.holdings(tx, personIds)),
    leftIn: (subQuotaId: string | null, day?: PlainDate) =>
      unitOfWork.read((tx) => quotas.placesFor(tx, subQuotaId, on(day).occurredOn)),
  };
}
