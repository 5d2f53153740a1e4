import { onBothEngines } from './on-both-engines.js';

// What the audit log costs, on both engines: how long a million entries take to verify, and what 64 writers at once lose to the
// chain's head against the same rows without a chain (which is what sealing later would write). The results are written to
// test/bench/results/audit.json; the program ends with 1 when a target is missed. ENTRIES=100000 fills less.

await onBothEngines('audit', async () => {
  const { auditFigures } = await import('./audit-figures.js');
  return auditFigures(Number(process.env.ENTRIES ?? 1_000_000));
});
