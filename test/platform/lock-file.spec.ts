import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdDatabaseFile } from '../../src/platform/database/lock-file.js';

let folder: string;
let database: string;
let lock: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vidar-lock-'));
  database = join(folder, 'data', 'vidar.sqlite');
  lock = `${database}.lock`;
});

afterEach(async () => {
  for (const child of children.splice(0)) await stop(child);
  rmSync(folder, { recursive: true, force: true });
});

/** Another server process on the same file: says `held`, or why not, and stays until it is stopped. */
function start(): ChildProcess {
  const source = readFileSync(new URL('../../src/platform/database/lock-file.ts', import.meta.url), 'utf8');
  const script = join(folder, 'lock-file.mjs');
  const jsc = { parser: { syntax: 'typescript' as const }, target: 'es2022' as const };
  writeFileSync(
    script,
    `${transformSync(source, { jsc, module: { type: 'es6' } }).code}
     holdDatabaseFile(${JSON.stringify(database)}).then(() => process.send('held'), (error) => process.send(error.message));
     process.on('message', () => undefined);`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  return child;
}

async function answerOf(child: ChildProcess): Promise<string> {
  const [answer] = (await once(child, 'message')) as [string];
  return answer;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const deadProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const leftInFolder = () => readdirSync(join(folder, 'data'));

describe('holding a database file', () => {
  it('writes the process id beside the file, and takes the lock away when it gives it free', async () => {
    const giveFree = await holdDatabaseFile(database);
    expect(Number.parseInt(readFileSync(lock, 'utf8'), 10)).toBe(process.pid);
    await giveFree();
    expect(existsSync(lock)).toBe(false);
    await giveFree();
    await (
      await holdDatabaseFile(database)
    )();
  });

  it('is refused while another process holds it, in a sentence that names that process', async () => {
    const other = start();
    expect(await answerOf(other)).toBe('held');
    await expect(holdDatabaseFile(database)).rejects.toThrow(
      `The database file ${database} is in use by process ${other.pid}.`,
    );
    expect(Number.parseInt(readFileSync(lock, 'utf8'), 10)).toBe(other.pid);
  });

  it('is refused a second time in the same process', async () => {
    const giveFree = await holdDatabaseFile(database);
    await expect(holdDatabaseFile(database)).rejects.toThrow(`in use by process ${process.pid}`);
    await giveFree();
  });

  it('takes over from a process that was killed', async () => {
    const other = start();
    expect(await answerOf(other)).toBe('held');
    await stop(other);
    const giveFree = await holdDatabaseFile(database);
    expect(leftInFolder()).toEqual(['vidar.sqlite.lock']);
    await giveFree();
  });

  it('takes over a lock whose process id was given to somebody else since, as after a restart', async () => {
    await (
      await holdDatabaseFile(database)
    )();
    writeFileSync(lock, `${process.pid} an-earlier-boot/4711 whatever\n`);
    await (
      await holdDatabaseFile(database)
    )();
    expect(leftInFolder()).toEqual([]);
  });

  it.each(['', 'not a number', '-1 x y'])('takes over a lock that says nothing (%j)', async (content) => {
    await (
      await holdDatabaseFile(database)
    )();
    writeFileSync(lock, content);
    await (
      await holdDatabaseFile(database)
    )();
  });

  it('leaves alone the lock of whoever holds the file now', async () => {
    const giveFree = await holdDatabaseFile(database);
    writeFileSync(lock, `${process.ppid} unknown somebody else\n`);
    await giveFree();
    expect(existsSync(lock)).toBe(true);
  });

  it('is given to one of six that start at once on the lock of a dead process', async () => {
    await (
      await holdDatabaseFile(database)
    )();
    writeFileSync(lock, `${deadProcess()} unknown gone\n`);
    const answers = await Promise.all(Array.from({ length: 6 }, () => answerOf(start())));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('is in use by process'))).toHaveLength(5);
    expect(leftInFolder()).toEqual(['vidar.sqlite.lock']);
  });
});
