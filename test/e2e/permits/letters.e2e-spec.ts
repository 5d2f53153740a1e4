import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actOn } from '../../factories/cases.js';
import {
  assessed,
  codesOf,
  entriesOf,
  examined,
  propose,
  readyToGrant,
  rolesWithout,
  routed,
  underExamination,
} from '../../factories/decisions.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { pdfPages } from '../reports/open-report.js';

const PDF = 'application/pdf';
/** Given names and family name in Latin, Arabic, Amharic and Tigrinya. */
const NAMES = [
  ['Åsa Désirée', 'Žižek-Öberg'],
  ['محمد عبد الله', 'الأحمد'],
  ['ሰላም', 'ተስፋዬ'],
  ['ብርሃነ', 'ገብረኣብ'],
] as const;
const inWords = ([given, family]: readonly [string, string]): string => `${given} ${family}`;

/**
 * What pdf.js makes of a name: one glyph stands for lam with alef, and it tells the two letters of a glyph in the order of the page,
 * alef first. In the file itself they stand for each other in the order of the name.
 */
const asRead = (name: string): string => name.replace(/ل([اأإآ])/g, '$1ل');

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ today: '2026-06-01' });
  await openPeriod(app, { subQuotas: [{ name: 'Uganda', places: 60, countriesOfAsylum: ['UG'] }] });
});
afterAll(() => app.close());

type Letter = {
  id: string;
  kind: string;
  language: string;
  personId: string | null;
  templateId: string;
  diaryNumber: string;
  title: string;
  paragraphs: string[];
  rows: { name: string; outcome: string; remark: string; reasonCodes: string[]; diaryNumber: string | null }[];
};
const lettersOf = async (caseId: string): Promise<Letter[]> =>
  (await app.as('decision_maker').get(`/cases/${caseId}/decision-letters`).expect(200)).body.items;
const printed = async (path: string): Promise<string> => {
  const { bytes } = await app.as('decision_maker').get(path, { accept: PDF }).expect(200);
  return (await pdfPages(bytes)).join(' ');
};
const family = () =>
  anRrf({
    persons: NAMES.map(([givenNames, familyName], index) =>
      anRrfPerson({ givenNames, familyName, ...(index > 0 && { relationToPrincipal: 'other_relative' as const }) }),
    ),
  });

describe('the letters of a decision', () => {
  it('stand in Swedish and English under the decision’s own diary number, names in every script intact in the PDF', async () => {
    const found = await readyToGrant(app, family());
    expect(await lettersOf(found.id)).toEqual([]);
    expect((await actOn(app, 'decision_maker', found.id, 'grant')).status).toBe(200);
    const letters = await lettersOf(found.id);
    const { body } = await app.as('decision_maker').get(`/cases/${found.id}/decisions`).expect(200);
    expect(letters.length).toBe(NAMES.length * 2);
    for (const [index, { id }] of found.persons.entries()) {
      const own = letters.filter(({ personId }) => personId === id);
      const decision = body.decisions.find(({ personId }: { personId: string }) => personId === id);
      expect(own.map((one) => [one.kind, one.language, one.templateId, one.diaryNumber])).toEqual([
        ['decision', 'sv', 'granted_permanent-sv-1', decision.diaryNumber],
        ['decision', 'en', 'granted_permanent-en-1', decision.diaryNumber],
      ]);
      const name = inWords(NAMES[index]!);
      for (const letter of own) {
        expect(letter.paragraphs[0]).toContain(name);
        const text = await printed(`/cases/${found.id}/decision-letters/${letter.id}`);
        expect(text.replace(/ -/g, '-').replace(/- /g, '-')).toContain(asRead(name));
        expect(text).toContain(decision.diaryNumber);
      }
    }
    const [swedish] = letters;
    expect(swedish!.paragraphs.join(' ')).toContain('Lagrum: utlänningslagen (2005:716) 5 kap. 2 § (2021:765).');
  });

  it('are looked at before they are signed, word for word as they will read, and say that nobody has signed', async () => {
    const found = await readyToGrant(app);
    const personId = found.persons[0]!.id;
    const path = `/cases/${found.id}/letter-previews/decision?personId=${personId}&language=sv`;
    const { body: preview } = await app.as('decision_maker').get(path).expect(200);
    expect(await printed(path)).toContain('FÖRHANDSGRANSKNING');
    await actOn(app, 'decision_maker', found.id, 'grant');
    const letter = (await lettersOf(found.id)).find((one) => one.personId === personId && one.language === 'sv')!;
    // All but what only the second signature gives.
    const signed = letter.paragraphs.slice(1, -1);
    expect([preview.title, preview.templateId, preview.paragraphs.slice(1, -1)]).toEqual([
      letter.title,
      letter.templateId,
      signed,
    ]);
    expect(await printed(`/cases/${found.id}/decision-letters/${letter.id}`)).not.toContain('FÖRHANDSGRANSKNING');
    expect(codesOf(await app.as('decision_maker').get(path))).toEqual(['notProposed']);
  });

  it('of a limited permit name its last day, and those of a refusal its grounds in the language of the letter', async () => {
    app.goTo('2026-07-12');
    const found = await underExamination(app);
    const [mother, father, child] = found.persons.map(({ id }) => id) as [string, string, string];
    await assessed(app, found);
    await examined(app, found);
    await propose(app, found, 'grant', { personIds: [mother, child] });
    await propose(app, found, 'refuse', { personIds: [father] });
    await actOn(app, 'decision_maker', found.id, 'refuse', { personIds: [father] });
    await actOn(app, 'decision_maker', found.id, 'grant', { personIds: [mother, child] });
    const texts = new Map(
      (await lettersOf(found.id)).map((one) => [`${one.personId} ${one.language}`, one.paragraphs.join(' ')]),
    );
    expect(texts.get(`${mother} sv`)).toContain('till och med 2029-07-12');
    expect(texts.get(`${child} en`)).toContain('until 2029-07-12');
    expect(texts.get(`${father} sv`)).toContain('Förutsättningarna för uppehållstillstånd är inte uppfyllda.');
    expect(texts.get(`${father} en`)).toContain(
      'The conditions for a residence permit are not met. (conditions_not_met)',
    );
  });

  it('never change, and cannot be changed by hand', async () => {
    const found = await readyToGrant(app);
    await actOn(app, 'decision_maker', found.id, 'grant');
    await expect(
      app.dataSource.query(`UPDATE case_letters SET diary_number = 'x' WHERE case_id = '${found.id}'`),
    ).rejects.toThrow();
  });
});

