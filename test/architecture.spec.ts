import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaches, MODULE_LINE } from './support/architecture.js';
import type { SourceFile } from './support/source-scan.js';

const ROOT = join(import.meta.dirname, '..');

function filesOf(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(ROOT.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
}

/** The rules that one planted file breaks, beside files that are in order. */
const broken = (path: string, text: string, others: Record<string, string> = {}): string[] =>
  breaches([{ path, text }, ...Object.entries(others).map(([other, content]) => ({ path: other, text: content }))])
    .filter((breach) => breach.path === path)
    .map((breach) => breach.rule);

describe('the architecture', () => {
  it('is kept by every file of src', () => {
    const files = filesOf('src');
    expect(files.length).toBeGreaterThan(MODULE_LINE.length);
    const found = breaches(files).map(({ path, line, rule }) => `${path}:${line} ${rule}`);
    expect(found).toEqual([]);
  });

  it('has every folder of src in the line of modules', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(
      folders.map((folder) => folder.name).filter((name) => !(MODULE_LINE as readonly string[]).includes(name)),
    ).toEqual([]);
  });
});

describe('the line of modules', () => {
  it('lets a module reach to its left, through the index', () => {
    expect(broken('src/permits/permits.service.ts', `import { QuotasService } from '../quotas/index.js';`)).toEqual([]);
    expect(broken('src/permits/permits.service.ts', `import { rows } from '../platform/database/sql.js';`)).toEqual([]);
    expect(broken('src/permits/permits.service.ts', `import { mayGrant } from './domain/grant.js';`)).toEqual([]);
  });

  it.each([
    ['an import', `import { PermitsService } from '../permits/index.js';`],
    ['a type', `import type { Permit } from '../permits/index.js';`],
    ['a type in place', `let permit: import('../permits/index.js').Permit;`],
    ['a late import', `const permits = await import('../permits/index.js');`],
    ['an export', `export * from '../permits/index.js';`],
  ])('refuses to reach to the right by %s', (_, text) => {
    expect(broken('src/quotas/quotas.service.ts', text)).toEqual([
      'quotas imports permits, which does not stand to its left',
    ]);
  });

  it('refuses to go past the index', () => {
    expect(broken('src/permits/permits.service.ts', `import { Account } from '../quotas/quotas.entities.js';`)).toEqual(
      ['imports src/quotas/quotas.entities.ts instead of the index of quotas'],
    );
  });

  it('refuses to reach into the application itself, the seeds and the tests', () => {
    expect(broken('src/permits/permits.service.ts', `import { AppModule } from '../app.module.js';`)).toHaveLength(1);
    expect(broken('src/permits/permits.service.ts', `import { seed } from '../../seeds/demo/run.js';`)).toHaveLength(1);
  });

  it('lets the programs put the application together', () => {
    expect(broken('src/app.module.ts', `import { ReportsModule } from './reports/index.js';`)).toEqual([]);
    expect(broken('src/access/cli/account.ts', `import { AppModule } from '../../app.module.js';`)).toEqual([]);
  });

  it('knows every module', () => {
    expect(broken('src/misc/misc.service.ts', '')).toEqual(['the module misc is not in the line of modules']);
  });

  it('does not ask specs', () => {
    expect(
      broken(
        'src/quotas/domain/ledger.spec.ts',
        `import fc from 'fast-check'; import { x } from '../../permits/index.js';`,
      ),
    ).toEqual([]);
  });
});

describe('the pure core', () => {
  it('reaches only the kernel and its own domain', () => {
    expect(
      broken(
        'src/cases/domain/person-lifecycle.ts',
        `import { addDays } from '../../kernel/index.js'; import { x } from './guards.js';`,
      ),
    ).toEqual([]);
  });

  it.each([
    ['Nest', 'src/cases/domain/guards.ts', `import { Injectable } from '@nestjs/common';`],
    ['Node', 'src/cases/domain/guards.ts', `import { readFileSync } from 'node:fs';`],
    ['the platform', 'src/cases/domain/guards.ts', `import { rows } from '../../platform/index.js';`],
    ['its own module', 'src/cases/domain/guards.ts', `import { ResettlementCase } from '../cases.entities.js';`],
    ['another domain', 'src/permits/domain/rules.ts', `import { allowed } from '../../cases/domain/guards.js';`],
    ['a package, from the kernel', 'src/kernel/ids.ts', `import { v7 } from 'uuid';`],
    ['the environment', 'src/kernel/ids.ts', 'export const zone = process.env.TZ;'],
    [
      'something to wait for',
      'src/cases/domain/guards.ts',
      'export const f = async (x: Promise<void>) => { await x; };',
    ],
  ])('does not know %s', (_, path, text) => {
    expect(broken(path, text)).not.toEqual([]);
  });
});

