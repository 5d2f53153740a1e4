import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { readInstance, runPlacement, verify } from '../../src/placement/engine.js';
import { draw, problemOf } from '../support/placement-instances.js';

// The engine where it works: in a thread of its own, from the build.

const DIST = resolve(process.env.VIDAR_DIST ?? 'dist');
const program = pathToFileURL(join(DIST, 'src/placement/placement-worker.js'));
const settings = { seed: 1, ruleVersion: 'test', program };
const EXAMPLE = join(import.meta.dirname, 'placement-example');
const files = {
  sizes: join(EXAMPLE, 'sizes.csv'),
  compatibility: join(EXAMPLE, 'compatibility.csv'),
  weights: join(EXAMPLE, 'weights.csv'),
  capacities: join(EXAMPLE, 'capacities.csv'),
};
const texts = Object.fromEntries(
  Object.entries(files).map(([name, path]) => [name, readFileSync(path, 'utf8')]),
) as unknown as Parameters<typeof readInstance>[0];

describe('a plan in threads', () => {
  const problem = problemOf(draw({ n: 120, m: 60, seed: 6, thin: 0, tight: 1.08 }));

  it('hard case 17: is the same twice, and with one worker or two', async () => {
    const run = (workers: number) => runPlacement(problem, { ...settings, moves: 4000, chains: 2, workers }).ended;
    const [one, again, two] = [await run(1), await run(1), await run(2)];
    expect(one).not.toBeNull();
    expect(again).toEqual(one);
    expect(two).toEqual(one);
  });

  it('is polished to no less than before, and still verified', async () => {
    const plain = await runPlacement(problem, { ...settings, moves: 4000 }).ended;
    const polish = { seconds: 60, mostCases: 500 };
    const polished = await runPlacement(problem, { ...settings, moves: 4000, polish }).ended;
    expect(polished!.objective).toBeGreaterThanOrEqual(plain!.objective);
    expect(polished!.polish).toBeDefined();
    expect(verify(problem, polished!).findings).toEqual([]);
  });

  it('hard case 16: cancelled, it leaves the last verified plan', async () => {
    const run = runPlacement(problem, { ...settings, moves: 1e9 });
    while (run.soFar() === null) await new Promise((resolve) => setTimeout(resolve, 20));
    await run.cancel();
    const plan = await run.ended;
    expect(plan).not.toBeNull();
    expect(verify(problem, plan!).findings).toEqual([]);
  });

  it('fails with the name of what is wrong', async () => {
    const broken = { ...problem, cases: [...problem.cases.slice(1), problem.cases[1]!] };
    await expect(runPlacement(broken, settings).ended).rejects.toThrow('is there twice');
  });
});

describe('hard case 15: 20,000 cases against 290 municipalities', () => {
  it('are planned, verified, within memory', async () => {
    const problem = problemOf(draw({ n: 20_000, seed: 1, thin: 0.3, tight: 1.08 }));
    const program = join(import.meta.dirname, '../support/placement-memory.mjs');
    const child = fork(program, { serialization: 'advanced' });
    child.send({ engine: pathToFileURL(join(DIST, 'src/placement/engine.js')).href, problem });
    const [told] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [
      { findings: unknown[]; objective: number; bound: number; placed: number; megabytes: number },
    ];
    expect(told).toMatchObject({ findings: [] });
    expect(told.placed).toBeGreaterThan(18_000);
    expect(told.objective / told.bound).toBeGreaterThan(0.99);
    // The bench holds the engine itself to 250 MB; here the instance comes as a message, which is in memory a second time.
    expect(told.megabytes).toBeLessThan(400);
  });
});

describe('a published instance', () => {
  it('is read by names, å and ö included; NA is not possible', () => {
    const { cases, municipalities, pairs } = readInstance(texts);
    expect(cases.map(({ persons }) => persons)).toEqual([4, 1, 3, 2, 5]);
    expect(municipalities.map(({ code, perYear }) => [code, perYear])).toEqual([
      ['Åre', 5],
      ['Malmö', 5],
      ['Växjö', 4],
    ]);
    expect(pairs.start[2]! - pairs.start[1]!).toBe(2);
  });

  it('is refused with every wrong cell named', () => {
    const wrong = { ...texts, sizes: texts.sizes.replace('a,2', 'a,two'), weights: texts.weights.replace('0.75', 'x') };
    expect(() => readInstance(wrong)).toThrow(/sizes\/1\/number of children.*weights\/c\/Malmö/s);
  });

  it('is planned on the command line', async () => {
    const args = Object.entries(files).flatMap(([name, path]) => [`--${name}`, path]);
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(DIST, 'src/placement/cli/placement.js'),
      ...args,
    ]);
    expect(stdout).toMatch(
      /^objective 2\.\d{4}\nbound {5}\d\.\d{4}\ngap .* %\ngreedy {4}\d\.\d{4}\nplaced {4}\d of 5 cases\ntime .* s\n$/,
    );
  });
});
