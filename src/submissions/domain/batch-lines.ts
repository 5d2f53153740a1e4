/** A line of a batch with its place in it, from 1. */
export interface BatchLine {
  readonly line: number;
  readonly content: string;
}

const BYTE_ORDER_MARK = '\ufeff';
// PostgreSQL cannot store NUL; any other control character makes the line just as malformed, and the sender is told so.
const UNSTORABLE = /\u0000/g;

/** The lines of a JSON-lines batch: LF or CRLF, a byte order mark ignored, empty lines counted but left out. */
export const linesOf = (text: string): BatchLine[] =>
  (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)
    .split('\n')
    .map((content, index) => ({ line: index + 1, content: content.trim().replace(UNSTORABLE, '\u0001') }))
    .filter(({ content }) => content !== '');
