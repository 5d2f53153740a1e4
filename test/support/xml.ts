/** An element of an XML file with its attributes and what stands in it: elements and texts. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

const NAME = '[A-Za-z_][\\w.:-]*';
const TAG = new RegExp(`<(?:(/)(${NAME})\\s*|(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/)?)>`, 'y');
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g');
const TEXT = /[^<]+/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the XML that this house writes: elements, attributes, texts and the five entities, without document types, comments or
 * instructions. Strict: whatever is not well-formed throws an Error that says where.
 */
export function parseXml(xml: string): XmlElement {
  const outside: XmlElement = { name: '', attributes: {}, children: [] };
  const open: XmlElement[] = [outside];
  let at = 0;
  const wrong = (what: string): Error => new Error(`${what} at ${at}: ${xml.slice(at, at + 60)}`);
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(xml);
  };
  while (at < xml.length) {
    const inside = open.at(-1)!;
    const found = next(TEXT) ?? next(TAG);
    if (!found) throw wrong('not well-formed');
    const [all, closes, closed, opened, attributes, isEmpty] = found;
    if (closed === undefined && opened === undefined) {
      const text = decoded(all, wrong);
      if (inside === outside && text.trim() !== '') throw wrong('a text outside the root');
      if (inside !== outside) inside.children.push(text);
    } else if (closes) {
      if (closed !== inside.name) throw wrong(`</${closed}> where </${inside.name}> belongs`);
      open.pop();
    } else {
      if (inside === outside && outside.children.length > 0) throw wrong('a second root');
      const element = { name: opened!, attributes: attributesOf(attributes!, wrong), children: [] };
      inside.children.push(element);
      if (!isEmpty) open.push(element);
    }
    at += all.length;
  }
  const [root] = outside.children;
  if (open.length > 1 || typeof root !== 'object') throw wrong(`<${open.at(-1)!.name}> is not closed`);
  return root;
}

/** The elements of this name within the element, in the order of the file. */
export const elementsOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elementsOf(child, name)],
  );

/** All text within the element. */
export const textOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

function attributesOf(written: string, wrong: (what: string) => Error): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of written.matchAll(ATTRIBUTE)) {
    if (name! in attributes) throw wrong(`${name} twice`);
    attributes[name!] = decoded(double ?? single ?? '', wrong);
  }
  return attributes;
}

function decoded(text: string, wrong: (what: string) => Error): string {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw wrong('a character XML does not have');
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+))?;?/g,
    (all, decimal?: string, hex?: string, named?: string) => {
      if (!all.endsWith(';')) throw wrong('a bare &');
      if (decimal) return String.fromCodePoint(Number(decimal));
      if (hex) return String.fromCodePoint(parseInt(hex, 16));
      const character = named === undefined ? undefined : ENTITIES[named];
      if (character === undefined) throw wrong(`the entity ${all}`);
      return character;
    },
  );
}