describe('entities and tables', () => {
  const entities = {
    'src/quotas/quotas.entities.ts': `export const KINDS = ['pool'] as const; @Entity('place_movements') export class PlaceMovement {}`,
  };

  it('let the words of a module out, but not its entities', () => {
    expect(broken('src/quotas/index.ts', `export { KINDS } from './quotas.entities.js';`, entities)).toEqual([]);
    expect(broken('src/quotas/index.ts', `export { PlaceMovement } from './quotas.entities.js';`, entities)).toEqual([
      'the entity PlaceMovement leaves its module',
    ]);
    expect(
      broken('src/quotas/index.ts', `export type { PlaceMovement as P } from './quotas.entities.js';`, entities),
    ).toHaveLength(1);
    expect(broken('src/quotas/index.ts', `export * from './quotas.entities.js';`, entities)).toHaveLength(1);
  });

  it.each([
    ['SQL', 'export const q = `SELECT sum(places) FROM place_movements WHERE x = :x`;'],
    ['a join in small letters', 'export const q = `select 1 from permits p join place_movements m on m.x = p.x`;'],
    ['a fragment', 'export const q = (kind: string) => `${kind} JOIN place_movements ON 1 = 1`;'],
    ['a query builder', `export const q = (b: Builder) => b.leftJoin('place_movements', 'm');`],
  ])('may not be read from elsewhere by %s', (_, text) => {
    expect(broken('src/permits/permits.service.ts', text, entities)).toEqual([
      'reads place_movements, a table of quotas',
    ]);
    expect(broken('src/quotas/quotas.service.ts', text, entities)).toEqual([]);
    expect(broken('src/reports/quota-progress.ts', text, entities)).toEqual([]);
  });

  it('may be written by their module alone', () => {
    for (const statement of [
      'DELETE FROM place_movements',
      'UPDATE place_movements SET places = 0',
      'insert into place_movements(id) values (1)',
    ])
      expect(broken('src/reports/quota-progress.ts', `export const q = '${statement}';`, entities)).toEqual([
        'writes place_movements, a table of quotas',
      ]);
  });

  it('are not looked for in English', () => {
    expect(
      broken(
        'src/permits/permits.service.ts',
        `export const text = 'Taken from place_movements of last year.';`,
        entities,
      ),
    ).toEqual([]);
  });
});

describe('the house rules', () => {
  const service = 'src/quotas/quotas.service.ts';

  it.each([
    ['the clock', 'export const now = new Date();'],
    ['the clock in milliseconds', 'export const now = Date.now();'],
    ['the clock as text', 'export const now = Date();'],
    ['chance', 'export const dice = Math.random();'],
  ])('take %s as an argument', (_, text) => {
    expect(broken(service, text)).toEqual(['time and chance are arguments']);
    expect(broken('src/platform/clock/system-clock.ts', text)).toEqual([]);
  });

  it('may read a given date', () => {
    expect(
      broken('src/kernel/plain-date.ts', 'export const year = (at: string) => new Date(at).getUTCFullYear();'),
    ).toEqual([]);
  });

  it.each([
    ['any', 'export const x = (y: any) => y;'],
    ['an enum', 'export enum Colour { Red }'],
    ['a cycle', 'export const x = forwardRef(() => Y);'],
    ['synchronised tables', 'export const options = { synchronize: true };'],
    ['save()', 'export const f = (repository: Repository) => repository.save(row);'],
    ['a transaction of its own', 'export const f = (dataSource: DataSource) => dataSource.transaction(work);'],
    ['a status code', `import { ConflictException } from '@nestjs/common';`],
  ])('do not allow %s', (_, text) => {
    expect(broken(service, text)).toHaveLength(1);
  });

  it('keep files short, specs too', () => {
    expect(broken(service, '\n'.repeat(300))).toEqual([]);
    expect(broken('src/quotas/domain/ledger.spec.ts', '\n'.repeat(301))).toEqual(['301 lines, more than 300']);
  });

  it.each(['utils', 'helpers', 'common', 'types'])('have no folder %s', (folder) => {
    expect(broken(`src/quotas/${folder}/dates.ts`, '')).toEqual(['a folder named utils, helpers, common or types']);
  });
});
