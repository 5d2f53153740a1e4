import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../../support/app.js';

const REDOCLY = join(import.meta.dirname, '../../../node_modules/@redocly/cli/bin/cli.js');
const CONFIG = join(import.meta.dirname, '../../support/redocly.yaml');
const OFFLINE = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

interface Problem {
  severity: 'error' | 'warn';
  ruleId: string;
  message: string;
  location: { pointer?: string }[];
}

interface Document {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

let app: TestApp;
let folder: string;
let document: Document;

beforeAll(async () => {
  app = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'vidar-openapi-'));
  document = (await (await fetch(`${app.url}/docs-json`)).json()) as Document;
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** What the linter finds, as one line a problem. */
async function lint(api: unknown): Promise<{ errors: string[]; warnings: string[] }> {
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(api));
  const args = [REDOCLY, 'lint', file, '--config', CONFIG, '--format', 'json', '--max-problems', '1000'];
  const printed = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, ...OFFLINE }, maxBuffer: 64 << 20 },
      (_failed, stdout, stderr) =>
        stdout === '' ? reject(new Error(`The linter said nothing: ${stderr}`)) : resolve(stdout),
    );
  });
  const { problems } = JSON.parse(printed.slice(printed.indexOf('{'))) as { problems: Problem[] };
  const lines = (severity: Problem['severity']): string[] =>
    problems
      .filter((problem) => problem.severity === severity)
      .map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
  return { errors: lines('error'), warnings: lines('warn') };
}

describe('the OpenAPI document', () => {
  it('passes the linter without an error', async () => {
    expect(Object.keys(document.paths).length).toBeGreaterThan(0);
    expect((await lint(document)).errors).toEqual([]);
  });

  it('would not pass with a planted error', async () => {
    const [path, operations] = Object.entries(document.paths)[0]!;
    const planted = { ...document, paths: { ...document.paths, [`${path}/again`]: operations } };
    expect((await lint(planted)).errors.some((error) => error.startsWith('operation-operationId-unique'))).toBe(true);
  });
});
