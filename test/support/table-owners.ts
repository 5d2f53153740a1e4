import ts from 'typescript';
import type { Scanned } from './source-scan.js';

/** They alone join across tables; they read those of others and write only their own. What starts the application may look too. */
const READ_ALL = ['casework', 'reports'];

// A whole statement is read in any case; a fragment only in capitals, because "from cases" is also English.
const STATEMENT = /^\s*(select|insert|update|delete|with)\b/i;
const TABLE_IN_STATEMENT = /\b(delete from|from|join|into|update)\s+"?([a-z_][a-z0-9_]*)/gi;
const TABLE_IN_FRAGMENT = /\b(DELETE FROM|FROM|JOIN|INTO|UPDATE)\s+"?([a-z_][a-z0-9_]*)/g;
const READS = ['FROM', 'JOIN'];
const BUILDER_READS = [
  'from',
  'innerJoin',
  'leftJoin',
  'innerJoinAndSelect',
  'leftJoinAndSelect',
  'getRepository',
  'createQueryBuilder',
];
const BUILDER_WRITES = ['into', 'update', 'insert', 'delete', 'upsert'];

interface Use {
  table: string;
  writes: boolean;
  node: ts.Node;
}

/** Every use of a table that belongs to another module, in SQL or in a query builder. */
export function tableBreaches(file: Scanned, all: readonly Scanned[]): { node: ts.Node; message: string }[] {
  const owners = tableOwners(all);
  const foreign = ({ table }: Use): boolean => owners.has(table) && owners.get(table) !== file.module;
  return file.nodes
    .flatMap(usesOf)
    .filter(foreign)
    .filter(({ writes }) => writes || !(file.isEntryPoint || READ_ALL.includes(file.module)))
    .map(({ table, writes, node }) => ({
      node,
      message: `${writes ? 'writes' : 'reads'} ${table}, a table of ${owners.get(table)}`,
    }));
}

const ownersOf = new WeakMap<readonly Scanned[], Map<string, string>>();

function tableOwners(all: readonly Scanned[]): Map<string, string> {
  const known =
    ownersOf.get(all) ??
    new Map(all.flatMap((file) => file.nodes.flatMap(tablesOf).map((table) => [table, file.module] as const)));
  ownersOf.set(all, known);
  return known;
}

function tablesOf(node: ts.Node): string[] {
  if (
    !ts.isDecorator(node) ||
    !ts.isCallExpression(node.expression) ||
    node.expression.expression.getText() !== 'Entity'
  )
    return [];
  const [first] = node.expression.arguments;
  if (first && ts.isStringLiteralLike(first)) return [first.text];
  const name =
    first && ts.isObjectLiteralExpression(first)
      ? first.properties.find((p) => p.name?.getText() === 'name')
      : undefined;
  return name && ts.isPropertyAssignment(name) && ts.isStringLiteralLike(name.initializer)
    ? [name.initializer.text]
    : [];
}

function usesOf(node: ts.Node): Use[] {
  if (ts.isStringLiteralLike(node)) return usesInSql(node.text, node);
  if (ts.isTemplateExpression(node))
    return usesInSql(
      [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).join(' ? '),
      node,
    );
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const [first] = node.arguments;
  const method = node.expression.name.text;
  if (!first || !ts.isStringLiteralLike(first)) return [];
  if (BUILDER_READS.includes(method)) return [{ table: first.text, writes: false, node }];
  return BUILDER_WRITES.includes(method) ? [{ table: first.text, writes: true, node }] : [];
}

function usesInSql(sql: string, node: ts.Node): Use[] {
  const pattern = STATEMENT.test(sql) ? TABLE_IN_STATEMENT : TABLE_IN_FRAGMENT;
  return [...sql.matchAll(pattern)].map(([, verb, table]) => ({
    table: table!.toLowerCase(),
    writes: !READS.includes(verb!.toUpperCase()),
    node,
  }));
}
