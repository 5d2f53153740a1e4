import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CasesService } from '../../../src/cases/index.js';
import { SubmissionsService, type Rrf } from '../../../src/submissions/index.js';
import { actOn, asked } from '../../factories/cases.js';
import { granted, readyToGrant } from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
});
afterAll(() => app.close());

/** What a mission or a tribunal sends: nothing that only a form of UNHCR has. */
const bare = (source: 'embassy' | 'witness', rest: Partial<Rrf> = {}): Rrf =>
  anRrf({
    source,
    sendingAuthority: source === 'embassy' ? 'Embassy of Sweden, Nairobi' : 'International Criminal Court',
    ...{
      unhcrCaseNumber: null,
      primaryCategory: null,
      secondaryCategory: null,
      durableSolutions: null,
      unhcrOffice: null,
    },
    persons: [anRrfPerson({ registeredOn: null, refugeeStatusBasis: null, signedOn: null })],
    ...rest,
  });

describe('edge case 23: embassy and witness cases have no RRF', () => {
  it.each([
    ['embassy', 'mission_proposal'],
    ['witness', 'witness_request'],
  ] as const)(
    'a case of the source %s is registered without categories, UNHCR number or signatures',
    async (source, kind) => {
      const { caseId, missing } = await receiveRrf(app, bare(source));
      expect(missing).toEqual([]);
      expect(await theCase(app, caseId)).toMatchObject({
        source,
        intake: 'registered',
        primaryCategory: null,
        unhcrCaseNumber: null,
      });
      const { items } = (await app.as('case_officer').get(`/cases/${caseId}/diary`).expect(200)).body;
      expect(items.map((paper: { kind: string }) => paper.kind)).toEqual([kind]);
    },
  );

  it('asks each source for its own: the list of requirements says which', async () => {
    const codes = async (source: string): Promise<string[]> =>
      (await app.as('municipality').get(`/rrf-requirements?source=${source}`).expect(200)).body.items.map(
        ({ code }: { code: string }) => code,
      );
    expect(await codes('witness')).toEqual([
      'sendingAuthorityMissing',
      'priorityJustificationMissing',
      'nationalityMissing',
      'bestInterestsMissing',
      'consentMissing',
    ]);
    expect((await codes('embassy')).filter((code) => code === 'needForResettlementMissing')).toHaveLength(1);
    expect((await codes('unhcr')).length).toBe(14);
    expect((await app.as('auditor').get('/rrf-requirements?on=2006-03-30').expect(200)).body.items).toEqual([]);
    const { caseId } = await receiveRrf(app, bare('witness', { sendingAuthority: null, submittingOfficer: null }));
    const { body } = await app.as('case_officer').get(`/cases/${caseId}/completeness`).expect(200);
    expect(body.missing.map(({ code }: { code: string }) => code)).toEqual(['sendingAuthorityMissing']);
  });

  it('lets permits read the source: that of a witness is temporary', async () => {
    const { caseId } = await receiveRrf(app, bare('witness'));
    const found = await asked(app, (tx) => app.server.get(CasesService).get(tx, caseId));
    expect(found.source).toBe('witness');
  });
});

describe('edge case 21: several spouses', () => {
  it('stand in cases of their own that are linked and travel together', async () => {
    const husband = anRrf({ persons: [anRrfPerson({ sex: 'male' }), anRrfPerson({ relationToPrincipal: 'spouse' })] });
    await receiveRrf(app, husband);
    const linkedCases = [
      { unhcrCaseNumber: husband.unhcrCaseNumber!, relation: 'polygamous_marriage' as const, travelTogether: true },
    ];
    const { caseId, complete } = await receiveRrf(app, anRrf({ persons: [anRrfPerson()], linkedCases }));
    expect(complete).toBe(true);
    expect(await asked(app, (tx) => app.server.get(SubmissionsService).linkedCases(tx, caseId))).toEqual(linkedCases);
  });
});

describe('what was decided on', () => {
  const decisions = async (caseId: string) =>
    (await app.as('case_officer').get(`/cases/${caseId}/decisions`).expect(200)).body.decisions;

  it('shows the version of the RRF that stood when it was decided, also when a newer one has come', async () => {
    const rrf = anRrf();
    const { id } = await readyToGrant(app, rrf);
    const newer = { ...rrf, rrfDate: '2024-11-12', unhcrOffice: 'UNHCR Mbarara' };
    expect((await actOn(app, 'case_officer', id, 'update-rrf', newer)).status).toBe(200);
    expect((await actOn(app, 'decision_maker', id, 'grant')).status).toBe(200);
    await actOn(app, 'case_officer', id, 'update-rrf', {
      ...newer,
      rrfDate: '2024-11-13',
      unhcrOffice: 'UNHCR Kampala',
    });
    expect((await decisions(id)).map((one: { rrfVersion: number }) => one.rrfVersion)).toEqual([2, 2, 2]);
    const { body } = await app.as('case_officer').get(`/cases/${id}/rrf/versions/2`).expect(200);
    expect(body.rrf.unhcrOffice).toBe('UNHCR Mbarara');
  });

  it('is the first version when none has followed', async () => {
    const { id } = await granted(app, anRrf({ persons: [anRrfPerson()] }));
    expect((await decisions(id)).map((one: { rrfVersion: number }) => one.rrfVersion)).toEqual([1]);
  });
});
