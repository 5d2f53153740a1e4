import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../../src/access/index.js';
import type { CaseResponse, PersonAction } from '../../../src/cases/index.js';
import type { Rrf } from '../../../src/submissions/index.js';
import { actOn, referred, stated, walked } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { anRrf } from '../../factories/rrf.js';
import { receiveRrf, theCase } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DocumentedRequests, type Answered } from '../../support/document.js';
import type { BehindWall } from '../../support/two-worlds/histories.js';
import { compared, type Compared } from '../../support/two-worlds/masking.js';
import { OUTSIDERS } from '../../support/two-worlds/pairs.js';
import { behindWall } from '../../support/two-worlds/world.js';

// Two servers live through the same days. They differ only in what happens behind the wall; whoever has no need to know must not be
// able to tell them apart by anything that they can ask (architecture.md 1 (5), security.md 3).

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
  await behindWall(app, lives, walled[side], 'S-2025-3');
  app.goTo('2025-03-10');
  return thenCleared ? stated(app, lives, { reference: 'S-2025-2' }) : theCase(app, lives.id);
}

/** The answers that differ between the worlds. */
async function differences(asks: (world: World) => Promise<Answered[]>): Promise<Compared> {
  const [one, other] = await Promise.all([asks(worlds[0]), asks(worlds[1])]);
  return compared(one, other);
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
    // Reports and forecasts tell everybody the same who may ask for them.
    const how = role === 'coordinator' || role === 'auditor' ? {} : { wide: false };
    const { asked, differing } = await differences(({ requests, cases }) => requests.read(role, cases, how));
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
      const { differing } = await differences(({ requests, cases }) => requests.read(role, cases, { wide: false }));
      expect(differing.slice(0, 3)).toEqual([]);
    },
  );

  it('would be found out by one open word', async () => {
    await receiveRrf(worlds[0].app);
    const { differing } = await differences(({ requests, cases }) => requests.read('coordinator', cases));
    expect(differing).not.toEqual([]);
  });
});
