/**
 * An answer without what names one of the barred ids: such entries are left out of their lists at any depth. Undefined when the answer
 * itself names one.
 */
export function withoutBarred(answer: unknown, barred: ReadonlySet<string>): unknown {
  if (typeof answer === 'string') return barred.has(answer) ? undefined : answer;
  if (Array.isArray(answer)) return answer.map((one) => withoutBarred(one, barred)).filter((one) => one !== undefined);
  if (!isPlain(answer)) return answer;
  const told = Object.entries(answer).map(([name, value]) => [name, withoutBarred(value, barred)] as const);
  // An empty list stays; a field that named a barred record takes what it belongs to along.
  return told.some(([name, value]) => value === undefined && answer[name] !== undefined)
    ? undefined
    : Object.fromEntries(told);
}

/** Records and the classes of answers; not streams, files and dates. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !ArrayBuffer.isView(value) &&
  !('pipe' in value) &&
  !('getStream' in value);
