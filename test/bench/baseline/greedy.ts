import type { Drawn } from '../../support/placement-instances.js';
import { State, subset } from './state.js';
import { localSearch, regret } from './search.js';

/** First come, first served: the cases by month, each at its best municipality that still has room. */
export function firstCome(I: Drawn): State {
  const S = new State(I);
  const order = Int32Array.from({ length: I.n }, (_, i) => i).sort((x, y) => I.month[x]! - I.month[y]! || x - y);
  for (const i of order) {
    let best = -1;
    let most = 0;
    for (let p = I.ptr[i]!; p < I.ptr[i + 1]!; p += 1)
      if (I.val[p]! > most && S.fits(i, I.col[p]!)) {
        most = I.val[p]!;
        best = p;
      }
    if (best >= 0) S.place(i, best);
  }
  return S;
}

/** Month by month, each month's cases as well as can be among themselves and without a thought for those to come. */
export function batchGreedy(I: Drawn): State {
  const S = new State(I);
  for (let month = 0; month < I.months; month += 1) {
    const batch = Array.from({ length: I.n }, (_, i) => i).filter((i) => I.month[i] === month);
    const left = {
      annual: S.annual.slice(),
      monthCap: S.monthCap.slice(),
      dwell: S.dwell.slice(),
      medCap: S.med.slice(),
    };
    const B = subset(I, batch, left);
    const T = regret(B, null);
    localSearch(B, T);
    batch.forEach((i, b) => {
      if (T.at[b]! >= 0) S.place(i, I.ptr[i]! + T.at[b]! - B.ptr[b]!);
    });
  }
  return S;
}
