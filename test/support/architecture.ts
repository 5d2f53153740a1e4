import ts from 'typescript';
import { scan, type Import, type Scanned, type SourceFile } from './source-scan.js';
import { tableBreaches } from './table-owners.js';

/** Architecture.md 3: who may import whom. A module may only reach what stands to its left. */
export const MODULE_LINE = [
  'kernel',
  'platform',
  'audit',
  'access',
  'reference',
  'policy',
  'quotas',
  'cases',
  'forecast',
  'submissions',
  'documents',
  'screening',
  'exclusion',
  'selection',
  'permits',
  'municipalities',
  'placement',
  'travel',
  'closures',
  'family',
  'records',
  'casework',
  'reports',
] as const;

const OPEN_MODULES = ['kernel', 'platform'];
const VAGUE_FOLDERS = ['utils', 'helpers', 'common', 'types'];
const LONGEST_FILE = 300;

export interface Breach {
  path: string;
  line: number;
  rule: string;
}

type Rule = (file: Scanned, all: readonly Scanned[]) => Breach[];

/** Every breach of the house's rules in these files of `src`, in the order of the files. */
export function breaches(files: readonly SourceFile[]): Breach[] {
  const scanned = files.map(scan);
  return scanned.flatMap((file) => {
    const rules = file.isSpec ? RULES_FOR_ALL : [...RULES_FOR_ALL, ...RULES_FOR_CODE];
    return rules.flatMap((rule) => rule(file, scanned));
  });
}

const at = (file: Scanned, node: ts.Node, rule: string): Breach => ({ path: file.path, line: file.lineOf(node), rule });
const whole = (file: Scanned, rule: string): Breach => ({ path: file.path, line: 1, rule });
const position = (module: string): number => (MODULE_LINE as readonly string[]).indexOf(module);
const moduleOf = (target: string): string => (target.split('/').length > 2 ? target.split('/')[1]! : '');

const namedModule: Rule = (file) =>
  file.module !== '' && position(file.module) < 0
    ? [whole(file, `the module ${file.module} is not in the line of modules`)]
    : [];

const clearFolders: Rule = (file) =>
  file.path
    .split('/')
    .slice(0, -1)
    .some((folder) => VAGUE_FOLDERS.includes(folder))
    ? [whole(file, 'a folder named utils, helpers, common or types')]
    : [];

const shortFiles: Rule = (file) => {
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  return lines > LONGEST_FILE ? [whole(file, `${lines} lines, more than ${LONGEST_FILE}`)] : [];
};

const moduleLine: Rule = (file) =>
  file.isEntryPoint ? [] : file.imports.flatMap((reached) => lineBreach(file, reached));

function lineBreach(file: Scanned, reached: Import): Breach[] {
  if (!reached.local) return [];
  if (!reached.target.startsWith('src/'))
    return [at(file, reached.node, `imports ${reached.target}, which is outside src`)];
  const target = moduleOf(reached.target);
  if (target === file.module) return [];
  if (position(target) < 0 || position(target) > position(file.module))
    return [
      at(file, reached.node, `${file.module} imports ${target || reached.target}, which does not stand to its left`),
    ];
  if (OPEN_MODULES.includes(target) || reached.target === `src/${target}/index.ts`) return [];
  return [at(file, reached.node, `imports ${reached.target} instead of the index of ${target}`)];
}

const pureCore: Rule = (file) => {
  if (!file.isPure) return [];
  const own = file.module === 'kernel' ? 'src/kernel/' : `${file.path.split('/domain/')[0]}/domain/`;
  const allowed = ({ local, target }: Import): boolean =>
    local && (target.startsWith('src/kernel/') || target.startsWith(own));
  return [
    ...file.imports
      .filter((reached) => !allowed(reached))
      .map((reached) => at(file, reached.node, `a pure file imports ${reached.target}`)),
    ...file.nodes.filter(ts.isAwaitExpression).map((node) => at(file, node, 'a pure file awaits')),
    ...file.nodes
      .filter((node) => isGlobal(node, 'process'))
      .map((node) => at(file, node, 'a pure file reads the environment')),
  ];
};

