import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { actOn } from '../../factories/cases.js';
import { granted } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { STANDING } from '../../factories/standing.js';
import { registered } from '../../factories/cases.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { heldBy } from '../closures/what-is-held.js';
import { change, codesOf, previewOf, standing, tryTo } from './families.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  await openPeriod(app, { year: 2025, subQuotas: [{ name: 'Any', places: 60 }] });
});
afterAll(() => app.close());

const nextFor = async (caseId: string) => {
  const { body } = await app.as('case_officer').get(`/cases/${caseId}/next-actions`).expect(200);
  const own = body.notes.filter(({ code }: { code: string }) => code.startsWith('principal'));
  return { ...body, notes: own };
};
const relationsOf = ({ persons }: CaseResponse): string[] =>
  persons.map(({ relationToPrincipal }) => relationToPrincipal);
const withParent = () =>
  anRrf({
    persons: [
      anRrfPerson(),
      anRrfPerson({ givenNames: 'Patrice', sex: 'male', relationToPrincipal: 'spouse' }),
      anRrfChild(),
      anRrfPerson({ givenNames: 'Rose', birthDate: '1955-01-01', relationToPrincipal: 'parent' }),
    ],
  });

describe('choose_principal', () => {
  it('edge case 3: after the death of the principal applicant the relations are rebuilt around a new one; nobody’s state or place changes', async () => {
    const family = await granted(app, withParent());
    const [principal, spouse, child, parent] = family.persons;
    done(
      await actOn(app, 'case_officer', family.id, 'record-death', {
        personIds: [principal!.id],
        diedOn: '2025-02-02',
        reason: 'Told by UNHCR.',
      }),
    );
    const next = await nextFor(family.id);
    expect(next.notes).toMatchObject([{ code: 'principalApplicantMissing' }]);
    expect(next.primary).toEqual({ verb: 'choose_principal', personIds: [] });
    const before = await theCase(app, family.id);
    const held = await Promise.all([spouse, child, parent].map((one) => heldBy(app, one!.id)));

    const { body: preview } = await previewOf(app, family.id, 'choose-principal', {});
    expect(preview.unmet).toEqual([]);
    expect(codesOf(preview)).toEqual([
      'principalChosen',
      'relationChanges',
      'relationChanges',
      'custodyToCheck',
      'statesStay',
    ]);
    expect(preview.effects[0].personId).toBe(spouse!.id);

    const after = await change(app, family.id, 'choose-principal', {});
    expect(relationsOf(after)).toEqual(['spouse', 'principal_applicant', 'son', 'other_relative']);
    expect(standing(after)).toEqual(standing(before));
    expect(await Promise.all([spouse, child, parent].map((one) => heldBy(app, one!.id)))).toEqual(held);
    expect((await nextFor(family.id)).notes).toEqual([]);
  });

  it('does not bar decisions on the others meanwhile: each is decided on singly', async () => {
    const family = await STANDING.cleared(app);
    done(
      await actOn(app, 'case_officer', family.id, 'record-death', {
        personIds: [family.persons[0]!.id],
        diedOn: '2025-02-03',
      }),
    );
    done(await actOn(app, 'case_officer', family.id, 'choose-route', { route: 'dossier', reason: 'Little to ask.' }));
    const examine = { personIds: [family.persons[1]!.id] };
    expect((await actOn(app, 'case_officer', family.id, 'examine', examine)).status).toBe(200);
  });

  it('takes the one whom the official names, with the relations that cannot be derived', async () => {
    const family = await registered(
      app,
      anRrf({
        persons: [
          anRrfPerson(),
          anRrfPerson({ givenNames: 'Luc', birthDate: '2001-01-01', sex: 'male', relationToPrincipal: 'son' }),
          anRrfChild({ givenNames: 'Ana', relationToPrincipal: 'grandchild' }),
        ],
      }),
    );
    const [, son, grandchild] = family.persons;
    const refused = await tryTo(app, family.id, 'choose-principal', { principalId: son!.id });
    expect(refused.body.unmet).toMatchObject([{ code: 'relationUnknown', personId: grandchild!.id }]);
    const relations = [{ personId: grandchild!.id, relation: 'daughter' }];
    expect(relationsOf(await change(app, family.id, 'choose-principal', { principalId: son!.id, relations }))).toEqual([
      ...['parent', 'principal_applicant', 'daughter'],
    ]);
    expect(
      codesOf((await tryTo(app, family.id, 'choose-principal', { principalId: son!.id, relations })).body, 'unmet'),
    ).toContain('principalStands');
  });
});

