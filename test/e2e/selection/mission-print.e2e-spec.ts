import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import type { CaseResponse } from '../../../src/cases/index.js';
import { XLSX } from '../../../src/platform/index.js';
import type { MissionResponse } from '../../../src/selection/missions.dto.js';
import { actOn } from '../../factories/cases.js';
import { entriesOf, rolesWithout, routed } from '../../factories/decisions.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { hostileStrings } from '../../support/hostile-strings.js';
import { done } from '../../support/replies.js';
import { unzipped } from '../../support/unzip.js';
import { pdfPages } from '../reports/open-report.js';

const PDF = 'application/pdf';
const NOTES = 'Told of the flight in 2017.';
const CLAIM = 'She was held by the militia for two months.';
const NAMES = [
  { givenNames: 'Ågot', familyName: 'Öström-Łuczak' },
  { givenNames: 'ሙሉጌታ', familyName: 'ተስፋዬ' },
  { givenNames: 'Дмитро', familyName: 'Шевченко' },
  { givenNames: 'Ελένη', familyName: 'Παπαδοπούλου' },
];

let app: TestApp;
let mission: MissionResponse;
let found: CaseResponse;
let other: CaseResponse;
beforeAll(async () => {
  app = await startApp({ today: '2025-03-14' });
  const persons = NAMES.map((name, index) => anRrfPerson({ ...name, individualNumber: `PRINT-${index}` }));
  const [first] = persons as [(typeof persons)[number]];
  const rrf = anRrf({
    persons: persons.map((one, index) => (index === 0 ? one : { ...one, relationToPrincipal: 'sibling' })),
    claims: [{ about: [first.individualNumber], text: CLAIM }],
  });
  found = await routed(app, { ...rrf, caseSize: NAMES.length }, 'mission');
  other = await routed(app, undefined, 'mission');
  mission = await onMission([found, other]);
  for (const { id } of [found, other]) done(await actOn(app, 'case_officer', id, 'examine'));
  const line = { caseId: found.id, personId: found.persons[0]!.id, heldOn: '2025-03-12', interviewer: 'Åsa Lind' };
  await leader()
    .post(`/missions/${mission.id}/actions/record-interviews`, {
      lines: [{ ...line, interpreterLanguage: 'sw', childHeard: false, notes: NOTES }],
    })
    .expect(200);
});
afterAll(() => app.close());

const leader = () => app.as('mission_leader');
async function onMission(cases: readonly CaseResponse[], place = 'Kampala'): Promise<MissionResponse> {
  const planned = {
    ...{ place, countryCode: 'UG', startsOn: '2025-03-10', endsOn: '2025-03-28' },
    ...{ leaderName: 'Åsa Lind', team: ['Case officer'] },
  };
  const { body } = await leader().post('/missions', planned).expect(201);
  const caseIds = cases.map(({ id }) => id);
  return (
    await leader().post(`/missions/${body.id}/actions/add-cases`, { caseIds }, { ifMatch: body.version }).expect(200)
  ).body;
}
const pathOf = (paper: string): string => `/missions/${mission.id}/${paper}`;
const packOf = ({ id }: CaseResponse): string => pathOf(`cases/${id}/pack`);
const text = async (path: string, role: 'mission_leader' | 'coordinator' = 'mission_leader'): Promise<string> =>
  (await pdfPages((await app.as(role).get(path, { accept: PDF }).expect(200)).bytes)).join(' ');
const bytesOf = async (path: string): Promise<Buffer> => (await leader().get(path, { accept: XLSX }).expect(200)).bytes;

describe('the list of a mission', () => {
  it('has every case and person, with each name in its own script, on paper and in the workbook', async () => {
    const { items } = (await leader().get(pathOf('cases')).expect(200)).body;
    expect(items.map(({ diaryNumber }: CaseResponse) => diaryNumber)).toEqual([found.diaryNumber, other.diaryNumber]);
    expect(items[0].persons[0].interviewedOn).toEqual(['2025-03-12']);
    const printed = await text(pathOf('cases'));
    for (const words of [
      'Kampala, Uganda, 2025-03-10 till 2025-03-28',
      found.diaryNumber,
      'Åsa Lind',
      'under prövning',
    ])
      expect(printed).toContain(words);
    for (const { givenNames, familyName } of NAMES)
      for (const name of [givenNames, familyName]) expect(printed.replace(/\s/g, '')).toContain(name);
    const [, persons] = await readXlsxFile(await bytesOf(pathOf('cases')));
    expect(persons!.data.slice(1, 5).map((row) => row[4])).toEqual(NAMES.map((n) => `${n.givenNames} ${n.familyName}`));
    expect(persons!.data[1]![0]).toBe(found.diaryNumber);
  });

  it('leaves out a case of which its reader has declared a conflict of interest', async () => {
    const official = await app.newOfficial({ roles: ['mission_leader'] });
    await official.post(`/cases/${other.id}/conflicts-of-interest`, { reason: 'A cousin' }).expect(201);
    const printed = (await pdfPages((await official.get(pathOf('cases'), { accept: PDF }).expect(200)).bytes)).join(
      ' ',
    );
    expect([printed.includes(found.diaryNumber), printed.includes(other.diaryNumber)]).toEqual([true, false]);
    await official.get(packOf(other), { accept: PDF }).expect(403);
  });
});

