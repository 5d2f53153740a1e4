/** One word for all who count as one: those whom pairs tie together, also by others between them. */
export function asOneOfficial(
  keyOf: (accountId: string) => string,
  pairs: readonly (readonly [one: string, other: string])[],
): (accountId: string) => string {
  const standsFor = new Map<string, string>();
  const rootOf = (key: string): string => {
    const next = standsFor.get(key);
    return next === undefined ? key : rootOf(next);
  };
  for (const [one, other] of pairs) {
    const [first, second] = [rootOf(one), rootOf(other)];
    if (first !== second) standsFor.set(first, second);
  }
  return (accountId) => rootOf(keyOf(accountId));
}
