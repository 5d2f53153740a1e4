import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { counted, receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
});
afterAll(() => app.close());

const send = (body: unknown, key?: string) => app.as('case_officer').post('/submissions', body, key ? { key } : {});

describe('receive a submission', () => {
  it('makes a complete RRF a registered case under a diary number, with its persons listed in order', async () => {
    const rrf = anRrf();
    const received = await receiveRrf(app, rrf);
    expect(received).toMatchObject({
      complete: true,
      missing: [],
      intake: 'registered',
      registeredOn: '2025-01-07',
      rrfVersion: 1,
    });
    expect(received.diaryNumber).toMatch(/^VID-2025-\d{5}$/);
    expect(received.documentNumber).toBe(`${received.diaryNumber}:1`);

    const made = await theCase(app, received.caseId);
    expect(made).toMatchObject({
      status: 'registered',
      source: 'unhcr',
      unhcrCaseNumber: rrf.unhcrCaseNumber,
      priority: 'normal',
      primaryCategory: 'LPN',
      secondaryCategory: 'LAS',
      countryOfAsylum: 'UG',
      caseSize: 3,
      receivedOn: '2025-01-07',
    });
    expect(
      made.persons.map((person: Rrf['persons'][number] & { status: string }) => [
        person.individualNumber,
        person.relationToPrincipal,
        person.status,
      ]),
    ).toEqual(rrf.persons.map((person) => [person.individualNumber, person.relationToPrincipal, 'listed']));
  });

  it('keeps the RRF as it came, names in every script, and gives it back the same', async () => {
    const rrf = anRrf({
      persons: [
        anRrfPerson({ familyName: 'إسحاق', givenNames: 'يوسف', otherNames: ['Yousif Ishaq', 'ዮሴፍ'] }),
        anRrfChild({ familyName: 'ገብረመድህን', givenNames: 'ሰላም', otherNames: ["N'Zé-Åström"] }),
      ],
      relativesInSweden: [{ name: 'Neema', relation: 'aunt', municipalityCode: '0180' }],
    });
    const { submissionId } = await receiveRrf(app, rrf);
    const { body } = await app.as('decision_maker').get(`/submissions/${submissionId}`).expect(200);
    expect(JSON.parse(JSON.stringify(body.rrf))).toEqual(JSON.parse(JSON.stringify(rrf)));
  });

  it('leaves an incomplete RRF received, says what is missing, and starts no clock', async () => {
    const rrf = anRrf({ persons: [anRrfPerson(), anRrfPerson({ relationToPrincipal: 'spouse', signedOn: null })] });
    const received = await receiveRrf(app, rrf);
    expect(received).toMatchObject({
      complete: false,
      intake: 'received',
      registeredOn: null,
      missing: [{ code: 'adultSignatureMissing', pointers: ['/persons/1/signedOn'] }],
    });
    expect(await theCase(app, received.caseId)).toMatchObject({ status: 'received', registeredOn: null });
  });

  it('takes an embassy’s proposal and a tribunal’s witness without a UNHCR number', async () => {
    for (const source of ['embassy', 'witness'] as const) {
      const { caseId, intake } = await receiveRrf(
        app,
        anRrf({ source, unhcrCaseNumber: null, secondaryCategory: null }),
      );
      expect(intake).toBe('registered');
      expect(await theCase(app, caseId)).toMatchObject({ source, unhcrCaseNumber: null });
    }
  });

  const sound = anRrf();
  const [first, second, child] = sound.persons;
  it.each<[string, unknown, string, string]>([
    ['a case size that differs from the persons listed', { ...sound, caseSize: 4 }, '/caseSize', 'caseSizeMismatch'],
    [
      'a birth date in the future',
      { ...sound, persons: [first, second, { ...child, birthDate: '2025-01-08' }] },
      '/persons/2/birthDate',
      'birthDateInFuture',
    ],
    ['an unknown country', { ...sound, countryOfAsylum: 'XX' }, '/countryOfAsylum', 'unknownCountry'],
    [
      'an unknown nationality',
      { ...sound, persons: [{ ...first, nationality: 'ZZ' }, second, child] },
      '/persons/0/nationality',
      'unknownCountry',
    ],
    [
      'primary and secondary category the same',
      { ...sound, secondaryCategory: 'LPN' },
      '/secondaryCategory',
      'categoriesEqual',
    ],
    [
      'an individual number twice',
      { ...sound, persons: [first, second, { ...child, individualNumber: first!.individualNumber }] },
      '/persons/2/individualNumber',
      'individualNumberRepeated',
    ],
    [
      'two principal applicants',
      { ...sound, persons: [first, { ...second, relationToPrincipal: 'principal_applicant' }, child] },
      '/persons',
      'principalApplicantCount',
    ],
    ['a day that does not exist', { ...sound, submittedOn: '2024-02-30' }, '/submittedOn', 'date'],
    ['an unknown field', { ...sound, ethnicity: 'x' }, '/ethnicity', 'unknownField'],
    [
      'an unknown field of a person',
      { ...sound, persons: [first, { ...second, politics: 'x' }, child] },
      '/persons/1/politics',
      'unknownField',
    ],
    ['__proto__', JSON.stringify(sound).replace('{', '{"__proto__":{"admin":true},'), '/__proto__', 'unknownField'],
    [
      '__proto__ in a person',
      JSON.stringify(sound).replace('"individualNumber"', '"__proto__":{},"individualNumber"'),
      '/__proto__',
      'unknownField',
    ],
    ['malformed JSON', JSON.stringify(sound).slice(0, -2), '', 'malformedJson'],
  ])('refuses %s, names the field and keeps nothing', async (_, body, pointer, code) => {
    const before = await counted(app);
    const { body: problem, headers } = await send(body).expect(400);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(problem.code).toBe('invalidInput');
    expect(problem.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code])).toEqual([
      [pointer, code],
    ]);
    expect(await counted(app)).toEqual(before);
  });

  it.each([
    ['a list', '[]'],
    ['a list of RRFs', JSON.stringify([anRrf()])],
    ['nothing', undefined],
    ['a number', '7'],
  ])('refuses %s instead of an RRF', async (_, body) => {
    const before = await counted(app);
    await send(body).expect(400);
    expect(await counted(app)).toEqual(before);
  });

  it('names all wrong fields at once', async () => {
    const { body } = await send({ ...sound, caseSize: 4, countryOfAsylum: 'XX', secondaryCategory: 'LPN' }).expect(400);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/caseSize',
      '/secondaryCategory',
      '/countryOfAsylum',
    ]);
  });

  it('refuses the same RRF twice, also when it says something else, and names the case it became', async () => {
    const rrf = anRrf();
    const { diaryNumber } = await receiveRrf(app, rrf);
    const before = await counted(app);
    for (const again of [rrf, { ...rrf, priority: 'urgent', priorityJustification: 'It is worse now.' }]) {
      const { body } = await send(again).expect(422);
      expect(body.unmet).toEqual([
        expect.objectContaining({ code: 'rrfAlreadyReceived', detail: expect.stringContaining(diaryNumber) }),
      ]);
    }
    expect(await counted(app)).toEqual(before);
  });

  it('makes one case of the same RRF sent by two officials at once', async () => {
    const rrf = anRrf();
    const before = await counted(app);
    const replies = await Promise.all([send(rrf), app.as('coordinator').post('/submissions', rrf)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422]);
    const winner = replies.find(({ status }) => status === 201)!.body;
    expect(replies.find(({ status }) => status === 422)!.body.unmet).toEqual([
      expect.objectContaining({ code: 'rrfAlreadyReceived', detail: expect.stringContaining(winner.diaryNumber) }),
    ]);
    expect((await counted(app)).cases).toBe(before.cases! + 1);
  });

  it('refuses a person who stands in another active case', async () => {
    const rrf = anRrf();
    await receiveRrf(app, rrf);
    const before = await counted(app);
    const { body } = await send(anRrf({ persons: [rrf.persons[0]!] })).expect(422);
    expect(body.unmet.map((condition: { code: string }) => condition.code)).toEqual(['personInAnotherCase']);
    expect(await counted(app)).toEqual(before);
  });

  it('answers a repeated Idempotency-Key with the same case, and refuses it for another RRF', async () => {
    const rrf = anRrf();
    const first = await send(rrf, 'received-once').expect(201);
    const again = await send(rrf, 'received-once').expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await send(anRrf(), 'received-once').expect(422)).body.code).toBe('keyReused');
  });

  it('leaves an audit entry for the case, each person and the submission', async () => {
    const { caseId } = await receiveRrf(app, anRrf());
    const entries = await app.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entries WHERE case_id = '${caseId}' ORDER BY position`,
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'case.create',
      'person.list',
      'person.list',
      'person.list',
      'submission.receive',
    ]);
  });

  it('is for coordinators and case officers only', async () => {
    const allowed: readonly Role[] = PERMISSIONS['submission.receive'].roles;
    for (const role of ROLES.filter((one) => !allowed.includes(one))) {
      const { body } = await app.as(role).post('/submissions', {}).expect(403);
      expect(body.permission).toBe('submission.receive');
    }
    await app.nobody.post('/submissions', {}).expect(401);
  });
});
