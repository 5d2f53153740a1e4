import { createInflateRaw } from 'node:zlib';
import { InvalidInput } from '../../kernel/index.js';

const [MOST_ENTRIES, MOST_INFLATED, MOST_TIMES] = [200, 128 * 1024 * 1024, 200];
const SMALL = 1024 * 1024;
const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_LENGTH, LONGEST_COMMENT] = [22, 0xffff];

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly declared: number;
  readonly data: Buffer;
}

/**
 * Refuses an archive that would unfold beyond bounds, by what its directory declares and then by what its entries really hold. They are
 * unfolded piece by piece and thrown away, so that no archive takes more memory than its own size. Throws InvalidInput.
 */
export async function refuseZipBomb(archive: Buffer): Promise<void> {
  const entries = entriesOf(archive);
  const sum = (size: (entry: Entry) => number): number => entries.reduce((total, entry) => total + size(entry), 0);
  // Entries that lie upon one another weigh more together than the archive.
  if (sum(({ packed }) => packed) > archive.length) throw tooLarge();
  if (sum(({ declared }) => declared) > MOST_INFLATED) throw tooLarge();
  if (entries.some(({ declared, packed }) => declared > SMALL && declared > packed * MOST_TIMES)) throw tooLarge();
  for (const entry of entries) await refuseLiar(entry);
}

async function refuseLiar({ method, packed, declared, data }: Entry): Promise<void> {
  if (method === 0 && packed === declared) return;
  if (method !== 8) throw noWorkbook();
  const inflate = createInflateRaw();
  inflate.end(data);
  let inflated = 0;
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      inflated += piece.length;
      if (inflated > declared) break;
    }
  } catch {
    throw noWorkbook();
  }
  if (inflated > declared) throw tooLarge();
}

function entriesOf(archive: Buffer): Entry[] {
  try {
    const end = endOf(archive);
    const count = archive.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw tooLarge();
    const entries: Entry[] = [];
    for (let at = archive.readUInt32LE(end + 16); entries.length < count;) {
      if (archive.readUInt32LE(at) !== ENTRY) throw noWorkbook();
      const [packed, declared, from] = [20, 24, 42].map((offset) => archive.readUInt32LE(at + offset)) as [
        number,
        number,
        number,
      ];
      if (archive.readUInt32LE(from) !== LOCAL) throw noWorkbook();
      const start = from + 30 + archive.readUInt16LE(from + 26) + archive.readUInt16LE(from + 28);
      const data = archive.subarray(start, start + packed);
      entries.push({ method: archive.readUInt16LE(at + 10), packed, declared, data });
      at += 46 + [28, 30, 32].reduce((length, offset) => length + archive.readUInt16LE(at + offset), 0);
    }
    return entries;
  } catch (error) {
    // Whatever points outside the archive is not the directory of a workbook.
    throw error instanceof RangeError ? noWorkbook() : error;
  }
}

function endOf(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = archive.length - END_LENGTH; at >= first; at -= 1) if (archive.readUInt32LE(at) === END) return at;
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
