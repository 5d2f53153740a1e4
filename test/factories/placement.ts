import type { TestApp } from '../support/app.js';
import type { Reply } from '../support/client.js';

/** States what a municipality can take, without limits unless said. */
export const offer = async (app: TestApp, municipalityCode: string, overrides: object = {}): Promise<Reply['body']> => {
  const year = Number(app.clock.today().slice(0, 4));
  const statement = { municipalityCode, year, source: 'The municipality, by letter', ...overrides };
  return (await app.as('placement_officer').post('/municipal-offers', statement).expect(201)).body;
};

/** Asks for a plan of the year and waits until it is made. */
export async function plan(app: TestApp, asked: object = {}): Promise<Reply['body']> {
  const officer = app.as('placement_officer');
  const year = Number(app.clock.today().slice(0, 4));
  const { body } = await officer.post('/placement-plans', { year, ...asked }).expect(202);
  for (;;) {
    const found = (await officer.get(`/placement-plans/${body.id}`).expect(200)).body;
    if (found.status === 'done') return found;
    if (found.status === 'failed' || found.error) throw new Error(found.error ?? 'The plan failed.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the plan suggests, by case. */
export async function suggestionsOf(app: TestApp, planId: string): Promise<Map<string, Reply['body']>> {
  const { body } = await app.as('placement_officer').get(`/placement-plans/${planId}/suggestions`).expect(200);
  return new Map(body.items.map((one: { caseId: string }) => [one.caseId, one]));
}

/** The choice on a suggestion, on the case as it stands now. */
export async function choose(app: TestApp, suggestion: Reply['body'], overrides: object = {}): Promise<Reply> {
  const officer = app.as('placement_officer');
  const { etag } = await officer.get(`/cases/${suggestion.caseId}`).expect(200);
  const { id, municipalityCode } = suggestion;
  return officer.post(
    `/placement-suggestions/${id}/actions/choose`,
    { municipalityCode, ...overrides },
    { ifMatch: etag! },
  );
}

export const condition = (app: TestApp, caseId: string, body: object): PromiseLike<Reply> =>
  app.as('placement_officer').post(`/cases/${caseId}/placement-conditions`, { reason: 'As the family says.', ...body });
