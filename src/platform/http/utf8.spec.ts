import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../kernel/index.js';
import { utf8Lines } from './utf8.js';

/** What comes of the bytes when they arrive in pieces of this size; of a refusal its words. */
async function read(bytes: Buffer, size: number, longest = 100): Promise<(string | null)[] | string> {
  const lines: (string | null)[] = [];
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  try {
    for await (const { line, text } of utf8Lines(pieces(), longest)) {
      expect(line).toBe(lines.length + 1);
      lines.push(text);
    }
    return lines;
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors[0]!.message;
    throw error;
  }
}

describe('the lines of a text in UTF-8', () => {
  it('are the same however the bytes arrive', async () => {
    const text = 'Joël\r\n\nአበበ عبد الله\n𐍈 last';
    for (const size of [1, 2, 3, 7, 1000])
      expect(await read(Buffer.from(text), size)).toEqual(['Joël\r', '', 'አበበ عبد الله', '𐍈 last']);
    expect(await read(Buffer.alloc(0), 1)).toEqual([]);
    expect(await read(Buffer.from('a\n'), 1)).toEqual(['a']);
  });

  it('are not kept when they are too long, and those after them are', async () => {
    expect(await read(Buffer.from(`a\n${'é'.repeat(51)}\nb`), 10)).toEqual(['a', null, 'b']);
    expect(await read(Buffer.from('é'.repeat(50)), 10)).toEqual(['é'.repeat(50)]);
  });

  it('are refused with the first place that is not UTF-8', async () => {
    const latin = Buffer.concat([Buffer.from('አ\nab'), Buffer.from('Joël', 'latin1')]);
    for (const size of [1, 4, 1000]) expect(await read(latin, size)).toMatch(/^Line 2, byte 5 .*Latin-1/);
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('abc', 'utf16le')]);
    expect(await read(wide, 1000)).toMatch(/^Line 1, byte 1 .*UTF-16/);
  });
});
