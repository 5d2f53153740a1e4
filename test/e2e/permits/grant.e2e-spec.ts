import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn } from '../../factories/cases.js';
import {
  actAs,
  decisionsOf,
  entriesOf,
  granted,
  placesOf,
  readyToGrant,
  rolesWithout,
  rowsOf,
  statusesOf,
} from '../../factories/decisions.js';
import { openPeriod, type MadePeriod } from '../../factories/quotas.js';
import { anRrf } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let period: MadePeriod;
beforeAll(async () => {
  app = await startApp();
  period = await openPeriod(app, {
    subQuotas: [
      { name: 'Uganda', places: 800, countriesOfAsylum: ['UG'] },
      { name: 'Rwanda', places: 2, countriesOfAsylum: ['RW'] },
    ],
  });
});
afterAll(() => app.close());

const grant = (caseId: string, body: object = {}) => actOn(app, 'decision_maker', caseId, 'grant', body);
const places = (name = 'Uganda') => placesOf(app, period.id, period.subQuotaId(name));

describe('grant', () => {
  it('gives each person a permit by the rule of the day, and takes a place for each', async () => {
    const before = await places();
    const found = await readyToGrant(app);
    const { status, body, etag } = await grant(found.id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'decided', version: found.version + 1 });
    expect(etag).toBe(`"${found.version + 1}"`);
    expect(statusesOf(body)).toEqual(['granted', 'granted', 'granted']);
    const { permits } = await decisionsOf(app, found);
    expect(permits).toHaveLength(3);
    for (const permit of permits)
      expect(permit).toMatchObject({
        protectionCategory: 'refugee',
        permitType: 'permanent',
        months: null,
        validFrom: '2025-01-07',
        validUntil: null,
        legalBasis: 'Aliens Act (2005:716), ch. 5 s. 2 (2021:765)',
        ruleCode: 'permit-2021',
        inForce: true,
      });
    expect(await places()).toEqual({ ...before, available: before.available! - 3, reserved: before.reserved! + 3 });
  });

  it('makes each decision a document with a diary number, with both signatures and the reasons', async () => {
    const found = await granted(app);
    const { decisions, proposals } = await decisionsOf(app, found);
    const papers = (await app.as('case_officer').get(`/cases/${found.id}/diary`)).body.items.filter(
      (paper: { kind: string }) => paper.kind === 'decision',
    );
    expect(decisions.map((one: { diaryNumber: string }) => one.diaryNumber)).toEqual(
      papers.map((paper: { diaryNumber: string }) => paper.diaryNumber),
    );
    expect(papers[0]).toMatchObject({
      direction: 'outgoing',
      diaryNumber: expect.stringMatching(new RegExp(`^${found.diaryNumber}:\\d+$`)),
    });
    expect(decisions[0]).toMatchObject({
      outcome: 'granted',
      reasons: 'Reasons to grant.',
      proposedByName: 'Case officer',
      decidedByName: 'Decision maker',
      decidedOn: '2025-01-07',
    });
    expect(proposals.every((one: { standing: string }) => one.standing === 'decided')).toBe(true);
  });

  it('leaves one entry a person, in the same transaction, that points to the decisions', async () => {
    const found = await granted(app);
    const { decisions } = await decisionsOf(app, found);
    const entries = await entriesOf(app, found.id, 'person.grant');
    expect(entries.map(({ subjectId }) => subjectId)).toEqual(found.persons.map(({ id }) => id));
    expect(entries[0]).toMatchObject({
      actorName: 'Decision maker',
      payload: { from: 'under_examination', to: 'granted', occurredOn: '2025-01-07' },
    });
    expect(entries[0]!.payload!.decisions).toEqual(
      decisions.map(({ id, personId, diaryNumber }: Record<string, string>) => ({
        personId,
        decisionId: id,
        diaryNumber,
      })),
    );
  });

  it('can grant some of those proposed, and the rest later', async () => {
    const found = await readyToGrant(app);
    const first = await grant(found.id, { personIds: [found.persons[0]!.id] });
    expect(statusesOf(first.body)).toEqual(['granted', 'under_examination', 'under_examination']);
    const rest = await grant(found.id, { personIds: found.persons.slice(1).map(({ id }) => id) });
    expect(statusesOf(rest.body)).toEqual(['granted', 'granted', 'granted']);
  });
});

describe('beyond the places', () => {
  const overrunReason = 'The Director-General decided so on 7 January.';

  it('grants nobody without the permission for it', async () => {
    const found = await readyToGrant(app, anRrf({ countryOfAsylum: 'RW' }));
    const { status, body } = await grant(found.id, { overrunReason });
    expect([status, body.permission]).toEqual([403, 'quota.overrun']);
  });

  it('grants with the permission and a reason, which shows for ever', async () => {
    const found = await readyToGrant(app, anRrf({ countryOfAsylum: 'RW' }));
    const both = await app.newOfficial({ roles: ['coordinator', 'decision_maker'] });
    expect((await actAs(app, both, found.id, 'grant')).status).toBe(422);
    const { status } = await actAs(app, both, found.id, 'grant', { overrunReason });
    expect(status).toBe(200);
    expect(await places('Rwanda')).toEqual({ available: 0, reserved: 3, used: 0 });
    expect((await entriesOf(app, found.id, 'person.grant'))[0]).toMatchObject({ reason: overrunReason });
    expect(await entriesOf(app, found.id, 'quota.overrun')).toMatchObject([{ reason: overrunReason }]);
  });
});

describe('granting', () => {
  it.each(rolesWithout('person.grant'))('is not for %s', async (role) => {
    await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/grant', {}).expect(403);
  });

  it('is kept to one permit in force a person by the database itself', async () => {
    const found = await granted(app);
    const [row] = await rowsOf(app, 'permits', found.id);
    const again = `INSERT INTO permits (id, case_id, person_id, decision_id, protection_category, permit_type, valid_from, legal_basis, rule_code)
      VALUES ('0195d3c0-0000-7000-8000-00000000000b', '${found.id}', '${row.person_id}', '${row.decision_id}', 'refugee', 'permanent', '2025-01-07', 'x', 'permit-2021')`;
    await expect(app.dataSource.query(again)).rejects.toThrow(/unique/i);
  });
});
