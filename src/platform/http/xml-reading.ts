import { createRequire } from 'node:module';

/** What sax tells of a document, as it goes. */
interface Parser {
  onopentag: (tag: { name: string; attributes: Record<string, string> }) => void;
  onclosetag: (name: string) => void;
  ontext: (text: string) => void;
  oncdata: (text: string) => void;
  ondoctype: () => void;
  onerror: (error: Error) => void;
  write(text: string): void;
  close(): void;
}
const sax = createRequire(import.meta.url)('sax') as {
  parser(strict: true, options: { trim: boolean; position: boolean }): Parser;
};

/** Names come without the prefix of their namespace. */
export interface XmlReader<Item> {
  opened?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  /** Returns what the document held up to here, if that is something. */
  closed?(name: string): Item | undefined;
}

/**
 * Reads XML in UTF-8 piece by piece and yields what the reader makes of it; nothing else is kept. Entities that a document declares
 * itself are not known. Throws the error of `malformed`.
 */
export async function* readXml<Item>(
  content: AsyncIterable<Buffer>,
  reader: XmlReader<Item>,
  malformed: () => Error,
): AsyncGenerator<Item> {
  const parser = sax.parser(true, { trim: false, position: false });
  const decoder = new TextDecoder('utf-8');
  let found: Item[] = [];
  let failed = false;
  parser.onopentag = ({ name, attributes }) => reader.opened?.(localName(name), attributes);
  parser.ontext = (text) => reader.text?.(text);
  parser.oncdata = (text) => reader.text?.(text);
  parser.ondoctype = () => (failed = true);
  parser.onerror = () => (failed = true);
  parser.onclosetag = (name) => {
    const item = reader.closed?.(localName(name));
    if (item !== undefined) found.push(item);
  };
  for await (const piece of content) {
    parser.write(decoder.decode(piece, { stream: true }));
    if (failed) throw malformed();
    yield* found;
    found = [];
  }
  try {
    parser.write(decoder.decode());
    parser.close();
  } catch {
    failed = true;
  }
  if (failed) throw malformed();
  yield* found;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
