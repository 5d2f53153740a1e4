import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { startApp, type TestApp } from '../../support/app.js';
import { documentOf, operationsOf, type Operation } from '../../support/operations.js';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}
interface Described {
  description?: string;
  $ref?: string;
  properties?: Record<string, Described>;
}

let app: TestApp;
let document: OpenAPIObject;
let operations: Operation[];
beforeAll(async () => {
  app = await startApp();
  document = documentOf(app);
  operations = operationsOf(document);
});
afterAll(() => app.close());

const failing = (wrong: (operation: Operation) => boolean): string[] =>
  operations.filter(wrong).map(({ method, path, operationId }) => `${method} ${path} ${operationId}`);
const without = (expected: readonly string[], codes: readonly string[]): string[] =>
  expected.filter((code) => !codes.includes(code));

/** What Express really answers, apart from Swagger UI and the document itself. */
function routes(): string[] {
  const { router } = app.server.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return (
    router.stack
      // What has every method there is, is Nest's own "not found" beside /health and /ready.
      .flatMap(({ route }) =>
        route && Object.keys(route.methods).length < 5
          ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`)
          : [],
      )
      .filter((route) => !/\/docs\b|\/docs-/.test(route))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'))
  );
}

describe('the OpenAPI document', () => {
  it('holds exactly the routes that the server has', () => {
    const documented = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(documented)).toEqual(new Set(routes()));
    expect(new Set(documented).size).toBe(documented.length);
    expect(documented).toEqual(expect.arrayContaining(['GET /health', 'GET /ready', 'POST /api/v1/sessions']));
    process.stdout.write(
      `  ${ENGINE}: ${documented.length} operations, ${Object.keys(document.components?.schemas ?? {}).length} schemas\n`,
    );
  });

  it('is the same each time, and is served at /docs-json', async () => {
    expect(documentOf(app)).toEqual(document);
    const served = (await (await fetch(`${app.url}/docs-json`)).json()) as OpenAPIObject;
    expect(served.paths).toEqual(JSON.parse(JSON.stringify(document.paths)));
    expect((await fetch(`${app.url}/docs`)).status).toBe(200);
  });

  it('describes every property of every request and answer', () => {
    const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Described][];
    const nameless = schemas.flatMap(([name, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, property]) => !property.description?.trim())
        .map(([property]) => `${name}.${property}`),
    );
    expect(nameless).toEqual([]);
  });

  it('has a description for every tag that is used', () => {
    expect((document.tags ?? []).filter(({ description }) => !description)).toEqual([]);
    const known = (document.tags ?? []).map(({ name }) => name);
    expect(failing(({ tags }) => tags?.length !== 1 || !known.includes(tags[0]!))).toEqual([]);
  });
});

describe('every operation', () => {
  it('has a readable operationId of its own, and a summary', () => {
    expect(failing(({ operationId }) => !/^[a-z][a-zA-Z0-9]{3,40}$/.test(operationId))).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(failing(({ summary }) => !/^[A-Z].{6,}[^.]$/.test(summary))).toEqual([]);
  });

  it('says what a success is, with the schema of its answer', () => {
    const successes = ({ responses }: Operation) =>
      Object.entries(responses).filter(([status]) => status.startsWith('2'));
    expect(failing((operation) => successes(operation).length !== 1)).toEqual([]);
    expect(
      failing((operation) =>
        successes(operation).some(([status, { content = {} }]) => {
          const schemas = Object.values(content).map(({ schema }) => schema);
          return status === '204'
            ? schemas.length > 0
            : schemas.length === 0 || schemas.some((schema) => !schema || Object.keys(schema).length === 0);
        }),
      ),
    ).toEqual([]);
  });

  it('lists its problem answers, each of them application/problem+json', () => {
    const always = ['400', '401', '403', '404', '429', '500', '503'];
    const ofBodies = ['413', '415'];
    expect(
      failing(({ method, responses }) => {
        const codes = Object.keys(responses);
        return without(method === 'POST' ? [...always, ...ofBodies] : always, codes).length > 0;
      }),
    ).toEqual([]);
    const problem = { $ref: '#/components/schemas/ProblemResponse' };
    expect(
      failing(({ responses }) =>
        Object.entries(responses).some(
          ([status, { content }]) =>
            Number(status) >= 400 &&
            JSON.stringify(content) !== JSON.stringify({ 'application/problem+json': { schema: problem } }),
        ),
      ),
    ).toEqual([]);
  });

  it('that needs a version says so, and how it is refused', () => {
    const needs = (header: string) => (operation: Operation) =>
      operation.parameters.some(({ name, required }) => name === header && required);
    const versioned = needs('If-Match');
    expect(
      failing(
        (operation) => versioned(operation) && without(['412', '428'], Object.keys(operation.responses)).length > 0,
      ),
    ).toEqual([]);
    expect(failing((operation) => versioned(operation) && !needs('Idempotency-Key')(operation))).toEqual([]);
    const keyless = operations.filter(
      (operation) => operation.method === 'POST' && !needs('Idempotency-Key')(operation),
    );
    // Signing in and out and setting the clock neither create nor decide; searches only read.
    expect(
      keyless
        .filter(({ path }) => !/\/search$|\/previews\/|\/sessions|\/demo\/clock/.test(path))
        .map(({ operationId }) => operationId),
    ).toEqual([]);
  });

  it('describes its parameters', () => {
    expect(failing(({ parameters }) => parameters.some(({ description, schema }) => !description || !schema))).toEqual(
      [],
    );
    const gaps = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    expect(
      failing(({ path, parameters }) => {
        const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        return inPath.sort().join() !== gaps(path).sort().join();
      }),
    ).toEqual([]);
  });

  it('that anybody may call needs no session', () => {
    const open = operations.filter((operation) => (operation as { security?: unknown[] }).security?.length === 0);
    expect(open.map(({ operationId }) => operationId).sort()).toEqual([
      'health',
      'listSignInMethods',
      'ready',
      'signIn',
      'signInBrowser',
      'signInOidc',
      'startOidcSignIn',
    ]);
  });

  it('puts no name or number of a person into its address', () => {
    const personal = /name|birth|number|individual|unhcr/i;
    expect(
      failing(({ parameters }) =>
        parameters.some((parameter) => parameter.in !== 'header' && personal.test(parameter.name)),
      ),
    ).toEqual([]);
  });
});
