import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../../src/access/index.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';

interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { example?: unknown }> };
}

/** The road of one case by nothing but the examples of the document, each with the ids of what the one before it made. */
const ROAD: readonly [operationId: string, role: Role, rest?: Record<string, unknown>][] = [
  ['refer', 'case_officer'],
  ['chooseRoute', 'case_officer', { route: 'dossier' }],
];

describe('the examples of the document', () => {
  let app: TestApp;
  const examples = new Map<string, { path: string; example: Record<string, unknown> }>();

  beforeAll(async () => {
    app = await startApp();
    await openPeriod(app);
    const document = (await (await fetch(`${app.url}/docs-json`)).json()) as {
      paths: Record<string, { post?: Operation }>;
    };
    for (const [path, { post }] of Object.entries(document.paths)) {
      const example = post?.requestBody?.content['application/json']?.example;
      if (post && example !== undefined)
        examples.set(post.operationId, {
          path: path.replace('/api/v1', ''),
          example: example as Record<string, unknown>,
        });
    }
  });
  afterAll(() => app.close());

  it('stand at every act that takes JSON', () => expect(examples.size).toBeGreaterThan(40));

  it('run: a submission, then the first verbs on the case that it became', async () => {
    const { path, example } = examples.get('receiveSubmission')!;
    const received = await app.as('case_officer').post(path, example).expect(201);
    for (const [operationId, role, rest = {}] of ROAD) {
      const { path: template, example: body } = examples.get(operationId)!;
      const caseId = received.body.caseId as string;
      const { etag } = await app.as(role).get(`/cases/${caseId}`).expect(200);
      await app
        .as(role)
        .post(template.replace('{caseId}', caseId), { ...body, ...rest }, { ifMatch: etag! })
        .expect(200);
    }
  });

  it('run where nothing must stand before them', async () => {
    for (const [operationId, role, status] of [
      ['createQuotaPeriod', 'coordinator', 201],
      ['setMunicipalNumber', 'placement_officer', 201],
      ['planMission', 'mission_leader', 201],
      ['createAccount', 'administrator', 201],
      ['searchCases', 'case_officer', 200],
      ['setClock', 'administrator', 200],
    ] as const) {
      const { path, example } = examples.get(operationId)!;
      const reply = await app.as(role).post(path, example);
      expect([operationId, reply.status, reply.status === status ? null : reply.body]).toEqual([
        operationId,
        status,
        null,
      ]);
    }
  });
});
