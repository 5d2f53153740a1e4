import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn, versionOf } from '../../factories/cases.js';
import type { TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';
import { done } from '../../support/replies.js';

export const REASON = 'UNHCR told us on 3 February.';

/** What the change would do, asked as a case officer. */
export const previewOf = async (app: TestApp, caseId: string, verb: string, body: object): Promise<Reply> =>
  app.as('case_officer').post(`/cases/${caseId}/previews/${verb}`, { reason: REASON, ...body }, { key: null });

/** The change, carried out by a case officer; whatever is answered. */
export const tryTo = (app: TestApp, caseId: string, verb: string, body: object): Promise<Reply> =>
  actOn(app, 'case_officer', caseId, verb, { reason: REASON, ...body });

/** The change, carried out. */
export const change = async (app: TestApp, caseId: string, verb: string, body: object): Promise<Reply['body']> =>
  done(await tryTo(app, caseId, verb, body)).body;

/** A child born into the case. */
export const newborn = (parentId: string, birthDate: string, overrides: object = {}) => ({
  arrival: 'newborn',
  parentId,
  familyName: 'Mugisha',
  givenNames: 'Espoir',
  sex: 'male',
  birthDate,
  birthDatePrecision: 'day',
  nationality: 'CD',
  stateless: false,
  relationToPrincipal: 'son',
  consentOn: birthDate,
  holdsEuProtection: false,
  ...overrides,
});

export const relative = (overrides: object = {}) => ({
  ...newborn('', '1990-01-01', overrides),
  arrival: 'found_relative',
  parentId: undefined,
  relationToPrincipal: 'sibling',
  givenNames: 'Found',
  ...overrides,
});

export const codesOf = (
  reply: { effects?: { code: string }[]; unmet?: { code: string }[] },
  what: 'effects' | 'unmet' = 'effects',
): string[] => (reply[what] ?? []).map(({ code }) => code);

/** What is kept of the persons of a case, apart from the case itself. */
export const standing = ({ persons }: CaseResponse) =>
  persons.map(({ id, status, statusSince, active }) => ({ id, status, statusSince, active }));

export const merge = async (app: TestApp, into: string, other: CaseResponse, body: object = {}): Promise<Reply> =>
  tryTo(app, into, 'merge', {
    otherCaseId: other.id,
    otherCaseVersion: await versionOf(app, other.id),
    relations: other.persons.map(({ id: personId }) => ({ personId, relation: 'other_relative' })),
    ...body,
  });
