import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { judgedBy, register } from '../../support/duplicate-truth/registered.js';
import { fieldsThatDiffer } from '../../support/duplicate-truth/records.js';
import { DEVELOPMENT_SEED, HASHES, REPORT_SEED } from '../../support/duplicate-truth/seeds.js';
import { makeTruth, type Truth } from '../../support/duplicate-truth/truth.js';
import { startApp, type TestApp } from '../../support/app.js';

// A few thousand persons here, through the database of either engine; 200,000 in `npm run bench:duplicates`.
const SIZE = 8_000;
const SETS = [
  { name: 'development', seed: DEVELOPMENT_SEED },
  { name: 'report', seed: REPORT_SEED },
];

describe.each(SETS)('the generated register of the $name seed', ({ name, seed }) => {
  let truth: Truth;
  let app: TestApp;
  beforeAll(async () => {
    truth = makeTruth(seed, SIZE);
    app = await startApp({ today: '2025-01-07' });
  });
  afterAll(() => app.close());

  it('is the pinned one: five in a hundred come twice, and at least ten in a hundred of the others are hard', () => {
    expect(truth.hash).toBe(HASHES[`${seed}/${SIZE}`]);
    expect(truth.pairs.size / truth.persons).toBeCloseTo(0.05, 2);
    expect(truth.trapOf.size / (truth.persons - truth.pairs.size)).toBeGreaterThanOrEqual(0.1);
    expect([...new Set(truth.trapOf.values())].sort()).toEqual(['namesake', 'sibling', 'twin']);
  });

  it('writes each second record otherwise in two fields or more', () => {
    const differing = [...truth.pairs].map((pair) => {
      const [first, second] = pair.split('|').map((id) => truth.recordsOf.get(id)!);
      return fieldsThatDiffer(first!, second!).length;
    });
    expect(Math.min(...differing)).toBeGreaterThanOrEqual(2);
  });

  it('is seen through: 0.98 of what is called likely is right, and 0.95 of what is true is found', async () => {
    await register(app, truth.cases);
    const { precision, recall, found } = await judgedBy(app, truth, ['exact', 'likely']);
    console.log(
      `${name} seed ${seed}: ${truth.persons} persons, ${truth.pairs.size} pairs, ${found} found, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`,
    );
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  }, 300_000);
});
