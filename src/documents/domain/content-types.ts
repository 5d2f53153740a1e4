/** What of a file is looked at: all of it is never unpacked, and its sender's own words for its type are not believed. */
export interface Glimpse {
  readonly size: number;
  /** The first bytes, `HEAD_BYTES` of them if there are so many. */
  readonly head: Uint8Array;
  /** The last bytes, `TAIL_BYTES` of them if there are so many. */
  readonly tail: Uint8Array;
}
export const HEAD_BYTES = 64 * 1024;
export const TAIL_BYTES = 192 * 1024;

interface ContentType {
  readonly mediaType: string;
  readonly words: string;
  /** The endings that a name may have, the usual one first. */
  readonly endings: readonly string[];
}

/** The types that are taken, by their content. Everything else is refused: HTML, SVG and programs among it. */
export const CONTENT_TYPES = {
  pdf: { mediaType: 'application/pdf', words: 'a PDF', endings: ['pdf'] },
  png: { mediaType: 'image/png', words: 'a PNG image', endings: ['png'] },
  jpeg: { mediaType: 'image/jpeg', words: 'a JPEG image', endings: ['jpg', 'jpeg'] },
  tiff: { mediaType: 'image/tiff', words: 'a TIFF image', endings: ['tif', 'tiff'] },
  webp: { mediaType: 'image/webp', words: 'a WebP image', endings: ['webp'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    words: 'a Word document',
    endings: ['docx'],
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    words: 'a workbook',
    endings: ['xlsx'],
  },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', words: 'an OpenDocument text', endings: ['odt'] },
  txt: { mediaType: 'text/plain; charset=utf-8', words: 'a text in UTF-8', endings: ['txt'] },
} as const satisfies Record<string, ContentType>;
export type ContentTypeName = keyof typeof CONTENT_TYPES;

const [END, ENTRY] = [0x06054b50, 0x02014b50];
const MOST_ENTRIES = 1_000;
const MOST_UNPACKED = 256 * 1024 * 1024;
const MOST_TIMES = 200;
const SMALL = 1024 * 1024;
const MOST_PIXELS = 250_000_000;

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);
const asLatin = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The type that the first bytes name, `zip` for an archive of whatever use; null when they name none that is taken. */
export function typeByStart(head: Uint8Array): 'pdf' | 'png' | 'jpeg' | 'tiff' | 'webp' | 'zip' | null {
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a])) return 'tiff';
  if (startsWith(head, [0x52, 0x49, 0x46, 0x46]) && startsWith(head, [0x57, 0x45, 0x42, 0x50], 8)) return 'webp';
  return startsWith(head, [0x50, 0x4b, 3, 4]) ? 'zip' : null;
}

/** True when markup or a script stands where a browser would look for it: such a file is two things at once. */
export const looksLikeMarkup = (head: Uint8Array): boolean =>
  /<(!doctype|html|head|body|script|svg|iframe|\?php|\?xml-stylesheet|math\b)/i.test(asLatin(head.subarray(0, 1024)));

/** True when the file is a whole PDF: the mark of its end stands near its end. */
export const endsAsPdf = ({ tail }: Glimpse): boolean => asLatin(tail.subarray(-2048)).includes('%%EOF');

/** True when an archive could be read from the end of the file: what begins as an image or PDF is then two things at once. */
export const endsAsArchive = (glimpse: Glimpse): boolean => endOfArchive(glimpse) !== null;

interface Entry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
}

function endOfArchive({ tail, size }: Glimpse): { count: number; length: number; at: number } | null {
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= Math.max(0, tail.length - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    const [count, length, from] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    const reachesEnd = at + 22 + view.getUint16(at + 20, true) === tail.length;
    if (reachesEnd && from + length <= size) return { count, length, at };
  }
  return null;
}

/** The directory of the archive; null when it has none that can be read, or one larger than any document needs. */
export function entriesOf(glimpse: Glimpse): Entry[] | null {
  const end = endOfArchive(glimpse);
  if (!end || end.count > MOST_ENTRIES || end.length > end.at) return null;
  const view = viewOf(glimpse.tail);
  const entries: Entry[] = [];
  for (let at = end.at - end.length; entries.length < end.count;) {
    if (at + 46 > end.at || view.getUint32(at, true) !== ENTRY) return null;
    const length = view.getUint16(at + 28, true);
    const name = asLatin(glimpse.tail.subarray(at + 46, at + 46 + length));
    entries.push({ name, packed: view.getUint32(at + 20, true), unpacked: view.getUint32(at + 24, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** True when the directory says that the archive unfolds to more than a document ever does. It is read, never unfolded. */
export const unfoldsTooLarge = (entries: readonly Entry[]): boolean =>
  entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > MOST_UNPACKED ||
  entries.some(({ packed, unpacked }) => unpacked > SMALL && unpacked > packed * MOST_TIMES);

/** True when the document brings a program of its own. */
export const hasMacros = (entries: readonly Entry[]): boolean =>
  entries.some(({ name }) => /(^|\/)(vbaProject|vbaData)[^/]*$|(^|\/)activeX\/|^Basic\/|^Scripts\//i.test(name));

/** The document that an archive is, by the names in it; null for any other archive. */
export function documentIn(entries: readonly Entry[], head: Uint8Array): 'docx' | 'xlsx' | 'odt' | null {
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  if (has('[Content_Types].xml')) {
    if (has('word/document.xml')) return 'docx';
    return has('xl/workbook.xml') ? 'xlsx' : null;
  }
  // OpenDocument puts its type first, unpacked (OpenDocument 1.3, part 2, 3.3).
  const start = asLatin(head.subarray(30, 30 + 8 + CONTENT_TYPES.odt.mediaType.length));
  return start === `mimetype${CONTENT_TYPES.odt.mediaType}` && has('content.xml') ? 'odt' : null;
}

/** The picture's size in pixels where the first bytes tell it; 0 where they do not. */
export function pixelsOf(type: string, head: Uint8Array): number {
  const view = viewOf(head);
  if (type === 'png' && head.length >= 24) return view.getUint32(16) * view.getUint32(20);
  if (type !== 'jpeg') return 0;
  for (let at = 2; at + 9 < head.length;) {
    const marker = head[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (head[at] !== 0xff) return 0;
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += 2 + view.getUint16(at + 2);
  }
  return 0;
}

export const isTooManyPixels = (pixels: number): boolean => pixels > MOST_PIXELS;

/** True when the piece of text holds a control character that no text has: then the file is something else. */
export const hasControls = (text: string): boolean => /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text);
