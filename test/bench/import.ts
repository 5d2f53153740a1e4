import { onBothEngines } from './on-both-engines.js';

// What the import of 20,000 cases costs, in each format and on both engines (`sqlite` or `postgres` alone when named).
//
// The built server runs in a process of its own and takes the file over HTTP, as from an official; its report is polled and printed.
// Lines a second count from the sending of the file to the end of the job. Peak memory is what the kernel says of the server's process.
//
// Against that: the very rows that the import left in the database, read back and inserted again into a copy of the database as it was
// before, by the same driver with the same settings: one prepared INSERT a table, run for each row, fifty lines a transaction as in the
// import; of more than 5,000 lines those of the first 5,000. Reading them back is not counted. The ratio is lines a second there to lines a second here. What the same rows take in
// statements of many rows, as the import writes them, is printed beside it.
//
// Results: test/bench/results/import.json; the program ends with 1 when a target is missed. CASES=2000 imports fewer.

await onBothEngines('import', async () => {
  const { importFigures } = await import('./import-figures.js');
  return importFigures(Number(process.env.CASES ?? 20_000));
});
