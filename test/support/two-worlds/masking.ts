import type { Answered } from '../document.js';
import { opened, packedIn, type Packed } from './files.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const TOKEN = /"(nextCursor)":"[^"]+"|"[0-9a-f]{64}"/g;
/** Headers that tell the time or count requests; a weak ETag is a digest of the body with its ids. */
const UNSTEADY = /^(date|x-request-id|(x-)?ratelimit.*|keep-alive|connection)$/;

/** Headers of a packed file that depend on the ids in it. */
const OF_BYTES = 'content-length';

/** What remains of an answer without UUIDs, instants and tokens. */
export interface Told {
  request: string;
  status: number;
  headers: string[];
  body: string;
  /** A file beside it: opened only where the other world's is not the same, byte by byte. */
  packed: Packed | null;
}

/** Ids keep their order: the same id is the same word again. */
function masking(): (text: string) => string {
  const words = new Map<string, string>();
  return (text) =>
    text
      .replace(UUID, (id) => words.get(id) ?? words.set(id, `<id ${words.size + 1}>`).get(id)!)
      .replace(INSTANT, '<instant>')
      .replace(TOKEN, '"<token>"');
}

/** Masks an answer. */
export function toldOf({ request, reply }: Answered): Told {
  const mask = masking();
  const packed = packedIn(reply);
  const headers = [...reply.headers].filter(
    ([name, value]) =>
      !UNSTEADY.test(name) && !(name === 'etag' && value.startsWith('W/')) && !(packed && name === OF_BYTES),
  );
  return {
    request: mask(request),
    status: reply.status,
    headers: headers.map(([name, value]) => mask(`${name}: ${value}`)),
    body: packed ? '' : mask(JSON.stringify(reply.body)),
    packed,
  };
}

/** How many answers were compared, and the pairs that differ once ids, instants and tokens are masked. */
export interface Compared {
  asked: number;
  differing: unknown[];
}

/** Compares what the one world and the other answered to the same requests, in their order. */
export function compared(one: readonly Answered[], other: readonly Answered[]): Promise<Compared> {
  return differencesOf(one.map(toldOf), other.map(toldOf));
}

/** The same of answers that are masked already. */
export async function differencesOf(one: readonly Told[], other: readonly Told[]): Promise<Compared> {
  const differing: unknown[] = [];
  for (const [index, answer] of one.entries()) {
    const beside = other[index];
    // Where a server fails, nothing is compared.
    if (answer.status >= 500) differing.push([answer, beside ?? null]);
    if (beside && JSON.stringify(answer) === JSON.stringify(beside)) continue;
    const [here, there] = [await unpacked(answer), beside ? await unpacked(beside) : null];
    if (JSON.stringify(here) !== JSON.stringify(there)) differing.push([here, there]);
  }
  if (one.length !== other.length) differing.push(`${one.length} against ${other.length} answers`);
  return { asked: one.length, differing };
}

const unpacked = async (told: Told): Promise<Told> =>
  told.packed
    ? { ...told, body: masking()(JSON.stringify(await opened(told.packed, told.request))), packed: null }
    : told;
