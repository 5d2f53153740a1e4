import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOptions } from '../../../src/app.database.js';
import { verifyChain } from '../../../src/audit/index.js';
import { openDataSource } from '../../../src/platform/database/data-source.js';
import { SystemClock, UnitOfWork } from '../../../src/platform/index.js';
import { anRrf, anRrfPerson } from '../../factories/rrf.js';
import { startServer, type Server } from '../../support/built-server.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

// The built server in a process of its own (`npm test` builds it first), killed with SIGKILL while it imports.

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const KILLS = 2;
const LINES = 300;
const COORDINATOR = { username: 'coordinator', password: 'a sentence for the tests' };
const TWO_IMPORTS_MS = 300_000;

/** A batch of everything: good forms, a newer version of one, the same form again, and forms that are refused early or late. */
function aBatch(): string {
  const forms = Array.from({ length: LINES - 5 }, () => anRrf({ persons: [anRrfPerson()] }));
  const [first, second, third] = forms as [(typeof forms)[0], (typeof forms)[0], (typeof forms)[0]];
  forms.splice(40, 0, { ...first, priority: 'urgent', priorityJustification: 'Worse.' });
  forms.splice(90, 0, second, anRrf({ persons: third.persons }));
  forms.splice(170, 0, { ...anRrf(), caseSize: 9 }, anRrf({ persons: [second.persons[0]!, anRrfPerson()] }));
  return forms.map((form) => JSON.stringify(form)).join('\n');
}
const BATCH = aBatch();

const COUNTS = ['total', 'done', 'created', 'updated', 'unchanged', 'rejected'] as const;
type Report = { status: string } & Record<(typeof COUNTS)[number], number>;
const countsIn = (report: Report): number[] => COUNTS.map((name) => report[name]);

const databases: TestDatabase[] = [];
const servers = new Set<Server>();
afterAll(async () => {
  for (const server of servers) await server.kill().catch(() => undefined);
  for (const database of databases) await database.drop();
});

async function aDatabase(): Promise<string> {
  const database = await freshDatabase();
  databases.push(database);
  return database.settings.url;
}
async function serve(database: string): Promise<Server> {
  const server = await startServer(database, COORDINATOR);
  servers.add(server);
  return server;
}
const send = async (server: Server): Promise<string> =>
  (await server.post<{ id: string }>('/imports', BATCH, 'application/x-ndjson')).id;

/** Polls the report until it is as wanted, and returns it. */
async function reported(server: Server, id: string, wanted: (report: Report) => boolean): Promise<Report> {
  for (;;) {
    const report = await server.get<Report>(`/imports/${id}?limit=1`);
    if (wanted(report)) return report;
    await sleep(20);
  }
}
const ended = (server: Server, id: string): Promise<Report> =>
  reported(server, id, ({ status }) => !['waiting', 'running'].includes(status));

/** What the import left behind, told without ids and instants; the audit chain is followed on the way. */
async function leftIn(database: string): Promise<Record<string, unknown>> {
  const dataSource = await openDataSource(databaseOptions({ url: database, poolSize: 2 }));
  try {
    const chain = await new UnitOfWork(dataSource, new SystemClock()).read((tx) => verifyChain(tx, 'open'));
    expect(chain.firstBad).toBeNull();
    const told: Record<string, unknown> = {};
    for (const [name, sql] of Object.entries(LEFT)) told[name] = await dataSource.query(sql);
    return told;
  } finally {
    await dataSource.destroy();
  }
}
const LEFT = {
  cases: `SELECT diary_number, resettlement_reference_number, intake, priority, version FROM cases ORDER BY diary_number`,
  persons: `SELECT c.diary_number, p.number, p.individual_number, p.family_name, p.status, p.active, p.identity_version
    FROM persons p JOIN cases c ON c.id = p.case_id ORDER BY c.diary_number, p.number`,
  submissions: `SELECT document_number, resettlement_reference_number, rrf_version, rrf FROM submissions ORDER BY document_number`,
  documents: `SELECT diary_number, kind, title FROM documents ORDER BY diary_number`,
  clocks: `SELECT c.diary_number, k.kind, k.due_on FROM case_clocks k JOIN cases c ON c.id = k.case_id ORDER BY 1, 2`,
  counters: `SELECT series, last FROM diary_counters ORDER BY series`,
  placings: `SELECT c.diary_number, s.step, s.how FROM case_sub_quotas s JOIN cases c ON c.id = s.case_id ORDER BY 1, 2`,
  steps: `SELECT action, to_status, count(*) AS n FROM person_transitions GROUP BY action, to_status`,
  names: `SELECT key, persons FROM duplicate_name_counts ORDER BY key`,
  keys: `SELECT key, count(*) AS n FROM duplicate_keys GROUP BY key ORDER BY key`,
  suspicions: `SELECT count(*) AS n FROM duplicate_suspicions`,
  acts: `SELECT action, count(*) AS n FROM audit_entries WHERE action LIKE 'case.%' OR action LIKE 'person.%'
    OR action = 'submission.receive' GROUP BY action ORDER BY action`,
};

/** A killed server's lease runs out after half a minute: here at once. */
async function endLeases(database: string): Promise<void> {
  const dataSource = await openDataSource(databaseOptions({ url: database, poolSize: 1 }));
  await dataSource.query(`UPDATE jobs SET leased_until = '' WHERE status = 'running'`);
  await dataSource.destroy();
}

describe('an import whose server is killed', () => {
  let undisturbed: Record<string, unknown>;
  let counts: Report;
  beforeAll(async () => {
    const database = await aDatabase();
    const server = await serve(database);
    counts = await ended(server, await send(server));
    expect(counts).toMatchObject({ status: 'done', total: LINES, updated: 1, unchanged: 1, rejected: 3 });
    await server.stop();
    undisturbed = await leftIn(database);
  }, TWO_IMPORTS_MS);

  it.each(Array.from({ length: KILLS }, (_, kill) => kill + 1))(
    `goes on when it is started again, and ends as if nothing had happened; sent again it changes nothing (seed ${SEED}, kill %i)`,
    async (kill) => {
      const database = await aDatabase();
      const first = await serve(database);
      const id = await send(first);
      // Somewhere in one part of the file for each of the kills, and a moment later.
      const chance = ((SEED * 7919 + kill * 104_729) % 1000) / 1000;
      const after = Math.max(1, Math.floor(((kill - 1 + chance) / KILLS) * (LINES - 120)));
      await reported(first, id, ({ done }) => done >= after);
      await sleep(chance * 100);
      const before = await first.get<Report>(`/imports/${id}?limit=1`);
      await first.kill();
      expect(before.done).toBeGreaterThan(0);
      expect(before.done).toBeLessThan(LINES);
      await endLeases(database);

      const second = await serve(database);
      const report = await ended(second, id);
      expect([report.status, ...countsIn(report)]).toEqual(['done', ...countsIn(counts)]);
      await second.stop();
      expect(await leftIn(database)).toEqual(undisturbed);

      const third = await serve(database);
      const again = await ended(third, await send(third));
      expect(again).toMatchObject({ created: 0, unchanged: LINES - again.rejected - again.updated });
      await third.stop();
      expect(await leftIn(database)).toEqual(undisturbed);
    },
    TWO_IMPORTS_MS,
  );
});
