import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { registered } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { found, whyOf } from './search-acts.js';

let app: TestApp;
let wanted: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  await registered(app);
  wanted = await registered(
    app,
    anRrf({
      unhcrCaseNumber: '147-25C00417',
      resettlementReferenceNumber: 'RST/2025-0099',
      persons: [
        anRrfPerson({
          individualNumber: '147-00012345',
          documents: [{ type: 'passport', number: 'EP 1234567', issuingCountry: 'CD' }],
        }),
        anRrfPerson({ individualNumber: '147-00012346', relationToPrincipal: 'spouse', sex: 'male' }),
      ],
    }),
  );
  await registered(app);
});
afterAll(() => app.close());

describe('a case is found by any of its numbers', () => {
  it.each([
    ['the diary number', 'VID-2025-00002', 'diaryNumber'],
    ['the diary number in small letters without dashes', 'vid 2025 00002', 'diaryNumber'],
    ['the diary number without its zeros', '2025-2', 'diaryNumber'],
    ['the diary number of one of its documents', 'VID-2025-00002:1', 'diaryNumber'],
    ['the UNHCR case number', '147-25C00417', 'unhcrCaseNumber'],
    ['the UNHCR case number as it is read out', '147 25c 00417', 'unhcrCaseNumber'],
    ['the resettlement reference', 'rst 2025 0099', 'resettlementReferenceNumber'],
    ['an individual number', '147-00012346', 'individualNumber'],
    ['an individual number with another dash', '147–00012346', 'individualNumber'],
    ['the number of a passport', 'ep1234567', 'documentNumber'],
  ])('%s: %s', async (_, text, by) => {
    expect(await found(app, { text })).toEqual([wanted.id]);
    expect((await whyOf(app, text)).map((why) => why.by)).toContain(by);
  });

  it('and by no other number, nor by a part of one', async () => {
    for (const text of ['147-00012347', '147-25C004', 'VID-2025', 'VID-2024-00002', '12', '2025', "1' OR '1'='1"])
      expect([text, await found(app, { text })]).toEqual([text, []]);
  });

  it('and is told whose number it is', async () => {
    expect(await whyOf(app, '14700012346')).toEqual([
      {
        by: 'individualNumber',
        personId: wanted.persons[1]!.id,
        words: 'individual registration number of person 2',
      },
    ]);
    expect((await whyOf(app, 'EP-1234567'))[0]!.words).toBe('number of a document of person 1');
  });
});
