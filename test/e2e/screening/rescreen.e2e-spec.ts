import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { ScreeningService } from '../../../src/screening/index.js';
import { actOn, asked, cleared, referred, registered, stated, walked } from '../../factories/cases.js';
import { theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { changes, everything } from '../../support/everything.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
});
afterAll(() => app.close());

const idsOf = ({ persons }: CaseResponse) => persons.map(({ id }) => id);
const asking = (of: CaseResponse) => ({ personIds: idsOf(of), reason: 'The interview gave another birth date.' });
const rescreen = (of: CaseResponse, role: Role = 'case_officer') => actOn(app, role, of.id, 'rescreen', asking(of));
const clearance = (of: CaseResponse) =>
  asked(app, async (tx) => {
    const found = await app.server.get(ScreeningService).clearance(tx, idsOf(of), app.clock.today());
    return idsOf(of).map((id) => found.get(id));
  });
const behindWall = async (of: CaseResponse) =>
  (await app.as('security_liaison').get(`/cases/${of.id}/screening`).expect(200)).body.items;

describe('a re-screening', () => {
  it.each<Role>(['case_officer', 'security_liaison'])('asked for by %s suspends the clearance', async (role) => {
    const theirs = await cleared(app);
    const { status, body } = await rescreen(theirs, role);
    expect(status).toBe(202);
    expect(body).toEqual({ accepted: true });
    expect(await clearance(theirs)).toEqual([false, false, false]);
    expect((await behindWall(theirs))[0]).toMatchObject({
      clearanceInForce: false,
      objectionInForce: false,
      rescreeningOpen: true,
      rescreenings: [{ openedOn: '2025-02-03', reason: 'The interview gave another birth date.' }],
    });
  });

  it('changes nothing outside the wall', async () => {
    const theirs = await cleared(app);
    await app.as('case_officer').get('/sessions/current').expect(200);
    const before = await everything(app.dataSource);
    await app
      .as('case_officer')
      .post(`/cases/${theirs.id}/actions/rescreen`, asking(theirs), { ifMatch: theirs.version })
      .expect(202);
    const changed = changes(before, await everything(app.dataSource));
    expect(Object.keys(changed).sort()).toEqual([
      'audit_entries',
      'audit_heads',
      'audit_payloads',
      'diary_counters',
      'idempotency_keys',
      'screening_records',
    ]);
    expect(changed.audit_heads!.map(({ chain }) => chain)).toEqual(['security']);
    expect(await theCase(app, theirs.id)).toEqual(theirs);
  });

  it('ends with a new statement without objection', async () => {
    const theirs = await cleared(app);
    await rescreen(theirs);
    await stated(app, theirs);
    expect(await clearance(theirs)).toEqual([true, true, true]);
    expect((await behindWall(theirs))[0]).toMatchObject({ rescreeningOpen: false });
  });

  it('stays open when the Security Service wants more time, and becomes a security case when it objects', async () => {
    const theirs = await cleared(app);
    await rescreen(theirs);
    await stated(app, theirs, { outcome: 'more_time' });
    expect((await behindWall(theirs))[0]).toMatchObject({ rescreeningOpen: true });
    await stated(app, theirs, { outcome: 'objection' });
    expect((await behindWall(theirs))[0]).toMatchObject({ objectionInForce: true });
    expect(await clearance(theirs)).toEqual([false, false, false]);
  });

  it('of persons whose first statement is awaited is answered alike and does not delay it', async () => {
    const theirs = await referred(app);
    expect(await rescreen(theirs)).toMatchObject({ status: 202, body: { accepted: true } });
    await stated(app, theirs);
    expect(await clearance(theirs)).toEqual([true, true, true]);
  });
});

describe('a changed identity', () => {
  const identityChanged = ({ id }: CaseResponse) =>
    app.dataSource.query(`UPDATE persons SET identity_version = identity_version + 1 WHERE case_id = '${id}'`);

  it('is not covered by the clearance given before', async () => {
    const theirs = await cleared(app);
    await identityChanged(theirs);
    expect(await clearance(theirs)).toEqual([false, false, false]);
    await stated(app, theirs);
    expect(await clearance(theirs)).toEqual([false, false, false]);
  });

  it('is cleared by the statement on a re-screening', async () => {
    const theirs = await cleared(app);
    await identityChanged(theirs);
    await rescreen(theirs);
    await stated(app, theirs);
    expect(await clearance(theirs)).toEqual([true, true, true]);
  });
});

describe('a re-screening is refused', () => {
  it('for those not referred yet and those who left the road: open facts both', async () => {
    const listed = await registered(app);
    const { status, body } = await rescreen(listed);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'transitionRefused', from: 'listed' });
    const gone = await walked(app, (await cleared(app)).id, ['withdraw']);
    expect((await rescreen(gone)).status).toBe(409);
  });

  it('without persons or a reason', async () => {
    const { id, version } = await cleared(app);
    const { body } = await app
      .as('case_officer')
      .post(`/cases/${id}/actions/rescreen`, {}, { ifMatch: version })
      .expect(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/personIds', '/reason']);
  });

  it.each(ROLES.filter((role) => !(PERMISSIONS['person.rescreen'].roles as readonly Role[]).includes(role)))(
    'to %s',
    async (role) => {
      await app.as(role).post('/cases/0195d3c0-0000-7000-8000-000000000000/actions/rescreen', {}).expect(403);
    },
  );
});
