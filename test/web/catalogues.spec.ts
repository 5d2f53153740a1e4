import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { PERSON_STATUSES } from '../../src/cases/index.js';
import { ROLES } from '../../src/access/index.js';
import { answerSchema, requestSchemas, type FieldSchema } from '../../web/build/document.js';

const SOURCE = 'web/src';

type Catalogue = { [key: string]: string | Catalogue };
const read = (language: string): Catalogue =>
  JSON.parse(readFileSync(join(SOURCE, 'i18n', `${language}.json`), 'utf8')) as Catalogue;
const keysOf = (catalogue: Catalogue, before = ''): string[] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${before}${key}`] : keysOf(value, `${before}${key}.`),
  );
const [sv, en] = [read('sv'), read('en')];
const keys = new Set(keysOf(sv));

const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const nodesOf = (node: ts.Node): ts.Node[] => {
  const found = [node];
  node.forEachChild((child) => void found.push(...nodesOf(child)));
  return found;
};
const parsed = files.map(({ path, text }) => ({
  path,
  nodes: nodesOf(
    ts.createSourceFile(
      path,
      text,
      ts.ScriptTarget.Latest,
      true,
      path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  ),
}));

const LETTERS = /\p{L}{2,}/u;
const SPOKEN = ['aria-label', 'label', 'title', 'placeholder', 'alt', 'description', 'errorMessage', 'message'];

/** Words that stand in the code of a page instead of a catalogue. */
function rawWords(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return LETTERS.test(node.text) ? [node.text.trim()] : [];
  if (!ts.isJsxAttribute(node) || !SPOKEN.includes(node.name.getText())) return [];
  const { initializer } = node;
  return initializer && ts.isStringLiteral(initializer) && LETTERS.test(initializer.text) ? [initializer.text] : [];
}

/** The keys that a file asks the catalogues for, as far as they are written out. */
function askedKeys(node: ts.Node): string[] {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 't') return [];
  return node.arguments.slice(0, 1).flatMap((argument) => (ts.isStringLiteral(argument) ? [argument.text] : []));
}

describe('the catalogues', () => {
  it('have the same keys in both languages, and a text for each', () => {
    expect(keysOf(en)).toEqual(keysOf(sv));
    expect(JSON.stringify([sv, en])).not.toContain('""');
  });

  it('have every key that a page asks for', () => {
    const asked = parsed.flatMap(({ nodes }) => nodes.flatMap(askedKeys));
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !keys.has(key) && !keys.has(`${key}_one`))).toEqual([]);
  });

  it('hold all words: none stands in the code of a page', () => {
    const raw = parsed.flatMap(({ path, nodes }) => nodes.flatMap(rawWords).map((words) => `${path}: ${words}`));
    expect(raw).toEqual([]);
  });

  it('name every act on a case', () => {
    const { paths } = JSON.parse(readFileSync('web/openapi.json', 'utf8')) as { paths: object };
    const verbs = Object.keys(paths).flatMap((path) => /\/cases\/\{caseId\}\/actions\/(.+)$/.exec(path)?.[1] ?? []);
    const otherwise = [...readFileSync('web/src/act/acts.ts', 'utf8').matchAll(/^ {2}\w+: '(\w+)',$/gm)];
    expect(verbs.length).toBeGreaterThan(40);
    expect(otherwise.length).toBeGreaterThan(5);
    const named = [...verbs, ...otherwise.map(([, verb]) => verb!)];
    expect(named.map((verb) => `verb.${verb.replaceAll('-', '_')}`).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('name every state, every role and every field and choice of a form', () => {
    const wanted = new Set([
      ...PERSON_STATUSES.map((status) => `status.${status}`),
      ...ROLES.map((role) => `role.${role}`),
    ]);
    const ask = ({ properties = {} }: FieldSchema): void => {
      for (const [name, { items, enum: choices = items?.enum ?? [], ...schema }] of Object.entries(properties)) {
        wanted.add(`field.${name}`);
        for (const choice of choices) wanted.add(`value.${name}.${choice}`);
        ask(items ?? schema);
      }
    };
    Object.values(requestSchemas()).forEach(ask);
    expect([...wanted].filter((key) => !keys.has(key))).toEqual([]);
  });
});

/** What is shown field by field, as it was answered. */
const TOLD = [
  ...['getCompleteness', 'listRrfVersions', 'getScreeningStatus', 'listExclusionAssessments', 'listInterviews'],
  ...['listExaminations', 'listDecisions', 'getChecklist', 'getTravel', 'listDocuments', 'getCaseDeadlines'],
  ...['getScreening', 'getIndication', 'listIndicationsOfCase', 'getAssignment'],
  ...['listQuotaPlans', 'listCompositionTargets', 'listPeriodConsultations', 'listExceptions', 'listUnionPlanMarks'],
  ...['listCaps'],
];
// As the page leaves them out: ids say nothing to a reader.
const UNTOLD = /^(?!personIds?$)(id$|.*(Id|Ids)$|nextCursor$|version$|items$)/;

describe('what is answered', () => {
  it.each(TOLD)('by %s is told in both languages', (operation) => {
    const missing = new Set<string>();
    const ask = ({ properties = {} }: FieldSchema): void => {
      for (const [name, { items, enum: choices = items?.enum ?? [], ...schema }] of Object.entries(properties)) {
        ask(items ?? schema);
        if (UNTOLD.test(name)) continue;
        for (const key of [`field.${name}`, ...choices.map((choice) => `value.${name}.${choice}`)])
          if (!keys.has(key)) missing.add(key);
      }
    };
    ask(answerSchema(operation));
    expect([...missing]).toEqual([]);
  });
});

describe('the pages', () => {
  it('know no address of the interface but through the generated client', () => {
    const written = files
      .filter(({ path }) => !path.startsWith(join(SOURCE, 'api')))
      .filter(({ text }) => /\bfetch\(|XMLHttpRequest|EventSource|['"`]\/?api\//.test(text))
      .map(({ path }) => path);
    expect(written).toEqual([]);
  });

  it('are written in files of at most 300 lines', () => {
    expect(files.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path)).toEqual([]);
  });
});
