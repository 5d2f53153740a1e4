import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HEAD_BYTES, hasControls, TAIL_BYTES, type Glimpse } from './content-types.js';
import { judgeContent } from './judge-content.js';

const SEED = 20251122;
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const glimpseOf = (content: Buffer): Glimpse => ({
  size: content.length,
  head: content.subarray(0, HEAD_BYTES),
  tail: content.subarray(-TAIL_BYTES),
});
const judged = (content: Buffer, name: string, isText = false): string => {
  const verdict = judgeContent(glimpseOf(content), name, isText);
  return 'refused' in verdict ? verdict.refused.code : verdict.type;
};

const PDF = latin('%PDF-1.7\n1 0 obj <</Linearized 1>> endobj\ntrailer\n%%EOF\n');
const png = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  return Buffer.concat([latin('\x89PNG\r\n\x1a\n'), header, latin('\0\0\0\0IEND\xaeB`\x82')]);
};
const jpeg = (width: number, height: number): Buffer => {
  const frame = Buffer.alloc(19);
  frame.writeUInt16BE(0xffc0);
  frame.writeUInt16BE(17, 2);
  frame.writeUInt8(8, 4);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([latin('\xff\xd8\xff\xe0\0\x04ab'), frame, latin('\xff\xd9')]);
};
const TIFF = latin('II*\0\x08\0\0\0');
const WEBP = latin('RIFF\x10\0\0\0WEBPVP8 ');

/** An archive of these entries, whose directory may say anything of their sizes. */
function zip(entries: readonly [name: string, content: string, unpacked?: number][], comment = ''): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content, unpacked = content.length] of entries) {
    const isStored = name === 'mimetype';
    const data = isStored ? latin(content) : deflateRawSync(latin(content));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(isStored ? 0 : 8, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(unpacked, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, latin(name), data);
    directory.push(entry, latin(name));
    at += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, ...directory, end, latin(comment)]);
}
const TYPES: [string, string] = ['[Content_Types].xml', '<Types/>'];
const DOCX = zip([TYPES, ['word/document.xml', '<w:document/>']]);
const XLSX = zip([TYPES, ['xl/workbook.xml', '<workbook/>']]);
const ODT = zip([
  ['mimetype', 'application/vnd.oasis.opendocument.text'],
  ['content.xml', '<office:document-content/>'],
]);

describe('what a file is', () => {
  it.each([
    [PDF, 'a.pdf', 'pdf'],
    [png(800, 600), 'a.PNG', 'png'],
    [jpeg(800, 600), 'a.jpeg', 'jpeg'],
    [TIFF, 'a.tif', 'tiff'],
    [WEBP, 'a.webp', 'webp'],
    [DOCX, 'a.docx', 'docx'],
    [XLSX, 'a.xlsx', 'xlsx'],
    [ODT, 'a.odt', 'odt'],
  ] as const)('is told by its content', (content, name, type) => expect(judged(content, name)).toBe(type));

  it('may be text, when all of it is and nothing else', () => {
    expect(judged(latin('Notes of the interview.\n'), 'a.txt', true)).toBe('txt');
    expect(judged(latin('Notes of the interview.\n'), 'a.txt', false)).toBe('typeNotTaken');
    expect(['plain\ttext\r\n', 'a\u0000b', 'a\u001b[2J'].map(hasControls)).toEqual([false, true, true]);
  });

  it.each([
    ['an HTML page as a PDF', latin('<!DOCTYPE html><script>alert(1)</script>'), 'a.pdf', 'markup'],
    ['an HTML page as a text', latin('\n  <HTML>'), 'a.txt', 'markup'],
    ['an SVG image', latin('<?xml version="1.0"?><svg onload="x()"/>'), 'a.svg', 'markup'],
    [
      'a PDF that a browser would take for a page',
      Buffer.concat([latin('%PDF-1.7 <script>x()</script>'), PDF]),
      'a.pdf',
      'markup',
    ],
    ['a JPEG with a script in its comment', latin('\xff\xd8\xff\xfe\0\x20<script>x()</script>'), 'a.jpg', 'markup'],
    ['a program', latin('MZ\x90\0\x03'), 'a.pdf', 'typeNotTaken'],
    ['a program of Linux', latin('\x7fELF\x02'), 'a.pdf', 'typeNotTaken'],
    ['a GIF image', latin('GIF89a'), 'a.gif', 'typeNotTaken'],
    ['an old Word document', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'a.doc', 'typeNotTaken'],
    ['a PNG named as a PDF', png(1, 1), 'a.pdf', 'nameDisagrees'],
    ['a PDF with the ending of a program', PDF, 'a.pdf.exe', 'nameDisagrees'],
    ['a PDF without an ending', PDF, 'paper', 'nameDisagrees'],
    ['a workbook named as a Word document', XLSX, 'a.docx', 'nameDisagrees'],
    ['a PDF that breaks off', PDF.subarray(0, 20), 'a.pdf', 'notWhole'],
    ['a PNG that is an archive, too', Buffer.concat([png(1, 1), DOCX]), 'a.png', 'twoThings'],
    ['a PDF that is an archive with a comment', Buffer.concat([PDF, zip([TYPES], '%%EOF')]), 'a.pdf', 'twoThings'],
    ['an archive of anything', zip([['setup.exe', 'MZ']]), 'a.zip', 'typeNotTaken'],
    ['an archive with the ending of a document', zip([['setup.exe', 'MZ']]), 'a.docx', 'typeNotTaken'],
    ['an archive that breaks off', DOCX.subarray(0, -30), 'a.docx', 'notWhole'],
    [
      'a document with macros',
      zip([TYPES, ['word/document.xml', 'x'], ['word/vbaProject.bin', 'x']]),
      'a.docx',
      'macros',
    ],
    ['a zip bomb', zip([TYPES, ['word/document.xml', 'x', 1 << 30]]), 'a.docx', 'unfoldsTooLarge'],
    ['a pixel flood', png(50_000, 50_000), 'a.png', 'tooManyPixels'],
    ['a pixel flood as a JPEG', jpeg(60_000, 60_000), 'a.jpg', 'tooManyPixels'],
    ['nothing', Buffer.alloc(0), 'a.pdf', 'empty'],
  ] as const)('%s is refused', (_what, content, name, code) => expect(judged(content, name)).toBe(code));

  it('is judged whatever the bytes are, without an exception', () => {
    process.stdout.write(`  seed ${SEED}\n`);
    const starts = [PDF, png(9, 9), jpeg(9, 9), TIFF, WEBP, DOCX, ODT, Buffer.alloc(0)];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(400),
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('a.pdf', 'a.docx', 'a.png', 'a'),
        (start, cut, rest, name) => {
          const content = Buffer.concat([start.subarray(0, cut), rest]);
          expect(typeof judged(content, name)).toBe('string');
        },
      ),
      { seed: SEED, numRuns: 3_000 },
    );
  });
});
