import type { Run, ToldOfPair } from '../support/two-worlds/pairs.js';

// One of the two worlds of `npm run bench:wall`: `node wall-world.js ENGINE SIDE RUN`.

const [, , engine, side, wanted] = process.argv;
Object.assign(globalThis, { ENGINE: engine });
const { livedIn, planned } = await import('../support/two-worlds/pairs.js');
const run = JSON.parse(wanted!) as Run;
const tell = (told: ToldOfPair | 'that is all') => new Promise((sent) => process.send!(told, sent));
for await (const told of livedIn(side === '0' ? 0 : 1, planned(run), run)) await tell(told);
await tell('that is all');
process.exit(0);
