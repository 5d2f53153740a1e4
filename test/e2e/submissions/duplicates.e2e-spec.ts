import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Rrf } from '../../../src/submissions/index.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Reply } from '../../support/client.js';

let app: TestApp;
beforeEach(async () => {
  app ??= await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

type Body = Reply['body'];

/** Each test has a couple of its own, so that they are not taken for each other. */
const COUPLES = {
  Tesfay: {
    family: 'Haile Gebremedhin',
    birthDate: '1984-03-17',
    wife: 'Letebrhan',
    of: 'Kidane Weldu',
    born: '1988-11-02',
  },
  Bilal: { family: 'Haddad', birthDate: '1971-06-09', wife: 'Sawsan', of: 'Qaddour', born: '1975-02-21' },
  Innocent: { family: 'Bisimwa', birthDate: '1990-10-30', wife: 'Furaha', of: 'Nyirabahizi', born: '1993-07-04' },
  Warsame: { family: 'Diriye Guled', birthDate: '1966-12-12', wife: 'Hodan', of: 'Egal Roble', born: '1969-08-18' },
  Najibullah: { family: 'Stanikzai', birthDate: '1980-04-25', wife: 'Palwasha', of: 'Zadran', born: '1983-05-15' },
  Getachew: { family: 'Mulugeta', birthDate: '1959-09-03', wife: 'Tsehay', of: 'Bekele', born: '1962-01-29' },
  Olivier: { family: 'Kabongo', birthDate: '1977-08-14', wife: 'Clarisse', of: 'Lukusa', born: '1979-03-06' },
} as const;

const couple = (name: keyof typeof COUPLES, numbers: readonly string[], changed: object = {}): Rrf => {
  const { family: familyName, birthDate, wife, of, born } = COUPLES[name];
  const one = { birthDatePrecision: 'day', nationality: 'ER', countryOfBirth: 'ER', placeOfBirth: 'Keren' } as const;
  return anRrf({
    persons: [
      anRrfPerson({
        ...{ ...one, individualNumber: numbers[0], givenNames: name, familyName, sex: 'male', birthDate },
        ...changed,
      }),
      anRrfPerson({
        ...{ ...one, individualNumber: numbers[1], givenNames: wife, familyName: of, birthDate: born },
        relationToPrincipal: 'spouse',
      }),
    ],
  });
};
const suspicionsOf = async (caseId: string, state = 'open'): Promise<Body[]> =>
  (await app.as('case_officer').get(`/duplicate-suspicions?caseId=${caseId}&state=${state}`).expect(200)).body.items;
const judge = (suspicion: Body, verdict: string, role: 'case_officer' | 'auditor' = 'case_officer') =>
  app
    .as(role)
    .post(
      `/duplicate-suspicions/${suspicion.id}/actions/judge`,
      { verdict, reason: 'UNHCR has looked into it.' },
      { ifMatch: suspicion.version },
    );
const refer = async (caseId: string, personIds: string[] = []) =>
  app
    .as('case_officer')
    .post(`/cases/${caseId}/actions/refer`, { personIds }, { ifMatch: (await theCase(app, caseId)).version });

describe('a person who is submitted twice', () => {
  it('is found on receipt under another spelling, exchanged name parts and another number, with the reasons', async () => {
    const first = await receiveRrf(app, couple('Tesfay', ['SYN-1-00000101', 'SYN-1-00000102']));
    const second = await receiveRrf(
      app,
      couple('Tesfay', ['SYN-2-00000901', 'SYN-2-00000902'], {
        ...{ givenNames: 'ሃይለ ገብረ መድህን', familyName: 'Tesfai', birthDate: '1984-01-01' },
      }),
    );
    const found = await suspicionsOf(second.caseId);
    expect(found.map(({ strength }: Body) => strength)).toEqual(['likely', 'likely']);
    const pair = found.find(({ evidence }: Body) => evidence.some(({ field }: Body) => field === 'nameOrder'))!;
    expect(pair.evidence).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'ownName', saw: 'same' }),
        expect.objectContaining({ field: 'otherNames', saw: 'same', agreeing: 2 }),
        expect.objectContaining({ field: 'birth', saw: 'same_year' }),
        expect.objectContaining({ field: 'number', saw: 'different' }),
        expect.objectContaining({ field: 'relatives', saw: 'same', agreeing: 1 }),
      ]),
    );
    const compared = (await app.as('case_officer').get(`/duplicate-suspicions/${pair.id}`).expect(200)).body;
    expect([compared.first.caseId, compared.second.caseId]).toEqual([first.caseId, second.caseId]);
    expect(compared.fields).toEqual(
      expect.arrayContaining([
        { field: 'names', first: ['Tesfay Haile Gebremedhin'], second: ['ሃይለ ገብረ መድህን Tesfai'], mark: 'same' },
        { field: 'birth', first: ['1984-03-17'], second: ['1984-01-01'], mark: 'close' },
        { field: 'birthPlace', first: ['Keren'], second: ['Keren'], mark: 'same' },
      ]),
    );
    expect(JSON.stringify(found)).not.toContain('Tesfa');
  });

  it('leaves an entry in the read log of both when they are compared', async () => {
    const { caseId } = await receiveRrf(app, couple('Bilal', ['SYN-1-00000111', 'SYN-1-00000112']));
    const again = await receiveRrf(app, couple('Bilal', ['SYN-2-00000911', 'SYN-2-00000912']));
    const [pair] = await suspicionsOf(again.caseId);
    await app.as('case_officer').get(`/duplicate-suspicions/${pair.id}`).expect(200);
    const read = await app.dataSource.query<{ case_id: string }[]>(
      `SELECT case_id FROM audit_entries WHERE action = 'person.read' AND case_id IN ('${caseId}', '${again.caseId}')`,
    );
    expect(read.map(({ case_id }) => case_id).sort()).toEqual([caseId, again.caseId].sort());
  });

  it('with a number of another on the road is not referred before somebody has judged', async () => {
    const first = await receiveRrf(app, couple('Innocent', ['SYN-1-00000121', 'SYN-1-00000122']));
    const again = await receiveRrf(app, couple('Innocent', ['syn 1 OOOOOI21', 'SYN-2-00000922']));
    const pair = (await suspicionsOf(again.caseId)).find(({ strength }: Body) => strength === 'exact')!;
    expect((await refer(again.caseId)).body.unmet).toEqual([
      expect.objectContaining({ code: 'duplicateSuspected', personId: pair.secondPersonId }),
    ]);
    expect((await refer(first.caseId)).body.unmet[0]).toMatchObject({ code: 'duplicateSuspected' });
    const actions = (await app.as('case_officer').get(`/cases/${again.caseId}/next-actions`).expect(200)).body;
    expect(JSON.stringify(actions.persons[0].blocked)).toContain('duplicateSuspected');

    await judge(pair, 'different_persons').expect(200);
    expect((await refer(again.caseId)).status).toBe(200);
  });

  it('stays in one case on the road, and both histories stay readable', async () => {
    const first = await receiveRrf(app, couple('Warsame', ['SYN-1-00000131', 'SYN-1-00000132']));
    const again = await receiveRrf(app, couple('Warsame', ['SYN-2-00000931', 'SYN-2-00000932']));
    for (const pair of await suspicionsOf(again.caseId)) await judge(pair, 'same_person').expect(200);
    expect((await refer(again.caseId)).body.unmet.map(({ code }: Body) => code)).toEqual([
      'duplicatePerson',
      'duplicatePerson',
    ]);
    expect((await refer(first.caseId)).status).toBe(200);
    await app
      .as('case_officer')
      .post(
        `/cases/${again.caseId}/actions/withdraw`,
        { reasonCode: 'error', reason: 'The same family as in the other case.' },
        { ifMatch: 1 },
      )
      .expect(200);
    const left = await theCase(app, again.caseId);
    expect(left.persons.map(({ status }: Body) => status)).toEqual(['withdrawn', 'withdrawn']);
    const told = (await app.as('case_officer').get(`/cases/${again.caseId}/timeline`).expect(200)).body.items;
    expect(told.map(({ action }: Body) => action)).toEqual(
      expect.arrayContaining(['submission.receive', 'person.judge_duplicate', 'person.withdraw']),
    );
  });

  it('is judged once; a new verdict needs a reason and takes the place of the old one, which stays', async () => {
    await receiveRrf(app, couple('Najibullah', ['SYN-1-00000141', 'SYN-1-00000142']));
    const again = await receiveRrf(app, couple('Najibullah', ['SYN-2-00000941', 'SYN-2-00000942']));
    const [pair] = await suspicionsOf(again.caseId);
    await judge(pair, 'different_persons', 'auditor').expect(403);
    await judge({ ...pair, version: 7 }, 'different_persons').expect(412);
    const judged = (await judge(pair, 'different_persons').expect(200)).body;
    expect((await judge(judged, 'different_persons').expect(422)).body.unmet[0].code).toBe('judgedAlready');
    const undone = (await judge(judged, 'same_person').expect(200)).body;
    expect(undone).toMatchObject({ verdict: 'same_person', version: 3, judgedBy: expect.any(String) });
    const { verdicts } = (await app.as('case_officer').get(`/duplicate-suspicions/${pair.id}`).expect(200)).body;
    expect(verdicts.map(({ verdict }: Body) => verdict)).toEqual(['different_persons', 'same_person']);
    expect(await suspicionsOf(again.caseId)).toHaveLength(1);
    expect(await suspicionsOf(again.caseId, 'judged')).toHaveLength(1);
  });

  it('is never asked about twice: a newer form of the case raises no judged pair again', async () => {
    await receiveRrf(app, couple('Getachew', ['SYN-1-00000151', 'SYN-1-00000152']));
    const unsigned = couple('Getachew', ['SYN-2-00000951', 'SYN-2-00000952'], { signedOn: null, consentOn: null });
    const again = await receiveRrf(app, unsigned);
    for (const pair of await suspicionsOf(again.caseId)) await judge(pair, 'different_persons').expect(200);
    const persons = unsigned.persons.map((person) => ({ ...person, signedOn: '2025-01-03', consentOn: '2025-01-03' }));
    const { version } = await theCase(app, again.caseId);
    await app
      .as('case_officer')
      .post(
        `/cases/${again.caseId}/actions/resubmit`,
        { ...unsigned, persons, rrfDate: '2025-01-03', submittedOn: '2025-01-04' },
        { ifMatch: version },
      )
      .expect(200);
    expect(await suspicionsOf(again.caseId)).toEqual([]);
  });

  it('is found by an import as well', async () => {
    await receiveRrf(app, couple('Olivier', ['SYN-1-00000161', 'SYN-1-00000162']));
    const line = JSON.stringify(couple('Olivier', ['SYN-2-00000961', 'SYN-2-00000962']));
    const { id } = (
      await app.as('case_officer').post('/imports', line, { contentType: 'application/x-ndjson' }).expect(202)
    ).body;
    let report: Body;
    do {
      await new Promise((later) => setTimeout(later, 20));
      report = (await app.as('case_officer').get(`/imports/${id}`).expect(200)).body;
    } while (report.done < 1);
    expect(await suspicionsOf(report.lines[0].caseId)).toHaveLength(2);
  });
});
