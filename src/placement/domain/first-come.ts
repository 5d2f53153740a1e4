import { Draft } from './draft.js';
import { instanceOf } from './instance.js';
import { checked, type Problem } from './problem.js';

/** What first come, first served reaches: the units by month and id, each where it is worth most of what still has room. */
export function firstCome(problem: Problem): number {
  const instance = instanceOf(checked(problem));
  const draft = new Draft(instance);
  const monthOf = (u: number): number => problem.cases[instance.casesOf[u]![0]!]!.month;
  const order = Array.from(instance.casesOf.keys()).sort((a, b) => monthOf(a) - monthOf(b) || a - b);
  for (const u of order) {
    let best = -1;
    let most = 0;
    for (let p = instance.start[u]!; p < instance.start[u + 1]!; p += 1)
      if (instance.value[p]! > most && draft.fits(u, instance.municipality[p]!)) {
        most = instance.value[p]!;
        best = p;
      }
    if (best >= 0) draft.place(u, best);
  }
  return draft.objective;
}