const isGlobal = (node: ts.Node, name: string): boolean =>
  ts.isIdentifier(node) &&
  node.text === name &&
  ts.isPropertyAccessExpression(node.parent) &&
  node.parent.expression === node;

const privateEntities: Rule = (file, all) => {
  if (!file.path.endsWith('/index.ts') || file.module === 'platform') return [];
  const entities = new Map(all.map((other) => [other.path, entityNames(other)]));
  const own = new Set(
    all.filter((other) => other.module === file.module).flatMap((other) => entities.get(other.path)!),
  );
  return file.imports
    .filter((reached) => reached.reexport)
    .flatMap((reached) => {
      const clause = ts.isExportDeclaration(reached.node) ? reached.node.exportClause : undefined;
      const names =
        clause && ts.isNamedExports(clause)
          ? clause.elements
              .map((element) => (element.propertyName ?? element.name).text)
              .filter((name) => own.has(name))
          : (entities.get(reached.target) ?? []);
      return names.map((name) => at(file, reached.node, `the entity ${name} leaves its module`));
    });
};

const decorators = (node: ts.ClassDeclaration): string[] =>
  (ts.getDecorators(node) ?? []).map(({ expression }) =>
    (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
  );

const entityNames = (file: Scanned): string[] =>
  file.nodes
    .filter(ts.isClassDeclaration)
    .flatMap((node) => (decorators(node).includes('Entity') ? [node.name?.text ?? ''] : []));

/** `Date.now()` as `['Date', 'now']`; `repository.save()` as `['repository', 'save']`. */
function called(node: ts.Node): readonly [owner: string, method: string] | null {
  if (!ts.isCallExpression(node)) return null;
  if (ts.isIdentifier(node.expression)) return ['', node.expression.text];
  return ts.isPropertyAccessExpression(node.expression)
    ? [node.expression.expression.getText(), node.expression.name.text]
    : null;
}

const timeAndChance: Rule = (file) => {
  if (file.module === 'platform') return [];
  return file.nodes.flatMap((node) => {
    const readsClock = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;
    const call = called(node)?.join('.') ?? '';
    return readsClock || ['.Date', 'Date.now', 'Math.random'].includes(call)
      ? [at(file, node, 'time and chance are arguments')]
      : [];
  });
};

const writesByCondition: Rule = (file) =>
  file.nodes
    .filter((node) => called(node)?.[1] === 'save')
    .map((node) => at(file, node, 'save() writes without a condition'));

const oneUnitOfWork: Rule = (file) => {
  if (file.path.startsWith('src/platform/database/')) return [];
  const opens = (node: ts.Node): boolean => ['transaction', 'startTransaction'].includes(called(node)?.[1] ?? '');
  return file.nodes.filter(opens).map((node) => at(file, node, 'a transaction outside the unit of work'));
};

const domainErrors: Rule = (file) => {
  if (file.module === 'platform') return [];
  return file.imports
    .filter(({ target, names }) => target === '@nestjs/common' && names.some((name) => name.endsWith('Exception')))
    .map((reached) => at(file, reached.node, 'only the problem filter knows status codes: throw a domain error'));
};

const plainLanguage: Rule = (file) =>
  file.nodes.flatMap((node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) return [at(file, node, 'any')];
    if (ts.isEnumDeclaration(node)) return [at(file, node, 'an enum instead of a list `as const`')];
    if (ts.isIdentifier(node) && node.text === 'forwardRef') return [at(file, node, 'forwardRef: a cycle')];
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'synchronize' &&
      node.initializer.kind !== ts.SyntaxKind.FalseKeyword
    )
      return [at(file, node, 'synchronize: the migrations alone make tables')];
    return [];
  });

const ownTables: Rule = (file, all) => tableBreaches(file, all).map(({ node, message }) => at(file, node, message));

const RULES_FOR_ALL: readonly Rule[] = [namedModule, clearFolders, shortFiles];
const RULES_FOR_CODE: readonly Rule[] = [
  moduleLine,
  pureCore,
  privateEntities,
  ownTables,
  timeAndChance,
  writesByCondition,
  oneUnitOfWork,
  domainErrors,
  plainLanguage,
];
