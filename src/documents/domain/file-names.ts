const LONGEST = 120;
const NOTHING_LEFT = 'document';
// Names that Windows gives to devices, with whatever ending.
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// Control characters, halves of characters, and marks that turn or hide what is read: `cod.exe` must not look like `exe.doc`. The
// joiners of Arabic and Persian script (U+200C, U+200D) belong to names and stay.
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The ending of a name in small letters, without its dot; empty when there is none. */
export const endingOf = (name: string): string => /[^.]\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * A name that any system can keep and that shows what it is: no path, no mark that hides or turns, no character that a file system
 * refuses, no leading dot, no device of Windows, 120 characters at most with its ending. Names in any script survive.
 */
export function safeName(given: string): string {
  const bare = (given.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(UNSEEN, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  const ending = endingOf(bare);
  const stem = ending ? bare.slice(0, -ending.length - 1) : bare;
  const room = LONGEST - (ending ? ending.length + 1 : 0);
  const short = [...stem]
    .slice(0, room)
    .join('')
    .replace(/[.\s]+$/u, '');
  const name = (short || NOTHING_LEFT) + (ending ? `.${ending}` : '');
  return DEVICE.test(name) ? `_${name}` : name;
}

/**
 * The value of Content-Disposition (RFC 6266): an ASCII name for old clients, the whole name in UTF-8 for all others. Takes a name that
 * `safeName` made.
 */
export function attachment(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_')
    .replace(/["\\%]/g, '_');
  const extended = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
