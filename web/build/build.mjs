// Builds the pages into dist/web. What was built from the very same inputs stands: it is not built again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';
import { build } from 'vite';

const WEB = join(import.meta.dirname, '..');
const ROOT = join(WEB, '..');
const STAMP = join(ROOT, 'dist/web/.inputs');
const TYPES = join(WEB, 'src/api/schema.d.ts');

function inputs() {
  const files = readdirSync(WEB, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== TYPES && !path.endsWith('.md'));
  const hash = createHash('sha256');
  for (const path of [...files.sort(), join(ROOT, 'package-lock.json')])
    hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  return hash.digest('hex');
}

const current = inputs();
const stands = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === current && existsSync(TYPES);
if (!stands) {
  writeFileSync(TYPES, astToString(await openapiTypes(JSON.parse(readFileSync(join(WEB, 'openapi.json'), 'utf8')))));
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', WEB], { stdio: 'inherit' });
  await build({ configFile: join(WEB, 'vite.config.ts'), logLevel: 'error' });
  mkdirSync(join(ROOT, 'dist/web'), { recursive: true });
  writeFileSync(STAMP, current);
}
