import { onBothEngines } from './on-both-engines.js';

// What the ledger costs, on both engines. Figures are ratios within one run, medians of several rounds: reading a period out of a
// million entries against reading it out of ten thousand, and a reservation against a bare conditional update. The results are
// written to test/bench/results/ledger.json; the program ends with 1 when a target is missed. ENTRIES=100000 fills less.

await onBothEngines('ledger', async () => {
  const { ledgerFigures } = await import('./ledger-figures.js');
  return ledgerFigures(Number(process.env.ENTRIES ?? 1_000_000));
});
