/**
 * The exact law of how many persons arrive when households come independently, each with its chance: a weighted Poisson-binomial
 * by convolution, no drawing. Index: persons.
 */
export function exactTotal(households: readonly { readonly size: number; readonly chance: number }[]): Float64Array {
  const most = households.reduce((sum, { size }) => sum + size, 0);
  const law = new Float64Array(most + 1);
  law[0] = 1;
  let reached = 0;
  for (const { size, chance } of households) {
    reached += size;
    for (let persons = reached; persons >= size; persons -= 1)
      law[persons] = law[persons]! * (1 - chance) + law[persons - size]! * chance;
    for (let persons = size - 1; persons >= 0; persons -= 1) law[persons]! *= 1 - chance;
  }
  return law;
}
