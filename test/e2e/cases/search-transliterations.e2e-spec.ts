import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../../src/access/index.js';
import { SearchCases } from '../../../src/casework/search-cases.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Chance } from '../../support/duplicate-truth/chance.js';
import type { NameList, Spellings } from '../../support/duplicate-truth/name-list.js';
import { AFGHAN } from '../../support/duplicate-truth/names-afghan.js';
import { ARABIC } from '../../support/duplicate-truth/names-arabic.js';
import { CONGOLESE } from '../../support/duplicate-truth/names-congolese.js';
import { ETHIOPIC } from '../../support/duplicate-truth/names-ethiopic.js';
import { SOMALI } from '../../support/duplicate-truth/names-somali.js';
import { registerNames } from '../../support/name-register.js';

// Persons of five origins, each name in a spelling and script drawn at random, are looked for by another spelling of each of its
// parts, in any order. The lists were typed by hand and share nothing with the reading of names. SEED=... draws others.

const SEED = Number(process.env.SEED ?? 20_250_107);
const PERSONS = 500;
const ORIGINS: readonly NameList[] = [AFGHAN, ARABIC, CONGOLESE, ETHIOPIC, SOMALI];

interface Bearer {
  id: string;
  given: Spellings;
  family: Spellings;
  written: readonly [given: string, family: string];
}

let app: TestApp;
let bearers: Bearer[];
const chance = new Chance(SEED);
const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

beforeAll(async () => {
  process.stdout.write(`  ${ENGINE} names of seed ${SEED}\n`);
  app = await startApp();
  bearers = Array.from({ length: PERSONS }, (_, index): Bearer => {
    const { male, female, family: families } = chance.one(ORIGINS);
    const given = chance.one([...male, ...female]);
    const family = chance.one(families.length > 0 ? families : male);
    return { id: idOf(index + 1), given, family, written: [chance.one(given), chance.one(family)] };
  });
  await registerNames(
    app,
    bearers.map(({ id, written: [given, family] }) => [
      {
        ...{ personId: id, caseId: id, numbers: [], caseNumbers: [], documentNumbers: [], relatives: [] },
        ...{ names: [{ given, family }], sex: 'female', birth: { year: null, estimated: true } },
        ...{ birthPlace: null, countryOfBirth: null, nationality: null },
      },
    ]),
  );
});
afterAll(() => app.close());

const find = async (text: string): Promise<string[]> => {
  const { items } = await app.server.get(SearchCases).search(systemActor('test'), { text }, { limit: 200 });
  return items.map(({ theCase }) => theCase.id);
};
const another = (spellings: Spellings, written: string): string => {
  const others = spellings.filter((one) => one !== written);
  return others.length > 0 ? chance.one(others) : written;
};

describe('a person whose name was written in one way', () => {
  it('is found by the others, and few are found who are not meant', async () => {
    const missed: string[] = [];
    let strangers = 0;
    let first = 0;
    for (const bearer of bearers) {
      const { id, given, family, written } = bearer;
      const typed = [another(given, written[0]), another(family, written[1])];
      const text = (chance.is(0.5) ? typed : typed.toReversed()).join(' ');
      const ids = await find(text);
      if (!ids.includes(id)) missed.push(`${text} for ${written.join(' ')}`);
      const meant = bearers.filter((one) => one.given === given && one.family === family).map((one) => one.id);
      strangers += ids.filter((one) => !meant.includes(one)).length;
      if (meant.includes(ids[0]!)) first += 1;
    }
    const recall = 1 - missed.length / PERSONS;
    process.stdout.write(
      `  ${ENGINE} recall ${recall.toFixed(3)}, first ${(first / PERSONS).toFixed(3)}, strangers a search ${(strangers / PERSONS).toFixed(3)}; missed: ${missed.slice(0, 8).join('; ')}\n`,
    );
    expect(recall).toBeGreaterThanOrEqual(0.95);
    // One in a thousand of those who are registered.
    expect(strangers / PERSONS).toBeLessThanOrEqual(PERSONS / 1000);
  });
});