describe('record_marriage', () => {
  it('edge case 21: neither a spouse under age nor a second one is recorded', async () => {
    const family = await registered(app, withParent());
    const [principal, spouse, child, parent] = family.persons;
    expect(
      codesOf((await tryTo(app, family.id, 'record-marriage', { personIds: [child!.id, parent!.id] })).body, 'unmet'),
    ).toContain('spouseUnderAge');
    await change(app, family.id, 'record-marriage', { personIds: [principal!.id, spouse!.id] }).catch(() => undefined);
    expect(
      codesOf(
        (await tryTo(app, family.id, 'record-marriage', { personIds: [principal!.id, parent!.id] })).body,
        'unmet',
      ),
    ).toContain('alreadyMarried');
  });

  it('a new name is a new identity: the clearance is not in force any more', async () => {
    const family = await registered(
      app,
      anRrf({
        persons: [
          anRrfPerson({ maritalStatus: 'single' }),
          anRrfPerson({
            givenNames: 'Jean',
            sex: 'male',
            relationToPrincipal: 'other_relative',
            maritalStatus: 'single',
          }),
        ],
      }),
    );
    const [principal, other] = family.persons;
    done(await actOn(app, 'case_officer', family.id, 'refer'));
    done(
      await actOn(app, 'security_liaison', family.id, 'record-statement', {
        personIds: [principal!.id, other!.id],
        outcome: 'no_objection',
        statedOn: '2025-02-03',
        reference: 'S-2025-0009',
      }),
    );
    done(await actOn(app, 'case_officer', family.id, 'choose-route', { route: 'dossier', reason: 'Little to ask.' }));
    const body = { personIds: [principal!.id, other!.id], newNames: [{ personId: other!.id, familyName: 'Okello' }] };
    const { body: preview } = await previewOf(app, family.id, 'record-marriage', body);
    expect(codesOf(preview)).toEqual([
      'maritalStatusChanges',
      'relationChanges',
      'clearanceFalls',
      'stateStays',
      'stateStays',
    ]);
    const after = await change(app, family.id, 'record-marriage', body);
    expect(after.persons[1]).toMatchObject({ familyName: 'Okello', relationToPrincipal: 'spouse', status: 'cleared' });
    expect((await actOn(app, 'case_officer', family.id, 'examine')).body.unmet).toMatchObject([
      { code: 'clearanceNotInForce', personId: other!.id },
    ]);
  });
});

describe('record_separation', () => {
  it('ends a couple, lets permits and places stay, and tells what is to be checked', async () => {
    const family = await granted(app);
    const [principal, spouse, child] = family.persons;
    const held = await Promise.all(family.persons.map(({ id }) => heldBy(app, id)));
    const body = { personIds: [principal!.id, spouse!.id] };
    const { body: preview } = await previewOf(app, family.id, 'record-separation', body);
    expect(codesOf(preview)).toEqual([
      'maritalStatusChanges',
      'relationChanges',
      'ownGrounds',
      'custodyToCheck',
      'stateStays',
      'stateStays',
      'maySplit',
    ]);
    const after = await change(app, family.id, 'record-separation', body);
    expect(relationsOf(after)).toEqual(['principal_applicant', 'other_relative', 'son']);
    expect(await Promise.all(family.persons.map(({ id }) => heldBy(app, id)))).toEqual(held);
    expect(
      codesOf(
        (await tryTo(app, family.id, 'record-separation', { personIds: [principal!.id, child!.id] })).body,
        'unmet',
      ),
    ).toContain('notMarried');
  });
});

describe('getFamily', () => {
  // domain.md (e) 17: children turn six between decision and travel; also fifteen and eighteen.
  it('edge case 17: tells who turns six, fifteen or eighteen within a year, from the clock alone', async () => {
    const family = await registered(
      app,
      anRrf({
        persons: [
          anRrfPerson(),
          anRrfChild({ givenNames: 'Six', birthDate: '2019-05-02', birthDatePrecision: 'day' }),
          anRrfChild({ givenNames: 'Fifteen', birthDate: '2010-03-04', birthDatePrecision: 'day' }),
          anRrfChild({ givenNames: 'Eighteen', birthDate: '2007-12-31', birthDatePrecision: 'day' }),
        ],
      }),
    );
    const ageing = async () =>
      (await app.as('travel_officer').get(`/cases/${family.id}/family`).expect(200)).body.ageing;
    expect((await ageing()).map(({ code, on }: { code: string; on: string }) => [code, on])).toEqual([
      ['exclusionOnTriggerFrom', '2025-03-04'],
      ['biometricsFrom', '2025-05-02'],
      ['exclusionFrom', '2025-12-31'],
      ['adultFrom', '2025-12-31'],
    ]);
    app.goTo('2025-06-02');
    expect((await ageing()).map(({ code }: { code: string }) => code)).toEqual(['exclusionFrom', 'adultFrom']);
  });
});