describe('the answer to UNHCR', () => {
  it('tells each person’s outcome and reason code, with what is pending apart from what is refused (edge case 14)', async () => {
    const persons = [...family().persons.slice(0, 3), anRrfChild()];
    const found = await routed(app, anRrf({ persons }));
    const [first, second, third] = found.persons.map(({ id }) => id) as [string, string, string];
    const named = [first, second, third];
    await actOn(app, 'case_officer', found.id, 'examine', { personIds: named });
    await assessed(app, found, undefined, named);
    await examined(app, found, {}, named);
    await propose(app, found, 'grant', { personIds: [first] });
    await propose(app, found, 'refuse', { personIds: [second] });
    await actOn(app, 'decision_maker', found.id, 'grant', { personIds: [first] });
    await actOn(app, 'decision_maker', found.id, 'refuse', { personIds: [second] });
    const defer = { personIds: [third], reasonCode: 'information_from_unhcr', askedOfUnhcr: 'The custody papers.' };
    expect((await actOn(app, 'case_officer', found.id, 'defer', defer)).status).toBe(200);

    const preview = (await app.as('case_officer').get(`/cases/${found.id}/letter-previews/answer`).expect(200)).body;
    expect((await actOn(app, 'case_officer', found.id, 'answer-unhcr')).status).toBe(200);
    const answer = (await lettersOf(found.id)).find(({ kind }) => kind === 'answer')!;
    expect(answer.rows).toEqual(preview.rows);
    expect(answer.rows.map(({ name, outcome, reasonCodes }) => [name, outcome, reasonCodes])).toEqual([
      [inWords(NAMES[0]), 'granted', []],
      [inWords(NAMES[1]), 'refused', ['conditions_not_met']],
      [inWords(NAMES[2]), 'pending', []],
      ['Joël Mugisha', 'pending', []],
    ]);
    expect(answer.rows[2]!.remark).toBe('Awaiting information asked of UNHCR; this is not a denial.');
    expect(answer.paragraphs).toContain(
      'Granted: 1. Refused: 1. Pending: 2. Closed without a decision on a permit: 0.',
    );

    const text = await printed(`/cases/${found.id}/decision-letters/${answer.id}`);
    for (const name of NAMES.slice(0, 3))
      for (const word of name.flatMap((part) => part.split(/[ -]/))) expect(text).toContain(asRead(word));
    expect(text).toContain(answer.diaryNumber);
    expect(await entriesOf(app, found.id, 'case.answer_unhcr')).toMatchObject([
      { payload: { documentNumber: answer.diaryNumber } },
    ]);
  });

  it('is only for whoever may give it', async () => {
    const found = await underExamination(app);
    for (const role of rolesWithout('case.answer_unhcr'))
      expect([role, (await actOn(app, role, found.id, 'answer-unhcr')).status]).toEqual([role, 403]);
  });
});
