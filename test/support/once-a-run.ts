import { existsSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runFolder } from './engines.js';

/** Does the work in the first worker that comes by and lets the others wait for it. When it fails, the next one tries. */
export async function onceARun(name: string, work: () => Promise<void>): Promise<void> {
  const done = join(runFolder(), `${name}.done`);
  const lock = join(runFolder(), `${name}.lock`);
  while (!existsSync(done)) {
    if (!(await taken(lock))) {
      await setTimeout(50);
      continue;
    }
    try {
      if (!existsSync(done)) await work();
      await writeFile(done, '');
    } finally {
      await rmdir(lock);
    }
  }
}

/** A folder can be made only once: a lock that works between processes. */
async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
