import { describe, expect, it } from '@jest/globals';
import type { CaseResponse } from '../../../src/cases/index.js';
import { accepted, assign, numberOf } from '../../factories/assignments.js';
import { actOn, stated, versionOf } from '../../factories/cases.js';
import { granted, readyToGrant } from '../../factories/decisions.js';
import { booked } from '../../factories/journeys.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { theCase } from '../../factories/submissions.js';
import type { Client } from '../../support/client.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { anEnding } from './an-ending.js';
import { auditOf, everythingButReads, heldBy, NOTHING, placesLeft, type PersonResponse } from './what-is-held.js';

const REASONS = 'The stated identity belongs to another person.';

describe('withdraw_permit', () => {
  anEnding(
    {
      act: 'withdraw-permit',
      permission: 'person.withdraw_permit',
      by: 'decision_maker',
      to: 'permit_withdrawn',
      from: ['granted', 'assigned', 'accepted', 'travel_ready', 'booked', 'departed'],
      notFrom: ['listed', 'under_examination', 'arrived'],
      body: (persons) => ({ personIds: persons.map(({ id }) => id), reasonCode: 'false_information', reason: REASONS }),
      payload: { reasonCode: 'false_information' },
      dated: false,
    },
    (under) => {
      it('is a decision of its own for each person, under a diary number', async () => {
        const { app } = under;
        const found = await granted(app);
        await actOn(app, 'decision_maker', found.id, 'withdraw-permit', {
          reasonCode: 'special_reasons_before_entry',
          reason: 'A change before entry.',
        });
        const entry = (await auditOf(app, found.persons[1]!.id)).at(-1)!;
        expect(entry.reason).toBe('Special reasons, before entry. A change before entry.');
        expect(entry.payload!.decisions).toHaveLength(3);
        const [first] = entry.payload!.decisions as { personId: string; diaryNumber: string }[];
        const { body } = await app.as('case_officer').get(`/cases/${found.id}/diary`).expect(200);
        expect(body.items).toEqual(
          expect.arrayContaining([
            expect.objectContaining({
              diaryNumber: first!.diaryNumber,
              title: 'Decision to withdraw a residence permit',
            }),
          ]),
        );
        const ended = await app.dataSource.query<{ why: string }[]>(
          `SELECT ended_why AS why FROM permits WHERE person_id = '${found.persons[0]!.id}'`,
        );
        expect(ended).toEqual([{ why: 'withdrawn' }]);
      });

      it.each([
        ['no reasons', { reasonCode: 'false_information' }, '/reason', 'reasonMissing'],
        ['a reason of another verb', { reasonCode: 'error', reason: REASONS }, '/reasonCode', 'unknownReason'],
        [
          'a day: a decision is of today',
          { reasonCode: 'false_information', reason: REASONS, occurredOn: '2025-02-01' },
          '/occurredOn',
          'unknownField',
        ],
      ])('refuses %s', async (_, wanted, pointer, code) => {
        const found = await granted(under.app);
        const { status, body } = await actOn(under.app, 'decision_maker', found.id, 'withdraw-permit', wanted);
        expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ pointer, code }] });
      });

      // domain.md (e) 6: withdrawal after the grant, re-use of the place and of the municipal unit.
      it('edge case 6: the place goes to somebody else, and so does the room of the municipal number, as a replacement', async () => {
        const { app, period } = under;
        const alone = () => anRrf({ countryOfAsylum: 'TD', persons: [anRrfPerson()] });
        const first = await accepted(app, alone());
        const before = (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned;
        const second = await readyToGrant(app, alone());
        expect((await actOn(app, 'decision_maker', second.id, 'grant')).status).toBe(422);

        await actOn(app, 'decision_maker', first.id, 'withdraw-permit', {
          reasonCode: 'special_reasons_before_entry',
          reason: 'A change before entry.',
        });
        expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(before - 1);
        expect((await actOn(app, 'decision_maker', second.id, 'grant')).status).toBe(200);
        expect(await placesLeft(app, period.id, 'Chad')).toBe(0);
        expect((await assign(app, second, { replacesId: first.assignmentId })).status).toBe(200);
        expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(before);
        const { body: assignment } = await app
          .as('placement_officer')
          .get(`/assignments/${first.assignmentId}`)
          .expect(200);
        expect(assignment).toMatchObject({ status: 'ended', replaceable: 0 });
      });

      describe('by the security unit', () => {
        const second = async (): Promise<Client> =>
          (unit ??= await under.app.newOfficial({ roles: ['security_unit'], name: 'Second of the unit' }));
        let unit: Client | undefined;
        const objected = async (found: CaseResponse) =>
          stated(under.app, found, { personIds: [found.persons[0]!.id], outcome: 'objection' });
        const draft = (found: CaseResponse, outcome = 'permit_withdrawn', by = under.app.as('security_unit')) =>
          by
            .post(`/cases/${found.id}/security-case/drafts`, {
              personId: found.persons[0]!.id,
              proposal: { outcome, reasons: 'CANARY-7f3a: what the Service said.' },
            })
            .expect(202);
        const sign = async (found: CaseResponse, by: Client, more: object = {}) =>
          by.post(
            `/cases/${found.id}/actions/withdraw-permit`,
            { personIds: [found.persons[0]!.id], reasonCode: 'special_reasons_before_entry', ...more },
            { ifMatch: await versionOf(under.app, found.id) },
          );

        it('needs an objection in force, a draft to withdraw, and a second person: nothing is done before', async () => {
          const { app } = under;
          const found = await granted(app);
          const before = await everythingButReads(app);
          const codes = async (by: Client) =>
            (await sign(found, by)).body.unmet.map(({ code }: { code: string }) => code);
          expect(await codes(await second())).toEqual(['noObjection', 'draftIncomplete']);
          await objected(found);
          expect(await codes(await second())).toEqual(['draftIncomplete']);
          await draft(found, 'upheld');
          expect(await codes(await second())).toEqual(['draftIncomplete']);
          await draft(found);
          expect(await codes(app.as('security_unit'))).toEqual(['secondPersonNeeded']);
          expect(await everythingButReads(app)).toEqual(before);
        });

        it('withdraws with two signatures; the outcome is open, the ground is not', async () => {
          const { app } = under;
          const found = await booked(app);
          await objected(found);
          await draft(found);
          const { status, body } = await sign(found, await second());
          expect(status).toBe(200);
          expect(body.persons.map((person: PersonResponse) => person.status)).toEqual([
            'permit_withdrawn',
            'booked',
            'booked',
          ]);
          expect(await heldBy(app, found.persons[0]!.id)).toEqual(NOTHING);
          expect(JSON.stringify(await auditOf(app, found.persons[0]!.id))).not.toContain('CANARY');
          expect((await auditOf(app, found.persons[0]!.id)).at(-1)).toMatchObject({
            action: 'person.withdraw_permit',
            reason: 'Special reasons, before entry.',
          });
          const { body: screening } = await app.as('security_unit').get(`/cases/${found.id}/screening`).expect(200);
          expect(screening.items[0]).toMatchObject({ objectionInForce: false });
          expect(screening.items[0].decisions).toMatchObject([{ outcome: 'permit_withdrawn' }]);
        });

        it('keeps its reasons in the sealed file', async () => {
          const found = await granted(under.app);
          await objected(found);
          await draft(found);
          const { status, body } = await sign(found, await second(), { reason: 'What the Service said.' });
          expect({ status, errors: body.errors }).toMatchObject({
            status: 400,
            errors: [{ pointer: '/reason', code: 'reasonSealed' }],
          });
        });

        it('does not stand in the way of a decision maker, who learns nothing of it', async () => {
          const { app } = under;
          const [plain, walled] = [await granted(app), await granted(app)];
          await objected(walled);
          await draft(walled);
          const decide = (found: CaseResponse) =>
            actOn(app, 'decision_maker', found.id, 'withdraw-permit', {
              personIds: [found.persons[0]!.id],
              reasonCode: 'false_information',
              reason: REASONS,
            });
          const [one, other] = [await decide(plain), await decide(walled)];
          expect([one.status, other.status]).toEqual([200, 200]);
          expect((await theCase(app, walled.id)).version).toBe((await theCase(app, plain.id)).version);
        });
      });
    },
  );
});
