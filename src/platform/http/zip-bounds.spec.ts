import { describe, expect, it } from '@jest/globals';
import { zipOf } from '../../../test/support/zip.js';
import { InvalidInput } from '../../kernel/index.js';
import { UnnamedFile } from './received-batch.js';
import { boundedEntries, unfolded } from './zip-bounds.js';

/** What the entries hold, or the code of the refusal. */
async function read(archive: Buffer): Promise<Record<string, string> | string> {
  const file = await UnnamedFile.make();
  try {
    await file.append(archive);
    await file.flush();
    const held: Record<string, string> = {};
    for (const [name, entry] of await boundedEntries(file)) {
      const pieces: Buffer[] = [];
      for await (const piece of unfolded(file, entry)) pieces.push(piece);
      held[name] = Buffer.concat(pieces).toString();
    }
    return held;
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors[0]!.code;
    throw error;
  } finally {
    await file.close();
  }
}

const pointingOutside = (archive: Buffer): Buffer => archive.fill(0xff, archive.length - 6, archive.length - 2);
const zeros = Buffer.alloc(2 * 1024 * 1024);

describe('an archive', () => {
  it('gives what its entries hold, packed or as they are, a comment behind them or not', async () => {
    const entries = [
      { name: 'xl/a.xml', content: Buffer.from('<a/>') },
      { name: 'b.txt', content: Buffer.from('b'), method: 0 },
      { name: 'empty', content: Buffer.alloc(0), method: 0 },
    ];
    const held = { 'xl/a.xml': '<a/>', 'b.txt': 'b', empty: '' };
    expect(await read(zipOf(entries))).toEqual(held);
    expect(await read(zipOf(entries, { comment: 'made by hand' }))).toEqual(held);
  });

  it.each([
    ['declares more than 128 MB', zipOf([{ content: Buffer.from('x'), declared: 129 * 1024 * 1024 }])],
    ['declares 200 times what it packs', zipOf([{ content: zeros }])],
    ['holds more than it declares', zipOf([{ content: zeros, declared: 100 }])],
    ['has more than 200 entries', zipOf(Array.from({ length: 201 }, () => ({ content: Buffer.from('x') })))],
  ])('that %s is not unfolded', async (_, archive) => {
    expect(await read(archive)).toBe('unfoldsTooLarge');
  });

  it('whose entries lie upon one another is not unfolded', async () => {
    const content = Buffer.from(Array.from({ length: 500 }, (_, n) => (n * 7919) % 251));
    const archive = zipOf(Array.from({ length: 3 }, () => ({ content })));
    const first = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    // All three entries of the directory point at the first, whose bytes then count three times.
    for (let at = first; at >= 0; at = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), at + 1)) {
      archive.writeUInt32LE(0, at + 42);
      archive.writeUInt32LE(Math.floor(archive.length / 2), at + 20);
    }
    expect(await read(archive)).toBe('unfoldsTooLarge');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('familyName;givenNames')],
    ['an end that points outside', pointingOutside(zipOf([{ content: Buffer.from('x') }]))],
    ['an archive that is cut off', zipOf([{ content: zeros.subarray(0, 1000) }]).subarray(20)],
    ['an entry that was not packed so', zipOf([{ content: Buffer.from('x'), method: 12 }])],
    ['an entry that is damaged', zipOf([{ content: Buffer.from('text'.repeat(50)) }]).fill(0xff, 35, 40)],
  ])('is not found in %s', async (_, archive) => {
    expect(await read(archive)).toBe('notAWorkbook');
  });

  it('without an entry holds nothing', async () => {
    expect(await read(zipOf([]))).toEqual({});
  });
});
