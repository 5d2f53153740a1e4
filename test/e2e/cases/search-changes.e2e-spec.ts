import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { change, newborn } from '../family/families.js';
import { found } from './search-acts.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app);
});
afterAll(() => app.close());

describe('somebody whose family changes is found', () => {
  it('as soon as they are added', async () => {
    const { id, persons } = await registered(app);
    expect(await found(app, { text: 'Zenebech' })).toEqual([]);
    const child = newborn(persons[0]!.id, '2025-02-01', {
      givenNames: 'ዘነበች',
      sex: 'female',
      relationToPrincipal: 'daughter',
    });
    await change(app, id, 'add-member', child);
    expect(await found(app, { text: 'Zenebech' })).toEqual([id]);
  });

  it('by the name taken in marriage, and by the old one no longer', async () => {
    const couple = [
      anRrfPerson({ givenNames: 'Tigist', familyName: 'Walelign', maritalStatus: 'single' }),
      anRrfPerson({
        ...{ givenNames: 'Dawit', familyName: 'Berhane', sex: 'male' },
        ...{ relationToPrincipal: 'other_relative', maritalStatus: 'single' },
      }),
    ];
    const { id, persons } = await registered(app, anRrf({ persons: couple }));
    const [bride, groom] = persons.map((person) => person.id) as [string, string];
    expect(await found(app, { text: 'Walelign' })).toEqual([id]);
    const newNames = [{ personId: bride, familyName: 'Berhane' }];
    await change(app, id, 'record-marriage', { personIds: [bride, groom], newNames });
    expect(await found(app, { text: 'Tigist Birhane' })).toEqual([id]);
    expect(await found(app, { text: 'Walelign' })).toEqual([]);
  });

  it('in the case in which they go on', async () => {
    const persons = [
      anRrfPerson({ givenNames: 'Yodit', familyName: 'Haile' }),
      anRrfPerson({ givenNames: 'Kibrom', familyName: 'Haile', sex: 'male', relationToPrincipal: 'spouse' }),
      anRrfChild({ givenNames: 'Samson', familyName: 'Haile' }),
    ];
    const { id, persons: listed } = await registered(app, anRrf({ persons }));
    const { otherCaseId } = await change(app, id, 'split', { personIds: [listed[1]!.id] });
    expect(await found(app, { text: 'Kibrom Haile' })).toEqual([otherCaseId]);
    expect(await found(app, { text: listed[1]!.individualNumber! })).toEqual([otherCaseId]);
    expect(await found(app, { text: 'Yodit Haile' })).toEqual([id]);
  });
});
