import type { Role } from '../../../src/access/index.js';
import type { TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';

interface Found {
  items: { id: string; foundBy: { by: string; personId: string | null; words: string }[]; dueOn: string | null }[];
  nextCursor: string | null;
  count: number;
}

/** What a search answers; it must be allowed. */
export async function searched(app: TestApp, body: object, role: Role = 'coordinator'): Promise<Found> {
  return (await app.as(role).post('/cases/search', body, { key: null }).expect(200)).body as Found;
}

/** The ids of the cases that are found, in their order. */
export const found = async (app: TestApp, body: object, role: Role = 'coordinator'): Promise<string[]> =>
  (await searched(app, body, role)).items.map(({ id }) => id);

/** Why the first one is found. */
export const whyOf = async (app: TestApp, text: string): Promise<Found['items'][number]['foundBy']> =>
  (await searched(app, { text })).items[0]?.foundBy ?? [];

/** What is answered to a search that may be refused. */
export const asked = async (app: TestApp, body: object, role: Role = 'coordinator'): Promise<Reply> =>
  app.as(role).post('/cases/search', body, { key: null });
