import { isUtf8 } from 'node:buffer';
import { InvalidInput } from '../../kernel/index.js';

const LINE_END = 0x0a;

/**
 * The lines of a text in UTF-8, one after another, each counted from 1; null in place of one that has more than `longest` bytes.
 * Throws InvalidInput naming the first place where the bytes are not UTF-8, and what they look like.
 */
export async function* utf8Lines(
  content: AsyncIterable<Buffer>,
  longest: number,
): AsyncGenerator<{ readonly line: number; readonly text: string | null }> {
  let [line, start, isUtf16] = [1, [] as Buffer[], false];
  let [length, first] = [0, true];
  const ended = (): { line: number; text: string | null } => {
    const bytes = Buffer.concat(start);
    const text = length > longest ? null : textOf(bytes, line, isUtf16);
    const told = { line, text };
    [line, start, length] = [line + 1, [], 0];
    return told;
  };
  const more = (bytes: Buffer): void => {
    length += bytes.length;
    if (length <= longest) start.push(bytes);
    else start = [];
  };
  for await (const piece of content) {
    if (first) isUtf16 = piece.length > 1 && [0xfffe, 0xfeff].includes(piece.readUInt16BE(0));
    first = false;
    let from = 0;
    for (let end = piece.indexOf(LINE_END); end >= 0; end = piece.indexOf(LINE_END, from)) {
      more(piece.subarray(from, end));
      yield ended();
      from = end + 1;
    }
    more(piece.subarray(from));
  }
  if (length > 0) yield ended();
}

function textOf(bytes: Buffer, line: number, isUtf16: boolean): string {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return text;
  const byte = Buffer.byteLength(text.slice(0, text.indexOf('\ufffd'))) + 1;
  const looks = isUtf16 ? 'UTF-16' : 'ISO 8859-1 (Latin-1) or Windows-1252';
  throw new InvalidInput([
    {
      pointer: '',
      code: 'notUtf8',
      message: `Line ${line}, byte ${byte} is not UTF-8: the text looks like ${looks}. Save it as UTF-8 and send it again.`,
    },
  ]);
}
