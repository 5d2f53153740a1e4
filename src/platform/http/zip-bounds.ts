import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { InvalidInput } from '../../kernel/index.js';
import type { Bytes } from './received-batch.js';

const [MOST_ENTRIES, MOST_INFLATED, MOST_TIMES] = [200, 128 * 1024 * 1024, 200];
const SMALL = 1024 * 1024;
const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_LENGTH, ENTRY_LENGTH, LOCAL_LENGTH, LONGEST_COMMENT] = [22, 46, 30, 0xffff];
const LARGEST_DIRECTORY = 1024 * 1024;
const PIECE = 64 * 1024;
const OUTSIDE = ['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS'];

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly declared: number;
  readonly start: number;
}

/**
 * What the archive holds, by name. One that would unfold beyond bounds is refused, by what its directory declares and then by what its
 * entries really hold: they are unfolded piece by piece and thrown away, so that no archive takes memory. Throws InvalidInput.
 */
export async function boundedEntries(archive: Bytes): Promise<ReadonlyMap<string, ZipEntry>> {
  const entries = await entriesOf(archive);
  const sum = (size: (entry: ZipEntry) => number): number => entries.reduce((total, entry) => total + size(entry), 0);
  // Entries that lie upon one another weigh more together than the archive.
  if (sum(({ packed }) => packed) > archive.size) throw tooLarge();
  if (sum(({ declared }) => declared) > MOST_INFLATED) throw tooLarge();
  if (entries.some(({ declared, packed }) => declared > SMALL && declared > packed * MOST_TIMES)) throw tooLarge();
  for (const entry of entries) for await (const _piece of unfolded(archive, entry));
  return new Map(entries.map((entry) => [entry.name, entry]));
}

/** The content of an entry, piece by piece. Throws InvalidInput when it is not what it says of itself. */
export async function* unfolded(archive: Bytes, entry: ZipEntry): AsyncGenerator<Buffer> {
  const { method, packed, declared, start } = entry;
  const source = archive.stream(start, packed);
  if (method === 0 && packed === declared) return yield* source as AsyncIterable<Buffer>;
  if (method !== 8) throw noWorkbook();
  const inflate = createInflateRaw({ chunkSize: PIECE });
  pipeline(source, inflate, () => undefined);
  let inflated = 0;
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      inflated += piece.length;
      if (inflated > declared) break;
      yield piece;
    }
  } catch (error) {
    throw (error as { code?: string }).code?.startsWith('Z_') ? noWorkbook() : error;
  }
  if (inflated > declared) throw tooLarge();
}

async function entriesOf(archive: Bytes): Promise<ZipEntry[]> {
  try {
    const end = await endOf(archive);
    const count = end.readUInt16LE(10);
    if (count > MOST_ENTRIES) throw tooLarge();
    const directory = await archive.read(end.readUInt32LE(16), LARGEST_DIRECTORY);
    const entries: ZipEntry[] = [];
    for (let at = 0; entries.length < count;) {
      if (directory.readUInt32LE(at) !== ENTRY) throw noWorkbook();
      const [packed, declared, from] = [20, 24, 42].map((offset) => directory.readUInt32LE(at + offset)) as [
        number,
        number,
        number,
      ];
      const [nameLength, ...others] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      const name = directory.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength);
      const local = await archive.read(from, LOCAL_LENGTH);
      if (local.readUInt32LE(0) !== LOCAL) throw noWorkbook();
      const start = from + LOCAL_LENGTH + local.readUInt16LE(26) + local.readUInt16LE(28);
      if (start + packed > archive.size) throw noWorkbook();
      entries.push({ name, method: directory.readUInt16LE(at + 10), packed, declared, start });
      at += ENTRY_LENGTH + nameLength + others[0]! + others[1]!;
    }
    return entries;
  } catch (error) {
    // Whatever points outside the archive is not the directory of a workbook.
    throw OUTSIDE.includes((error as { code?: string }).code ?? '') ? noWorkbook() : error;
  }
}

/** From the record on by which an archive ends. */
async function endOf(archive: Bytes): Promise<Buffer> {
  const from = Math.max(0, archive.size - END_LENGTH - LONGEST_COMMENT);
  const tail = await archive.read(from, END_LENGTH + LONGEST_COMMENT);
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END) return tail.subarray(at);
  throw noWorkbook();
}

export const noWorkbook = (): InvalidInput =>
  new InvalidInput([
    {
      pointer: '',
      code: 'notAWorkbook',
      message:
        'This is not a workbook of Office Open XML (.xlsx) that can be read. Old formats and protected files cannot.',
    },
  ]);

const tooLarge = (): InvalidInput =>
  new InvalidInput([
    {
      pointer: '',
      code: 'unfoldsTooLarge',
      message: `The workbook unfolds to more than it declares, than ${MOST_INFLATED / SMALL} MB or than ${MOST_TIMES} times its size: it is not read.`,
    },
  ]);