describe('the pack of a case', () => {
  it('tells the mission leader what the form says, and who was heard before', async () => {
    const printed = await text(packOf(found));
    for (const words of [found.diaryNumber, CLAIM, NOTES, 'PRINT-0', 'Att fylla i utan nät', 'swahili (sw)'])
      expect(printed).toContain(words);
  });

  it('keeps restricted paragraphs and notes from a coordinator, and says that they are there', async () => {
    const printed = await text(packOf(found), 'coordinator');
    for (const words of [CLAIM, NOTES]) expect(printed).not.toContain(words);
    for (const words of ['Visas inte för dig', 'erkännande och skäl: 1', 'visas inte för dig'])
      expect(printed).toContain(words);
    const { body } = await app.as('coordinator').get(packOf(found)).expect(200);
    for (const words of [CLAIM, NOTES]) expect(JSON.stringify(body)).not.toContain(words);
  });

  it('is for cases on the mission only', async () => {
    const elsewhere = await routed(app, undefined, 'mission');
    await leader().get(packOf(elsewhere)).expect(404);
  });

  it('leaves its reader and the case in the log', async () => {
    await text(packOf(found));
    const entries = await entriesOf(app, found.id, 'mission.read');
    expect(entries.at(-1)).toMatchObject({ subjectId: mission.id, payload: { paper: 'pack', restricted: true } });
  });
});

describe('the report after a mission', () => {
  it('counts what was done, names what was not, and carries the account', async () => {
    const { body: closed } = await leader()
      .post(
        `/missions/${mission.id}/actions/close`,
        { account: 'En familj träffades.\nDen andra hade flyttat.' },
        { ifMatch: mission.version },
      )
      .expect(200);
    expect(closed.ending).toBe('closed');
    const { facts, parts } = (await leader().get(pathOf('report')).expect(200)).body;
    const told = Object.fromEntries(facts.map(({ term, value }: Record<string, string>) => [term, value]));
    expect(told).toMatchObject({
      ...{ 'Ärenden på listan': '2', 'Ärenden som träffades': '1', 'Ärenden som inte träffades': '1' },
      ...{ Intervjuer: '1', 'Personer som intervjuades': '1', Läge: 'avslutad 2025-03-14' },
    });
    const rows = (title: string) => parts.find((part: { title: string }) => part.title === title).rows;
    expect(rows('Intervjuer per dag')).toEqual([['2025-03-12', 1, 1]]);
    expect(rows('Intervjuer per tolkspråk')).toEqual([['swahili (sw)', 1]]);
    expect(rows('Ärenden som inte träffades')[0][0]).toBe(other.diaryNumber);
    const printed = await text(pathOf('report'));
    for (const words of ['En familj träffades.', 'Den andra hade flyttat.', other.diaryNumber])
      expect(printed).toContain(words);
  });
});

describe('the pool', () => {
  it('has the cases to be examined by a mission that stand on none, urgent ones first', async () => {
    const normal = await routed(app, undefined, 'mission');
    const urgent = await routed(app, anRrf({ priority: 'urgent', priorityJustification: 'Illness.' }), 'mission');
    await routed(app);
    const ids = async (): Promise<string[]> =>
      (await leader().get('/mission-pool').expect(200)).body.items.map(({ id }: { id: string }) => id);
    const before = await ids();
    expect(before[0]).toBe(urgent.id);
    expect(before).toContain(normal.id);
    expect(before).not.toContain(found.id);
    await onMission([normal], 'Nairobi');
    expect(await ids()).not.toContain(normal.id);
  });
});

describe('what would run in a spreadsheet', () => {
  it('stands in the workbook as text, and no cell is a formula', async () => {
    const persons = hostileStrings(12, 7).map((familyName, index) =>
      anRrfPerson({
        familyName,
        individualNumber: `EVIL-${index}`,
        ...(index ? { relationToPrincipal: 'sibling' } : {}),
      }),
    );
    const evil = await routed(app, { ...anRrf({ persons }), caseSize: 12 }, 'mission');
    const { id } = await onMission([evil], '=HYPERLINK("http://x.test")');
    const bytes = await bytesOf(`/missions/${id}/cases`);
    for (const [name, sheet] of unzipped(bytes))
      if (name.startsWith('xl/worksheets/')) expect(sheet).not.toMatch(/<f[ >]/);
    const [about, people] = await readXlsxFile(bytes);
    expect(about!.data.some((row) => String(row[1]).startsWith('=HYPERLINK'))).toBe(true);
    expect(people!.data).toHaveLength(13);
  });
});

describe('what stands against a verb of a mission', () => {
  it('is told in words beside what can be done', async () => {
    const { body } = await leader().get(pathOf('next-actions')).expect(200);
    expect(body.available).toEqual([]);
    expect(
      new Set(body.blocked.flatMap(({ unmet }: { unmet: { code: string }[] }) => unmet.map(({ code }) => code))),
    ).toEqual(new Set(['missionEnded', 'interviewsHeld']));
  });

  it('is told to those alone who may use it', async () => {
    const { body } = await app.as('decision_maker').get(pathOf('next-actions')).expect(200);
    expect(body).toEqual({ available: [], blocked: [] });
  });
});

it.each(rolesWithout('mission.read'))('the papers are not for %s', async (role) => {
  for (const path of ['/mission-pool', pathOf('cases'), pathOf('report'), packOf(found), pathOf('next-actions')])
    await app.as(role).get(path).expect(403);
});
