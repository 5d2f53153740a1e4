import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permits, ROLES, type Role } from '../../../src/access/index.js';
import type { CaseResponse, PersonAction } from '../../../src/cases/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { actOn, referred, stated, walked } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf } from '../../factories/rrf.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DocumentedRequests, type Answered } from '../../support/document.js';

// Two servers live through the same days. They differ only in what happens behind the wall; whoever has no need to know must not be
// able to tell them apart by anything that they can ask (architecture.md 1 (5), security.md 3).

type BehindWall = 'objection' | 'more_time' | 'awaited' | 'rescreening';
interface History {
  name: string;
  /** What happens behind the wall in the one world and in the other. */
  walled: readonly [BehindWall, BehindWall];
  /** Open steps before it: none leaves the persons in screening. */
  before: readonly PersonAction[];
  /** A statement without objection follows, the same in both worlds. */
  thenCleared: boolean;
}

// Whoever is like the objection in both is like the other, too.
const EARLY = [
  ['objection', 'more_time'],
  ['objection', 'awaited'],
] as const;
const LATE: readonly (readonly PersonAction[])[] = [
  ['clear'],
  ['clear', 'examine', 'grant'],
  ['clear', 'examine', 'grant', 'assign', 'accept', 'make_ready', 'book'],
];
const HISTORIES: readonly History[] = [
  ...EARLY.flatMap((walled) =>
    [false, true].map((thenCleared) => ({
      name: `${walled.join(' or ')} before the clearance${thenCleared ? ', which then comes' : ''}`,
      walled,
      before: [],
      thenCleared,
    })),
  ),
  ...LATE.map((before) => ({
    name: `late objection or re-screening after ${before.at(-1)}`,
    walled: ['objection', 'rescreening'] as const,
    before,
    thenCleared: false,
  })),
];
const OUTSIDERS = ROLES.filter((role) => !permits([role], 'screening.read'));

interface World {
  app: TestApp;
  requests: DocumentedRequests;
  cases: CaseResponse[];
}
let worlds: [World, World];

beforeAll(async () => {
  const rrfs = HISTORIES.map(() => anRrf());
  worlds = [await lived(0, rrfs), await lived(1, rrfs)];
});
afterAll(async () => {
  for (const { app } of worlds ?? []) await app.close();
});

async function lived(side: 0 | 1, rrfs: readonly Rrf[]): Promise<World> {
  const app = await startApp({ today: '2025-01-07' });
  await openPeriod(app);
  const cases: CaseResponse[] = [];
  for (const [index, history] of HISTORIES.entries()) cases.push(await live(app, history, side, rrfs[index]!));
  app.goTo('2025-04-01');
  return { app, requests: await DocumentedRequests.of(app), cases };
}

async function live(
  app: TestApp,
  { walled, before, thenCleared }: History,
  side: 0 | 1,
  rrf: Rrf,
): Promise<CaseResponse> {
  app.goTo('2025-02-03');
  const [clears, ...further] = before;
  let lives = await referred(app, rrf);
  if (clears) lives = await stated(app, lives, { reference: 'S-2025-1' });
  lives = await walked(app, lives.id, further);
  app.goTo('2025-03-03');
  await behindWall(app, lives, walled[side]);
  app.goTo('2025-03-10');
  return thenCleared ? stated(app, lives, { reference: 'S-2025-2' }) : theCase(app, lives.id);
}

/** The liaison and the case officer look at the case that day in both worlds: only what they then do differs. */
async function behindWall(app: TestApp, lives: CaseResponse, what: BehindWall): Promise<void> {
  const personIds = lives.persons.map(({ id }) => id);
  const act = (role: Role, verb: string, body: object) =>
    app
      .as(role)
      .post(`/cases/${lives.id}/actions/${verb}`, { personIds, ...body }, { ifMatch: lives.version })
      .expect(202);
  for (const role of ['security_liaison', 'case_officer'] as const)
    await app.as(role).get(`/cases/${lives.id}`).expect(200);
  if (what === 'rescreening') await act('case_officer', 'rescreen', { reason: 'A tip came in.' });
  if (what === 'objection' || what === 'more_time')
    await act('security_liaison', 'record-statement', {
      outcome: what,
      statedOn: app.clock.today(),
      reference: 'S-2025-3',
    });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const TOKEN = /"(nextCursor)":"[^"]+"|"[0-9a-f]{64}"/g;
