import type { Reply } from './client.js';

/** The answer of an act that must have been done: throws with the server's own words otherwise. */
export function done(reply: Reply): Reply {
  if (reply.status < 300) return reply;
  throw new Error(`The act answered ${reply.status}: ${JSON.stringify(reply.body)}`);
}

/** The codes of unmet conditions, each once, in their order. */
export const codesOf = ({ body }: Reply): string[] =>
  [...new Set((body.unmet ?? []).map(({ code }: { code: string }) => code))] as string[];

/** The wrong fields, as pointer and code. */
export const errorsOf = ({ body }: Reply): string[] =>
  (body.errors ?? []).map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
