import { posix } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
  /** From the repository's root, with forward slashes: `src/quotas/quotas.service.ts`. */
  path: string;
  text: string;
}

export interface Import {
  /** The path inside the repository (`src/quotas/index.ts`), or the package's name as written. */
  target: string;
  local: boolean;
  names: readonly string[];
  reexport: boolean;
  node: ts.Node;
}

/** A source file with what the rules ask about it. */
export interface Scanned extends SourceFile {
  /** The folder under `src`; empty for the files that put the application together (`src/main.ts`, `src/app.module.ts`). */
  module: string;
  isSpec: boolean;
  /** The programs that are started by hand, `cli/`: like `main.ts` they put the application together. */
  isEntryPoint: boolean;
  /** `kernel/` and every `domain/`: rules without a framework, a database, an environment or a clock. */
  isPure: boolean;
  imports: readonly Import[];
  nodes: readonly ts.Node[];
  lineOf(node: ts.Node): number;
}

export function scan({ path, text }: SourceFile): Scanned {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const folders = path.split('/').slice(1, -1);
  const nodes = descendants(source);
  return {
    path,
    text,
    module: folders[0] ?? '',
    isSpec: path.endsWith('.spec.ts'),
    isEntryPoint: folders.length === 0 || folders.includes('cli'),
    isPure: folders[0] === 'kernel' || folders.includes('domain'),
    imports: nodes.flatMap((node) => importOf(node, path)),
    nodes,
    lineOf: (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
  };
}

function descendants(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** Every way to reach another file: import, export from, `import()` and `import('...').Type`. */
function importOf(node: ts.Node, path: string): Import[] {
  const made = (specifier: ts.Node | undefined, names: readonly string[] = [], reexport = false): Import[] =>
    specifier && ts.isStringLiteralLike(specifier)
      ? [{ ...resolved(specifier.text, path), names, reexport, node }]
      : [];

  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    const names =
      bindings && ts.isNamedImports(bindings) ? bindings.elements.map((e) => (e.propertyName ?? e.name).text) : [];
    return made(node.moduleSpecifier, names);
  }
  if (ts.isExportDeclaration(node)) return made(node.moduleSpecifier, [], true);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return made(node.argument.literal);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return made(node.arguments[0]);
  return [];
}

function resolved(specifier: string, from: string): Pick<Import, 'target' | 'local'> {
  if (!specifier.startsWith('.')) return { target: specifier, local: false };
  return { target: posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts'), local: true };
}
