import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { languageOf, problemIn, PROBLEMS_IN_SWEDISH } from '../../src/platform/index.js';
import { CONDITIONS_IN_SWEDISH, FIELDS_IN_SWEDISH } from '../../src/reference/index.js';

const WORDS = { conditions: CONDITIONS_IN_SWEDISH, fields: FIELDS_IN_SWEDISH };

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

const nodesOf = (node: ts.Node): ts.Node[] => {
  const found = [node];
  node.forEachChild((child) => void found.push(...nodesOf(child)));
  return found;
};

/** The codes that an expression can be: `'one'`, or `when ? 'one' : 'other'`. */
const codesIn = (expression: ts.Expression): string[] =>
  ts.isStringLiteral(expression)
    ? [expression.text]
    : ts.isConditionalExpression(expression)
      ? [...codesIn(expression.whenTrue), ...codesIn(expression.whenFalse)]
      : [];

/** The codes that stand beside a detail and a source, as the members of a condition or the arguments of `unless`. */
function conditionCodes(node: ts.Node): string[] {
  if (ts.isCallExpression(node) && node.expression.getText() === 'unless')
    return node.arguments.length === 4 && / /.test(node.arguments[2]!.getText()) ? codesIn(node.arguments[1]!) : [];
  if (!ts.isObjectLiteralExpression(node)) return [];
  const names = node.properties.map((property) => property.name?.getText());
  const code = node.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'code');
  return code && names.includes('detail') && names.includes('source') ? codesIn(code.initializer) : [];
}

/** Functions that say what is wrong with a field: their arguments end with a code and a sentence, and perhaps more. */
const TELL_OF_FIELDS = /^(?:wrong|refuse)$/;

/** The codes of wrong fields: members beside a message, or arguments before a sentence. */
function fieldCodes(node: ts.Node): string[] {
  if (ts.isCallExpression(node) && TELL_OF_FIELDS.test(node.expression.getText()))
    return node.arguments.flatMap((argument, at) =>
      / /.test(node.arguments[at + 1]?.getText() ?? '') ? codesIn(argument) : [],
    );
  if (!ts.isObjectLiteralExpression(node)) return [];
  const names = node.properties.map((property) => property.name?.getText());
  const code = node.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'code');
  return code && names.includes('message') && names.includes('pointer') ? codesIn(code.initializer) : [];
}

describe('the words of problems', () => {
  const nodes = files.flatMap((path) =>
    nodesOf(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)),
  );

  it('are there in Swedish for every condition in the source', () => {
    const codes = new Set(nodes.flatMap(conditionCodes));
    expect(codes.size).toBeGreaterThan(140);
    expect([...codes].filter((code) => !(code in CONDITIONS_IN_SWEDISH))).toEqual([]);
  });

  it('are there in Swedish for every wrong field in the source, and for every rule that fields are held to', () => {
    const codes = new Set(nodes.flatMap(fieldCodes));
    expect(codes.size).toBeGreaterThan(130);
    const rules = /import \{([^}]*)\} from 'class-validator'/.exec(
      readFileSync('src/platform/http/fields.ts', 'utf8'),
    )![1]!;
    for (const rule of rules.match(/\b(?:Is|Array|Max|Min|Matches)\w*/g)!)
      codes.add(rule[0]!.toLowerCase() + rule.slice(1));
    // Some that are refused in the same manner are conditions: they have their words there.
    expect([...codes].filter((code) => !(code in FIELDS_IN_SWEDISH || code in CONDITIONS_IN_SWEDISH))).toEqual([]);
  });

  it('are there in Swedish for every kind of refusal', () => {
    const filter = nodesOf(
      ts.createSourceFile(
        'problem.filter.ts',
        readFileSync('src/platform/http/problem.filter.ts', 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      ),
    );
    const thrown = nodes
      .filter(ts.isPropertyDeclaration)
      .filter(({ name, parent }) => name.getText() === 'code' && parent.heritageClauses?.length)
      .flatMap(({ initializer }) => (initializer ? codesIn(initializer) : []));
    const framework = filter
      .filter(ts.isArrayLiteralExpression)
      .flatMap(({ elements }) => (elements.length === 2 ? codesIn(elements[1]!) : []));
    expect(thrown.length + framework.length).toBeGreaterThan(20);
    expect([...thrown, ...framework, 'internalError'].filter((code) => !(code in PROBLEMS_IN_SWEDISH))).toEqual([]);
  });

  it.each([
    [undefined, 'en'],
    ['sv', 'sv'],
    ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
    ['en-GB,en;q=0.9,sv;q=0.8', 'en'],
    ['sv;q=0, en', 'en'],
    ['*', 'en'],
    ['fi, sv;q=0.5', 'sv'],
    [';;q=,sv;q=many', 'en'],
  ])('are chosen by Accept-Language: %s', (accepted, language) => expect(languageOf(accepted)).toBe(language));

  it('change with the language, figures and codes stay', () => {
    const unmet = [
      { code: 'placesUsedUp', detail: 'The sub-quota has 3 places left; 5 are needed.', source: 's' },
      { code: 'placesUsedUp', detail: 'Said otherwise.', source: 's' },
      { code: 'saidNowhere', detail: 'As it stands.', source: 's' },
    ];
    const english = { code: 'conditionsUnmet', title: 'Conditions are not met', detail: 'All of it.', unmet };
    expect(problemIn('en', english, WORDS)).toBe(english);
    const swedish = problemIn('sv', english, WORDS);
    const words = ['Platserna räcker inte: 3 finns, 5 behövs.', 'Platserna räcker inte.', 'As it stands.'];
    expect(swedish).toEqual({
      code: 'conditionsUnmet',
      title: 'Villkor är inte uppfyllda',
      detail: words.join(' '),
      unmet: unmet.map((one, at) => ({ ...one, detail: words[at] })),
    });
  });

  it('tell a wrong field in Swedish, its pointer and code as they are', () => {
    const errors = [
      { pointer: '/reason', code: 'length', message: 'reason must have 3 to 300 characters' },
      { pointer: '?asOf', code: 'afterToday', message: 'asOf may not lie after today, 2025-01-07.' },
      { pointer: '', code: 'saidNowhere', message: 'As it stands.' },
    ];
    const swedish = problemIn('sv', { code: 'invalidInput', title: 'The request is not valid', errors }, WORDS);
    const words = ['Skriv 3 till 300 tecken.', 'Dagen får inte ligga efter i dag, 2025-01-07.', 'As it stands.'];
    expect(swedish).toEqual({
      code: 'invalidInput',
      title: 'Begäran är felaktig',
      detail: `reason: ${words[0]} asOf: ${words[1]} ${words[2]}`,
      errors: errors.map((one, at) => ({ ...one, message: words[at] })),
    });
  });
});
