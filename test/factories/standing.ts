import type { CaseResponse } from '../../src/cases/index.js';
import type { TestApp } from '../support/app.js';
import { done } from '../support/replies.js';
import { accepted, underAssignment } from './assignments.js';
import { actOn, cleared, referred, registered } from './cases.js';
import { granted, underExamination } from './decisions.js';
import { arrived, booked, departed, readyToTravel, received } from './journeys.js';

/** A case whose persons wait for an answer of UNHCR. */
async function deferred(app: TestApp): Promise<CaseResponse> {
  const { id } = await underExamination(app);
  return done(
    await actOn(app, 'case_officer', id, 'defer', {
      reasonCode: 'information_from_unhcr',
      askedOfUnhcr: 'Who has custody?',
    }),
  ).body as CaseResponse;
}

/** A case of two adults and a child who all stand in the state, with everything that belongs to it; a period must be open. */
export const STANDING = {
  listed: (app: TestApp) => registered(app),
  in_screening: (app: TestApp) => referred(app),
  cleared: (app: TestApp) => cleared(app),
  under_examination: (app: TestApp) => underExamination(app),
  deferred,
  granted: (app: TestApp) => granted(app),
  assigned: async (app: TestApp) => underAssignment(app, await granted(app)),
  accepted: (app: TestApp) => accepted(app),
  travel_ready: (app: TestApp) => readyToTravel(app),
  booked: (app: TestApp) => booked(app),
  departed: (app: TestApp) => departed(app),
  arrived: (app: TestApp) => arrived(app),
  received: (app: TestApp) => received(app),
} as const satisfies Record<string, (app: TestApp) => Promise<CaseResponse>>;
export type Standing = keyof typeof STANDING;
