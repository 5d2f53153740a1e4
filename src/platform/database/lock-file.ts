import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 20;
const PAUSE_MS = 50;

/**
 * One process per SQLite file: the pool's single writer keeps order only among its own requests. Writes `<path>.lock` with this
 * process's id and returns what gives the file free again; takes over the lock of a process that is gone. Throws an Error that
 * names the process holding the file.
 */
export async function holdDatabaseFile(path: string): Promise<() => Promise<void>> {
  const lock = `${resolve(path)}.lock`;
  const mine = `${process.pid} ${await startOf(process.pid)} ${randomUUID()}\n`;
  await mkdir(dirname(lock), { recursive: true });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    // Where others are taking over the same dead lock, ours may have been moved aside for a moment: look again before believing it.
    if ((await created(lock, mine)) && attempt > 1) await sleep(PAUSE_MS);
    const found = await contentOf(lock);
    if (found === mine) return () => giveFree(lock, mine);
    if (found === null) continue;
    if (await isAlive(found))
      throw new Error(
        `The database file ${path} is in use by process ${Number.parseInt(found, 10)}. One process serves one SQLite file: ` +
          `stop that process first. If it has nothing to do with this file, delete ${lock}.`,
      );
    // Empty: its owner has made the file and is about to write into it, unless it died in between.
    if (found === '' && attempt < ATTEMPTS / 2) await sleep(PAUSE_MS);
    else await clear(lock, found);
  }
  throw new Error(`The lock ${lock} changes hands all the time: several processes are starting on one SQLite file.`);
}

async function created(lock: string, content: string): Promise<boolean> {
  try {
    await writeFile(lock, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead process's lock. When another was quicker and its own lock came away instead, that one is put back. */
async function clear(lock: string, stale: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch {
    return;
  }
  if ((await contentOf(aside)) !== stale) await link(aside, lock).catch(() => undefined);
  await unlink(aside);
}

async function giveFree(lock: string, mine: string): Promise<void> {
  if ((await contentOf(lock)) === mine) await unlink(lock);
}

async function contentOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A process id is given out again after a restart: the holder lives only if it also started when the lock says. */
async function isAlive(content: string): Promise<boolean> {
  const [id, started] = content.split(' ');
  const pid = Number(id);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await startOf(pid);
  return now === started || now === 'unknown' || started === 'unknown';
}

/** When a process started, as Linux tells it (boot, and clock ticks since); `unknown` elsewhere. */
async function startOf(pid: number): Promise<string> {
  const read = (file: string) => readFile(file, 'utf8').catch(() => undefined);
  const boot = await read('/proc/sys/kernel/random/boot_id');
  const stat = await read(`/proc/${pid}/stat`);
  // The name in brackets may hold blanks; the start time is the 20th field after it.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return boot && ticks ? `${boot.trim()}/${ticks}` : 'unknown';
}
