import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sensitiveIn } from '../../../src/cases/domain/forbidden-filters.js';
import { startApp, type TestApp } from '../../support/app.js';
import { documentOf, operationsOf, type Operation } from '../../support/operations.js';

let app: TestApp;
let operations: Operation[];
let schemas: Record<string, object>;
beforeAll(async () => {
  app = await startApp();
  const document = documentOf(app);
  operations = operationsOf(document);
  schemas = document.components!.schemas as Record<string, object>;
});
afterAll(() => app.close());

const EXPORTS = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/pdf'];
const isExport = ({ responses }: Operation): boolean =>
  EXPORTS.some((type) => type in (responses['200']?.content ?? {}));

/** Words of the kind that are said of no person: what planning reckons with, and a number of persons. */
const OF_NO_PERSON = ['getRequestsAndNeeds screening', 'listDeadlines medicalFormsLapsing'];
const ofPersons = (found: { operationId: string; name: string }[]): { operationId: string; name: string }[] =>
  found.filter(
    ({ operationId, name }) => sensitiveIn(name) !== null && !OF_NO_PERSON.includes(`${operationId} ${name}`),
  );

/** All names of properties in a schema, through every schema that it refers to. */
function namesIn(schema: unknown, seen = new Set<string>()): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one) => namesIn(one, seen));
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === '$ref') {
      const name = String(value).split('/').at(-1)!;
      if (seen.has(name)) return [];
      seen.add(name);
      return namesIn(schemas[name], seen);
    }
    return [...(key === 'properties' ? Object.keys(value as object) : []), ...namesIn(value, seen)];
  });
}

// domain.md (e) 28 with Utlänningsdatalagen (2016:27) 17 §: sensitive filters are illegal even if handy; export files count too.
describe('edge case 28: nobody is selected by what is sensitive', () => {
  it('no list, queue or search has such a filter or order', () => {
    const lists = operations.filter(({ method, path }) => method === 'GET' || path.endsWith('/search'));
    const asked = lists.flatMap(({ operationId, parameters, requestBody }) =>
      [
        ...parameters.filter((one) => one.in === 'query').map(({ name }) => name),
        ...namesIn(requestBody?.content ?? {}),
      ].map((name) => ({ operationId, name })),
    );
    expect(lists.length).toBeGreaterThan(40);
    expect(asked.length).toBeGreaterThan(60);
    expect(ofPersons(asked)).toEqual([]);
  });

  it('no file that is taken out of Vidar says it of a person', () => {
    const exports = operations.filter(isExport);
    expect(exports.length).toBeGreaterThan(5);
    const told = exports.flatMap(({ operationId, responses }) =>
      namesIn(responses['200']!.content).map((name) => ({ operationId, name })),
    );
    expect(told.length).toBeGreaterThan(50);
    expect(ofPersons(told)).toEqual([]);
  });
});
