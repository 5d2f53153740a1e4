import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Unavailable } from '../../kernel/index.js';

/** What was received of a file, before anybody decides to keep it. */
export interface ReceivedContent {
  /** Where it lies until it is kept or discarded. */
  readonly path: string;
  readonly size: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

const INCOMING = 'incoming';
const NAME = /^[0-9a-f]{32}$/;
const SHELF = /^[0-9a-f]{2}$/;
const BATCH = 500;
const CANNOT_WRITE = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'ENOTDIR', 'EMFILE', 'ENFILE'];

/** What is kept is not what was stored: it is gone, or other bytes stand in its place. Nothing of it is handed out. */
export class DamagedFile extends Error {
  constructor(name: string, how: 'missing' | 'changed') {
    super(`The stored file ${name} is ${how}.`);
  }
}

/**
 * Files outside the database, under random names on shelves of two letters. A file is written apart, synced, renamed, and its folder
 * synced: then the row that names it may be committed (security.md 5.2). What no row names is swept away later.
 */
export class FileStore {
  constructor(private readonly folder: string) {}

  /** Writes what comes to a place of its own and counts and digests it on the way; synced when this returns. Throws Unavailable. */
  async receive(content: Readable): Promise<ReceivedContent> {
    const path = join(this.folder, INCOMING, randomName());
    const hash = createHash('sha256');
    let size = 0;
    try {
      await makeFolder(join(this.folder, INCOMING));
      const file = await open(path, 'wx', 0o600);
      try {
        for await (const piece of content as AsyncIterable<Buffer>) {
          hash.update(piece);
          size += piece.length;
          await file.writeFile(piece);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      await this.discard(path).catch(() => undefined);
      throw unavailable(error);
    }
    return { path, size, sha256: hash.digest('hex') };
  }

  /** Puts what was received on its shelf for good, so that a power cut does not undo it, and returns its name. Throws Unavailable. */
  async keep(path: string): Promise<string> {
    const name = randomName();
    const shelf = join(this.folder, name.slice(0, 2));
    try {
      await makeFolder(shelf);
      await rename(path, join(shelf, name));
      await syncFolder(shelf);
    } catch (error) {
      throw unavailable(error);
    }
    return name;
  }

  /** Takes away what was received and is not kept; nothing happens when it is gone already. */
  discard(path: string): Promise<void> {
    return rm(path, { force: true });
  }

  /** Takes away a kept file that no row came to name. */
  remove(name: string): Promise<void> {
    return rm(this.pathOf(name), { force: true });
  }

  /** The content of a kept file, once all of it was read and found to be what was stored. Throws DamagedFile. */
  async read(name: string, stored: { size: number; sha256: string }): Promise<Readable> {
    const file = await open(this.pathOf(name), 'r').catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new DamagedFile(name, 'missing') : error;
    });
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const piece of file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>) {
        hash.update(piece);
        size += piece.length;
      }
      if (size !== stored.size || hash.digest('hex') !== stored.sha256) throw new DamagedFile(name, 'changed');
    } catch (error) {
      await file.close();
      throw error;
    }
    // The same open file is read again: what was renamed into its place meanwhile is not what was checked.
    return file.createReadStream({ start: 0 });
  }

  /** Whether a kept file stands on its shelf, and is as long as it was: its content is digested when it is read. */
  async stands(name: string, { size }: { size: number }): Promise<'there' | 'missing' | 'changed'> {
    try {
      return (await stat(this.pathOf(name))).size === size ? 'there' : 'changed';
    } catch (error) {
      if (error instanceof DamagedFile || (error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
      throw error;
    }
  }

  /**
   * Takes away what was received and never kept, and kept files that no row names, when they have lain untouched for so long that no
   * act under way can still name them. Returns how many. `known` says which of the names a row names.
   */
  async sweep(untouchedMs: number, known: (names: string[]) => Promise<ReadonlySet<string>>): Promise<number> {
    const before = Date.now() - untouchedMs;
    let swept = 0;
    for (const folder of await listed(this.folder)) {
      if (folder !== INCOMING && !SHELF.test(folder)) continue;
      const names = (await listed(join(this.folder, folder))).filter((name) => NAME.test(name));
      for (let first = 0; first < names.length; first += BATCH) {
        const old = await untouchedSince(before, join(this.folder, folder), names.slice(first, first + BATCH));
        const named = folder === INCOMING ? new Set<string>() : await known(old);
        for (const name of old.filter((one) => !named.has(one))) {
          await rm(join(this.folder, folder, name), { force: true });
          swept += 1;
        }
      }
    }
    return swept;
  }

  private pathOf(name: string): string {
    if (!NAME.test(name)) throw new DamagedFile(name, 'missing');
    return join(this.folder, name.slice(0, 2), name);
  }
}

const randomName = (): string => randomBytes(16).toString('hex');

/** Makes the folder, and those above it that are missing, so that they outlast a power cut. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** A rename lasts through a power cut only once the folder is written, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const unavailable = (error: unknown): unknown =>
  CANNOT_WRITE.includes((error as NodeJS.ErrnoException).code ?? '')
    ? new Unavailable('The file cannot be stored now; nothing was kept. Try again later.', error)
    : error;

const listed = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });

async function untouchedSince(before: number, folder: string, names: readonly string[]): Promise<string[]> {
  const old: string[] = [];
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && found.ctimeMs <= before) old.push(name);
  }
  return old;
}
