import { describe, expect, it } from '@jest/globals';
import { numberOf } from '../../factories/assignments.js';
import { actOn } from '../../factories/cases.js';
import { granted, readyToGrant } from '../../factories/decisions.js';
import { accepted } from '../../factories/assignments.js';
import { arrived } from '../../factories/journeys.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { anEnding } from './an-ending.js';
import { auditOf, heldBy, placesLeft, type PersonResponse } from './what-is-held.js';

describe('record_death', () => {
  anEnding(
    {
      act: 'record-death',
      permission: 'person.record_death',
      by: 'case_officer',
      to: 'deceased',
      from: ['in_screening', 'granted', 'accepted', 'departed'],
      notFrom: ['arrived'],
      body: (persons, diedOn = '2025-02-03', reason?) => ({ personIds: persons.map(({ id }) => id), diedOn, reason }),
      payload: {},
    },
    (under) => {
      const died = (caseId: string, persons: PersonResponse[], more: object = {}) =>
        actOn(under.app, 'case_officer', caseId, 'record-death', {
          personIds: persons.map(({ id }) => id),
          diedOn: '2025-02-03',
          ...more,
        });

      it('says that a new principal applicant must be chosen when the principal applicant died', async () => {
        const theCase = await granted(under.app);
        const [principal, spouse] = theCase.persons;
        const { body } = await died(theCase.id, [principal!]);
        expect(body.notices).toEqual([
          {
            code: 'principalApplicantDied',
            detail: expect.stringContaining('2 of the case go on'),
            personId: principal!.id,
          },
        ]);
        expect(body.persons.map((person: PersonResponse) => person.status)).toEqual(['deceased', 'granted', 'granted']);
        expect((await auditOf(under.app, principal!.id)).at(-1)?.payload).toMatchObject({
          principalApplicantId: principal!.id,
        });
        const { body: timeline } = await under.app
          .as('coordinator')
          .get(`/cases/${theCase.id}/timeline?limit=200`)
          .expect(200);
        const told = timeline.items.filter(({ action }: { action: string }) => action === 'person.record_death');
        expect(told).toMatchObject([
          { text: expect.stringContaining('This was the principal applicant'), personIds: [principal!.id] },
        ]);

        const { body: second } = await died(theCase.id, [spouse!]);
        expect(second.notices).toHaveLength(1);
      });

      it('says nothing of the kind when somebody else died', async () => {
        const theCase = await granted(under.app);
        const { body } = await died(theCase.id, [theCase.persons[1]!]);
        expect(body.notices).toEqual([]);
      });

      it('never takes the whole case for want of a name, nor a day to come', async () => {
        const theCase = await granted(under.app);
        expect((await died(theCase.id, [])).body).toMatchObject({ status: 400, errors: [{ pointer: '/personIds' }] });
        expect((await died(theCase.id, [theCase.persons[0]!], { diedOn: '2025-02-04' })).body).toMatchObject({
          status: 400,
          errors: [{ pointer: '/occurredOn', code: 'afterToday' }],
        });
      });

      // domain.md (e) 3: a death before departure frees a place; after arrival it does not; others of the case keep theirs.
      it('edge case 3: before arrival frees one place and one of the municipal number for somebody else; after arrival neither', async () => {
        const { app, period } = under;
        const theirs = await accepted(app, anRrf({ countryOfAsylum: 'RW' }));
        expect(await placesLeft(app, period.id, 'Rwanda')).toBe(0);
        const assignedBefore = (await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned;

        const waiting = await readyToGrant(app, anRrf({ countryOfAsylum: 'RW', persons: [anRrfPerson()] }));
        expect((await actOn(app, 'decision_maker', waiting.id, 'grant')).body.unmet).toMatchObject([
          { code: 'placesUsedUp' },
        ]);

        await died(theirs.id, [theirs.persons[2]!]);
        expect(await placesLeft(app, period.id, 'Rwanda')).toBe(1);
        expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(assignedBefore - 1);
        for (const { id } of theirs.persons.slice(0, 2))
          expect(await heldBy(app, id)).toMatchObject({
            place: 'reserved',
            permit: true,
            municipality: OWN_MUNICIPALITY,
          });
        expect((await actOn(app, 'decision_maker', waiting.id, 'grant')).status).toBe(200);
        expect(await placesLeft(app, period.id, 'Rwanda')).toBe(0);

        const there = await arrived(app);
        expect((await died(there.id, [there.persons[0]!])).body).toMatchObject({
          status: 409,
          code: 'transitionRefused',
        });
        expect(await heldBy(app, there.persons[0]!.id)).toMatchObject({ place: 'used', permit: true });
      });
    },
  );
});