/** Headers that tell the time or count requests; a weak ETag is a digest of the body with its ids. */
const UNSTEADY = /^(date|x-request-id|(x-)?ratelimit.*|keep-alive|connection)$/;

/** What remains of an answer without UUIDs, instants and tokens. Ids keep their order: the same id is the same word again. */
function masked({ request, reply }: Answered): unknown {
  const words = new Map<string, string>();
  const mask = (text: string): string =>
    text
      .replace(UUID, (id) => words.get(id) ?? words.set(id, `<id ${words.size + 1}>`).get(id)!)
      .replace(INSTANT, '<instant>')
      .replace(TOKEN, '"<token>"');
  const headers = [...reply.headers].filter(
    ([name, value]) => !UNSTEADY.test(name) && !(name === 'etag' && value.startsWith('W/')),
  );
  return {
    request: mask(request),
    status: reply.status,
    headers: headers.map(([name, value]) => mask(`${name}: ${value}`)),
    body: mask(JSON.stringify(reply.body)),
  };
}

/** The answers that differ between the worlds. */
async function differences(
  asks: (world: World) => Promise<Answered[]>,
): Promise<{ asked: number; differing: unknown[] }> {
  const [one, other] = (await Promise.all(worlds.map(asks))).map((answers) => answers.map(masked)) as [
    unknown[],
    unknown[],
  ];
  const differing = one.flatMap((answer, index) =>
    JSON.stringify(answer) === JSON.stringify(other[index]) ? [] : [[answer, other[index]]],
  );
  return {
    asked: one.length,
    differing: other.length === one.length ? differing : [...differing, `${one.length} against ${other.length}`],
  };
}

describe('two worlds that differ only behind the wall', () => {
  it('do differ there', async () => {
    const told = await Promise.all(
      worlds.map(async ({ app, cases }) => {
        const answers = [];
        for (const { id } of cases)
          answers.push(JSON.stringify((await app.as('security_unit').get(`/cases/${id}/screening`)).body.items[0]));
        return answers.map((text) =>
          ['"objection"', '"more_time"', 'A tip came in.'].filter((word) => text.includes(word)).join(),
        );
      }),
    );
    for (const [index, { name }] of HISTORIES.entries())
      expect([name, told[0]![index]]).not.toEqual([name, told[1]![index]]);
  });

  it.each(OUTSIDERS)('answer every read of %s alike', async (role) => {
    const { asked, differing } = await differences(({ requests, cases }) => requests.read(role, cases));
    expect(asked).toBeGreaterThan(5);
    expect(differing.slice(0, 3)).toEqual([]);
  });

  it('refuse alike what the wall forbids, in the one sentence that does not say why', async () => {
    const theirs = worlds.map(({ cases }) => cases[HISTORIES.findIndex(({ before }) => before.length === 1)]!);
    const refusals = await Promise.all(
      worlds.map(({ app }, side) => actOn(app, 'case_officer', theirs[side]!.id, 'examine')),
    );
    const told = refusals.map(({ status, body }) => [
      status,
      body.unmet.map(({ code }: { code: string }) => code).sort(),
    ]);
    expect(told[0]).toEqual([
      422,
      [
        'clearanceNotInForce',
        'clearanceNotInForce',
        'clearanceNotInForce',
        'routeNotChosen',
        'routeNotChosen',
        'routeNotChosen',
      ],
    ]);
    expect(told[1]).toEqual(told[0]);
  });

  it.each(OUTSIDERS)('answer every act of %s alike, granted or refused', async (role) => {
    const { asked, differing } = await differences(({ requests, cases }) => requests.act(role, cases));
    expect(asked).toBeGreaterThan(3);
    expect(differing.slice(0, 3)).toEqual([]);
  });

  it.each<Role>(['coordinator', 'case_officer', 'auditor'])(
    'are still alike to %s after all those acts',
    async (role) => {
      const { differing } = await differences(({ requests, cases }) => requests.read(role, cases));
      expect(differing.slice(0, 3)).toEqual([]);
    },
  );

  it('would be found out by one open word', async () => {
    await receiveRrf(worlds[0].app);
    const { differing } = await differences(({ requests, cases }) => requests.read('coordinator', cases));
    expect(differing).not.toEqual([]);
  });
});
