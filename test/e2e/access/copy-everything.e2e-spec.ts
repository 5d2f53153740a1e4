import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { registered } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';

// ASVS 5.0, 2.4.1: nobody copies everything. The figure there is 2,000 cases; the limit is lower here for the sake of time.

const MOST = 60;
let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07', settings: { RECORDS_AN_HOUR: String(MOST) } });
});
afterAll(() => app.close());

describe('an official who opens case after case', () => {
  it('is stopped, and the auditor is told; what they opened they can open again, and a colleague is not touched', async () => {
    const { id } = await registered(app);
    const official = await app.newOfficial({ roles: ['case_officer'] });
    const colleague = await app.newOfficial({ roles: ['case_officer'] });
    await official.get(`/cases/${id}`).expect(200);
    const statuses: number[] = [];
    // Whether a record exists makes no difference: ids are tried as well as copied.
    for (let read = 0; read < 2 * MOST; read += 1)
      statuses.push((await official.get(`/cases/${randomUUID()}/documents`)).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(MOST - 1);
    expect(statuses.filter((status) => status === 429)).toHaveLength(MOST + 1);
    await official.get(`/cases/${id}`).expect(200);
    await official.get(`/cases/${id}/documents`).expect(200);
    await official.get('/cases').expect(200);
    await colleague.get(`/cases/${randomUUID()}`).expect(404);

    const refused = await official.get(`/cases/${randomUUID()}`).expect(429);
    expect(refused.body).toMatchObject({ code: 'tooManyRecords', status: 429, retryAfter: expect.any(Number) });
    expect(Number(refused.headers.get('retry-after'))).toBe(refused.body.retryAfter);
    const { id: accountId } = (await official.get('/sessions/current').expect(200)).body;
    const told = await app.as('auditor').get(`/audit/entries?only=refusals&limit=200&accountId=${accountId}`);
    expect(told.body.items[0].payload).toMatchObject({ code: 'tooManyRecords', operation: 'listDocuments' });
  });

  it('is let on when the next hour begins', async () => {
    const official = await app.newOfficial({ roles: ['case_officer'] });
    for (let read = 0; read <= MOST; read += 1) await official.get(`/cases/${randomUUID()}`);
    await official.get(`/cases/${randomUUID()}`).expect(429);
    app.goTo('2025-01-08');
    await official.get(`/cases/${randomUUID()}`).expect(404);
  });
});
