import type { Answered } from '../document.js';
import { isOfBytes, openedFile } from './files.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const TOKEN = /"(nextCursor)":"[^"]+"|"[0-9a-f]{64}"/g;
/** Headers that tell the time or count requests; a weak ETag is a digest of the body with its ids. */
const UNSTEADY = /^(date|x-request-id|(x-)?ratelimit.*|keep-alive|connection)$/;

/** What remains of an answer without UUIDs, instants and tokens. */
export interface Told {
  request: string;
  status: number;
  headers: string[];
  body: string;
}

/** Masks an answer. Ids keep their order: the same id is the same word again. */
export async function toldOf({ request, reply }: Answered): Promise<Told> {
  const words = new Map<string, string>();
  const mask = (text: string): string =>
    text
      .replace(UUID, (id) => words.get(id) ?? words.set(id, `<id ${words.size + 1}>`).get(id)!)
      .replace(INSTANT, '<instant>')
      .replace(TOKEN, '"<token>"');
  const headers = [...reply.headers].filter(
    ([name, value]) => !UNSTEADY.test(name) && !(name === 'etag' && value.startsWith('W/')) && !isOfBytes(name, reply),
  );
  return {
    request: mask(request),
    status: reply.status,
    headers: headers.map(([name, value]) => mask(`${name}: ${value}`)),
    body: mask(JSON.stringify(await openedFile(reply))),
  };
}

/** How many answers were compared, and the pairs that differ once ids, instants and tokens are masked. */
export interface Compared {
  asked: number;
  differing: unknown[];
}

/** Compares what the one world and the other answered to the same requests, in their order. */
export async function compared(one: readonly Answered[], other: readonly Answered[]): Promise<Compared> {
  return differencesOf(await Promise.all(one.map(toldOf)), await Promise.all(other.map(toldOf)));
}

/** The same of answers that are masked already. */
export function differencesOf(one: readonly Told[], other: readonly Told[]): Compared {
  const differing: unknown[] = one.flatMap((answer, index) =>
    JSON.stringify(answer) === JSON.stringify(other[index]) ? [] : [[answer, other[index] ?? null]],
  );
  if (one.length !== other.length) differing.push(`${one.length} against ${other.length} answers`);
  return { asked: one.length, differing };
}
