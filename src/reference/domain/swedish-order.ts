const collator = new Intl.Collator('sv');

/** Compares as a Swedish reader expects: Å, Ä and Ö come last, whatever the database's own collation. */
export const inSwedishOrder = (a: string, b: string): number => collator.compare(a, b);

/** A copy sorted by the given text, the Swedish way. */
export const sortedBy = <Item>(items: readonly Item[], text: (item: Item) => string): Item[] =>
  [...items].sort((a, b) => inSwedishOrder(text(a), text(b)));
