// PostgreSQL cannot store NUL; any other control character makes the line just as malformed, and the sender is told so.
const UNSTORABLE = /\u0000/g;

/**
 * What a line of a JSON-lines batch holds, without a carriage return, blanks or a byte order mark about it; an empty text for a line
 * that is left out.
 */
export const contentOf = (line: string): string => line.trim().replace(UNSTORABLE, '\u0001');
