import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createEngine } from '@secretlint/node';

const NOT_READ = /\.(png|jpe?g|ico|woff2?|ttf|pdf|xlsx|zip|gz|sqlite)$|^package-lock\.json$/;
// What the general rules pass over; the names of our own settings first.
const OWN: readonly RegExp[] = [
  /\b(?:SCREENING_KEY|VIDAR_\w*(?:KEY|SECRET))\s*[=:]\s*['"]?[A-Za-z0-9+/]{43}=/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{16}/,
  /\b(?:postgres(?:ql)?|https?):\/\/[^\s:/@'"`]+:(?!password@|postgres@|secret@|x@)[A-Za-z0-9._~-]{8,}@/,
];

/** What git keeps and would show: all files but pictures, fonts and the lock. */
export const scannedFiles = (root: string): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 1 << 26,
  })
    .toString()
    .split('\0')
    .filter((name) => name !== '' && !NOT_READ.test(name));

/** What each commit that git has here wrote, also what a later one took away again, by the commit's name. */
export function writtenByCommits(root: string): Record<string, string> {
  const log = execFileSync(
    'git',
    [
      'log',
      '--all',
      '-p',
      '--unified=0',
      '--no-color',
      '--no-ext-diff',
      '--format=%x00%H',
      '--',
      '.',
      ':!package-lock.json',
    ],
    { cwd: root, maxBuffer: 1 << 29 },
  ).toString();
  return Object.fromEntries(
    log
      .split('\0')
      .filter((commit) => commit.trim() !== '')
      .map((commit) => {
        const [name, ...lines] = commit.split('\n');
        const added = lines.filter((line) => line.startsWith('+') && !line.startsWith('+++ '));
        return [`commit-${name}`, added.map((line) => line.slice(1)).join('\n')];
      }),
  );
}

/** The files, or texts under a name of their own, in which a secret stands, each with the rule that found it. Nothing leaves the machine. */
export async function secretsIn(
  root: string,
  files: readonly string[],
  texts: Record<string, string> = {},
): Promise<string[]> {
  const engine = await createEngine({
    cwd: root,
    color: false,
    formatter: 'json',
    maskSecrets: true,
    configFileJSON: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] },
  });
  const found: string[] = [];
  const contents = [
    ...files.map((name) => [name, () => readFileSync(resolve(root, name), 'utf8')] as const),
    ...Object.entries(texts).map(([name, text]) => [name, () => text] as const),
  ];
  for (const [name, content] of contents) {
    const text = content();
    if (OWN.some((pattern) => pattern.test(text))) {
      found.push(`${name}: own pattern`);
      continue;
    }
    const { ok } = await engine.executeOnContent({ content: text, filePath: resolve(root, name) });
    if (!ok) found.push(`${name}: secretlint`);
  }
  return found;
}
