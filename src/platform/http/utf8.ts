import { isUtf8 } from 'node:buffer';
import { InvalidInput } from '../../kernel/index.js';

const LINE_END = 0x0a;

/** The text that the bytes are in UTF-8. Throws InvalidInput naming the first place where they are not, and what they look like. */
export function utf8Of(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const isUtf16 = bytes.length > 1 && [0xfffe, 0xfeff].includes(bytes.readUInt16BE(0));
  const [line, byte] = firstWrong(bytes);
  const looks = isUtf16 ? 'UTF-16' : 'ISO 8859-1 (Latin-1) or Windows-1252';
  throw new InvalidInput([
    {
      pointer: '',
      code: 'notUtf8',
      message: `Line ${line}, byte ${byte} is not UTF-8: the text looks like ${looks}. Save it as UTF-8 and send it again.`,
    },
  ]);
}

/** Line and byte within it, both from 1. */
function firstWrong(bytes: Buffer): [line: number, byte: number] {
  for (let [line, start] = [1, 0]; ; line += 1) {
    const end = bytes.indexOf(LINE_END, start);
    const content = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (!isUtf8(content)) {
      const good = content.toString('utf8').indexOf('\ufffd');
      return [line, Buffer.byteLength(content.toString('utf8').slice(0, good)) + 1];
    }
    if (end < 0) return [line, 1];
    start = end + 1;
  }
}
