import type { Answered } from '../document.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const TOKEN = /"(nextCursor)":"[^"]+"|"[0-9a-f]{64}"/g;
/** Headers that tell the time or count requests; a weak ETag is a digest of the body with its ids. */
const UNSTEADY = /^(date|x-request-id|(x-)?ratelimit.*|keep-alive|connection)$/;

/** What remains of an answer without UUIDs, instants and tokens. Ids keep their order: the same id is the same word again. */
export function masked({ request, reply }: Answered): unknown {
  const words = new Map<string, string>();
  const mask = (text: string): string =>
    text
      .replace(UUID, (id) => words.get(id) ?? words.set(id, `<id ${words.size + 1}>`).get(id)!)
      .replace(INSTANT, '<instant>')
      .replace(TOKEN, '"<token>"');
  const headers = [...reply.headers].filter(
    ([name, value]) => !UNSTEADY.test(name) && !(name === 'etag' && value.startsWith('W/')),
  );
  return {
    request: mask(request),
    status: reply.status,
    headers: headers.map(([name, value]) => mask(`${name}: ${value}`)),
    body: mask(JSON.stringify(reply.body)),
  };
}

/** How many answers were compared, and the pairs that differ once ids, instants and tokens are masked. */
export interface Compared {
  asked: number;
  differing: unknown[];
}

/** Compares what the one world and the other answered to the same requests, in their order. */
export function compared(one: readonly Answered[], other: readonly Answered[]): Compared {
  const [here, there] = [one.map(masked), other.map(masked)];
  const differing: unknown[] = here.flatMap((answer, index) =>
    JSON.stringify(answer) === JSON.stringify(there[index]) ? [] : [[answer, there[index]]],
  );
  if (here.length !== there.length) differing.push(`${here.length} against ${there.length} answers`);
  return { asked: here.length, differing };
}
