import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registered } from '../../factories/cases.js';
import { aPdf, fileDocument, startWithDocuments } from '../../factories/documents.js';
import { theCase } from '../../factories/submissions.js';
import type { TestApp } from '../../support/app.js';
import { done } from '../../support/replies.js';
import { change, merge } from '../family/families.js';

let app: TestApp;
beforeAll(async () => {
  ({ app } = await startWithDocuments());
});
afterAll(() => app.close());

interface Filed {
  id: string;
  caseId: string;
  diaryNumber: string;
  withheld: boolean;
}
const filed = async (caseId: string, personId?: string): Promise<Filed> =>
  (await fileDocument(app, caseId, { fields: { personId } }).expect(201)).body;
const listed = async (caseId: string, query = '') =>
  (await app.as('case_officer').get(`/cases/${caseId}/documents${query}`).expect(200)).body.items as Filed[];
const idsOf = (documents: readonly Filed[]): string[] => documents.map(({ id }) => id);

// domain.md (e) 5: split and merge must keep the person's history.
describe('the documents of a person who goes on in another case', () => {
  it('are reached from there after a split, about the person and about nobody singly, and stay filed where they were', async () => {
    const before = await registered(app);
    const [principal, spouse] = before.persons;
    const [ofFamily, ofPrincipal, ofSpouse] = [
      await filed(before.id),
      await filed(before.id, principal!.id),
      await filed(before.id, spouse!.id),
    ];
    const { otherCaseId } = await change(app, before.id, 'split', { personIds: [spouse!.id] });
    app.clock.set('2025-01-07T14:00:00.000Z');
    const later = await filed(before.id);
    expect(idsOf(await listed(before.id))).toEqual(idsOf([ofFamily, ofPrincipal, ofSpouse, later]));
    expect(await listed(otherCaseId)).toMatchObject(
      [ofFamily, ofSpouse].map(({ id, diaryNumber }) => ({ id, diaryNumber, caseId: before.id })),
    );
    expect(idsOf(await listed(otherCaseId, `?personId=${spouse!.id}`))).toEqual([ofSpouse.id]);
    expect(await listed(otherCaseId, `?personId=${principal!.id}`)).toEqual([]);
  });

  it('are reached after a merge, and by way of every case in which the person was', async () => {
    const [before, into] = [await registered(app), await registered(app)];
    const [, spouse] = before.persons;
    const first = await filed(before.id, spouse!.id);
    const { otherCaseId } = await change(app, before.id, 'split', { personIds: [spouse!.id] });
    const second = await filed(otherCaseId, spouse!.id);
    const own = await filed(into.id);
    done(await merge(app, into.id, await theCase(app, otherCaseId)));
    expect(idsOf(await listed(into.id))).toEqual(idsOf([first, second, own]));
    const content = await app.as('case_officer').get(`/documents/${first.id}/content`).expect(200);
    expect(content.headers.get('content-length')).toBe(String(aPdf().length));
  });

  it('of restricted ones tell no more there than they did before', async () => {
    const before = await registered(app);
    const [, spouse] = before.persons;
    const { body: form } = await fileDocument(app, before.id, {
      fields: { kind: 'medical_form', title: 'Form', personId: spouse!.id },
    }).expect(201);
    const { otherCaseId } = await change(app, before.id, 'split', { personIds: [spouse!.id] });
    const [seen] = await listed(otherCaseId);
    const { body } = await app.as('coordinator').get(`/cases/${otherCaseId}/documents`).expect(200);
    expect(seen).toMatchObject({ id: form.id, withheld: false });
    expect(body.items).toMatchObject([{ id: form.id, withheld: true, kind: null, personId: null, versions: [] }]);
  });
});
