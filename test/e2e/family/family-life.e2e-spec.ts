import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CasesService, caseStatusOf, type PersonStatus } from '../../../src/cases/index.js';
import { municipalNumber, numberOf } from '../../factories/assignments.js';
import { asked } from '../../factories/cases.js';
import { openPeriod } from '../../factories/quotas.js';
import { startApp, type TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { broken, chance, FamilyWorld, pairOf, someChange, TODAY } from '../../support/family-world.js';
import { foldAudit } from '../../support/fold.js';
import { die, settle, tryBoth, type Ground } from './worlds.js';

const SEQUENCES = Number(process.env.SEQUENCES ?? 300);
const LENGTH = 4;
const AT_ONCE = 20;
const DEATHS = 0.15;
const SEED = Number(process.env.SEED ?? 20250616);
const random = chance(SEED);

let app: TestApp;
let ground: Ground;
beforeAll(async () => {
  app = await startApp({ today: TODAY });
  const period = await openPeriod(app, {
    year: 2025,
    subQuotas: [
      { name: 'Uganda', places: 9000 },
      { name: 'Any', places: 9000 },
    ],
  });
  await municipalNumber(app, { places: 9000 });
  const [number] = await rowsOf<{ id: string }>('SELECT id FROM municipal_numbers');
  const { municipalityName } = await numberOf(app, OWN_MUNICIPALITY, 2025);
  ground = {
    subQuotaIds: [period.subQuotaId('Uganda'), period.subQuotaId('Any')],
    municipalNumberId: number!.id,
    municipality: municipalityName,
  };
});
afterAll(() => app.close());

const rowsOf = <Row>(sql: string): Promise<Row[]> => app.dataSource.query<Row[]>(sql);
const listed = (ids: Iterable<string>): string => [...ids].map((id) => `'${id}'`).join(', ');

/** The persons and cases of a world as the database has them, in the words of the model. */
async function stored(world: FamilyWorld): Promise<{ persons: unknown[]; cases: unknown[]; links: string[] }> {
  const [cases, persons] = [listed(world.cases.keys()), listed(world.persons.keys())];
  const found = await rowsOf<{ id: string; seat: string | null }>(
    `SELECT p.id, p.case_id AS "caseId", p.number, p.relation_to_principal AS relation, p.marital_status AS "maritalStatus", p.status,
            h.state AS place, a.case_id AS "assignedIn", b.booking_id AS seat
     FROM persons p LEFT JOIN place_holdings h ON h.person_id = p.id LEFT JOIN booking_persons b ON b.person_id = p.id AND b.open
       LEFT JOIN assignment_persons ap ON ap.person_id = p.id AND ap.open LEFT JOIN assignments a ON a.id = ap.assignment_id
     WHERE p.case_id IN (${cases}) OR p.id IN (${persons}) ORDER BY p.id`,
  );
  const been = await rowsOf<{ id: string; caseId: string }>(
    `SELECT person_id AS id, case_id AS "caseId", 0 AS move FROM person_transitions WHERE step = 1 AND person_id IN (${persons})
     UNION ALL SELECT person_id AS id, to_case_id AS "caseId", move FROM case_moves WHERE person_id IN (${persons}) ORDER BY move`,
  );
  const links = await rowsOf<{ a: string; b: string }>(
    `SELECT case_id AS a, other_case_id AS b FROM case_links WHERE ended_on IS NULL AND (case_id IN (${cases}) OR other_case_id IN (${cases}))`,
  );
  const inCases = await asked(app, (tx) => app.server.get(CasesService).getMany(tx, [...world.cases.keys()].sort()));
  return {
    persons: found.map((person) => ({
      ...person,
      been: been.filter(({ id }) => id === person.id).map(({ caseId }) => caseId),
    })),
    cases: inCases.map(({ id, parentCaseId, registeredOn, status, subQuotaId, caseSize, persons: members }) => ({
      ...{ id, parentCaseId, registeredOn, status, subQuotaId },
      size: members.length === 0 ? 0 : caseSize,
    })),
    links: links.map(({ a, b }) => pairOf(a, b)).sort(),
  };
}

function modelled(world: FamilyWorld): Awaited<ReturnType<typeof stored>> {
  return {
    persons: [...world.persons.values()]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, caseId, number, relation, maritalStatus, status, holds, been }) => ({
        ...{ id, caseId, number, relation, maritalStatus, status, place: holds.place, been },
        assignedIn: holds.assignment ? caseId : null,
        seat: holds.journey?.id ?? null,
      })),
    cases: [...world.cases.values()]
      .sort((a, b) => (a.caseId < b.caseId ? -1 : 1))
      .map(({ caseId, parentId, registeredOn, subQuotaId }) => {
        const members = world.membersOf(caseId);
        const status = caseStatusOf(
          'registered',
          members.map((member) => member.status as PersonStatus),
        );
        return { ...{ id: caseId, parentCaseId: parentId, registeredOn, status, subQuotaId }, size: members.length };
      }),
    links: [...world.links].sort(),
  };
}

describe('family life through the unit of work', () => {
  it(`is what the model says in ${SEQUENCES} random sequences (SEED=${SEED})`, async () => {
    const carriedOut = new Map<string, number>();
    const held = async () => Number((await rowsOf<{ n: number }>('SELECT count(*) AS n FROM ledger_entries'))[0]!.n);
    for (let done = 0; done < SEQUENCES; done += AT_ONCE) {
      const worlds = await settle(app, ground, Math.min(AT_ONCE, SEQUENCES - done), random);
      for (const [at, world] of worlds.entries()) {
        const told = `seed ${SEED}, sequence ${done + at}`;
        let entries = await held();
        for (let step = 0; step < LENGTH; step += 1) {
          const going = [...world.persons.values()].filter(({ onRoad }) => onRoad);
          if (going.length > 0 && random() < DEATHS) {
            const dying = going[Math.floor(random() * going.length)]!;
            await die(app, world, dying);
            entries += dying.holds.place ? 1 : 0;
            continue;
          }
          const tried = someChange(world, random);
          const outcome = await tryBoth(app, world, tried).catch((error: unknown) => {
            throw new Error(`${told}, step ${step}: ${JSON.stringify(tried)}`, { cause: error });
          });
          if (outcome === 'carried out')
            carriedOut.set(tried.command.verb, (carriedOut.get(tried.command.verb) ?? 0) + 1);
        }
        expect({ told, ...(await stored(world)) }).toEqual({ told, ...modelled(world) });
        expect({ told, broken: broken(world) }).toEqual({ told, broken: [] });
        // No change of a family is a movement of places; a death gives one back.
        expect({ told, entries: await held() }).toEqual({ told, entries });
      }
    }
    console.log(`SEED=${SEED}: ${[...carriedOut].map(([verb, times]) => `${verb} ${times}`).join(', ')}`);

    for (const { personId, status, folded } of await foldAudit(app.dataSource))
      expect({ personId, folded }).toEqual({ personId, folded: status });
    const [{ holders, moved }] = (await rowsOf<{ holders: number; moved: number }>(
      `SELECT (SELECT count(*) FROM place_holdings) AS holders,
              (SELECT sum(balance) FROM ledger_balances WHERE account LIKE 'reserved:%') AS moved`,
    )) as [{ holders: number; moved: number }];
    expect(Number(holders)).toBe(Number(moved));
    const [{ open }] = (await rowsOf<{ open: number }>(
      'SELECT count(*) AS open FROM assignment_persons WHERE open',
    )) as [{ open: number }];
    expect((await numberOf(app, OWN_MUNICIPALITY, 2025)).assigned).toBe(Number(open));
  }, 600_000);
});
