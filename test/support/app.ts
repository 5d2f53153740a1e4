import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { AccessService, SessionsService, systemActor, type NewAccount, type Role } from '../../src/access/index.js';
import { createApp } from '../../src/app.js';
import type { Instant, PlainDate } from '../../src/kernel/index.js';
import { SettableClock, UnitOfWork } from '../../src/platform/index.js';
import { Client } from './client.js';
import { freshDatabase, testConfig } from './database.js';

export interface TestApp {
  /** The one account of this role that every test database has; its name is the role. */
  as(role: Role): Client;
  /** One more official, when one of the role is not enough: a second decision maker, another municipality. */
  newOfficial(account: Pick<NewAccount, 'roles'> & Partial<NewAccount>): Promise<Client>;
  /** Somebody who is not signed in. */
  readonly nobody: Client;
  /** Where the server listens, without `/api/v1`. */
  readonly url: string;
  readonly server: NestExpressApplication;
  readonly clock: SettableClock;
  readonly dataSource: DataSource;
  /** Lets it become eight in the morning, UTC, of this day. */
  goTo(day: PlainDate): void;
  close(): Promise<void>;
}

type Account = Parameters<SessionsService['open']>[1];

// Shorter than the five minutes for which a session just opened may grant and export.
const SESSION_USE_MS = 4 * 60_000;
const morningOf = (day: PlainDate): Instant => `${day}T08:00:00.000Z`;

/** The whole server on a database of its own, on a day of one's choice, with other settings if need be. Close it in `afterAll`. */
export async function startApp({
  today = '2025-01-07',
  settings,
  clock = new SettableClock(),
}: { today?: PlainDate; settings?: Record<string, string>; clock?: SettableClock } = {}): Promise<TestApp> {
  const database = await freshDatabase();
  clock.set(morningOf(today));
  const server = await createApp(testConfig(database.settings, settings), clock);
  // A test that waits for its turn on a busy machine finds its connections open still.
  server.getHttpServer().keepAliveTimeout = 60_000;
  await server.listen(0, '127.0.0.1');
  const url = await server.getUrl();
  const access = server.get(AccessService);
  const accounts = await server.get(UnitOfWork).read((tx) => access.accounts(tx));
  let officials = 0;

  /** A real session, without the password; opened anew when the clock was moved so far that it has run out. */
  const clientOf = (account: Account): Client => {
    let session: { token: Promise<string>; openedAt: number } | undefined;
    return new Client(url, () => {
      const now = Date.parse(clock.now());
      if (!session || Math.abs(now - session.openedAt) > SESSION_USE_MS)
        session = { token: openSession(account), openedAt: now };
      return session.token;
    });
  };
  const openSession = async (account: Account): Promise<string> => {
    const { id: accountId, name, roles } = account;
    const { token } = await server
      .get(SessionsService)
      .open({ ...systemActor('test'), accountId, name, roles }, account);
    return token;
  };
  const standing = new Map(accounts.map((account) => [account.roles[0], clientOf(account)]));

  return {
    as(role) {
      return standing.get(role)!;
    },
    async newOfficial(wanted) {
      officials += 1;
      const account = {
        username: `official.${officials}`,
        name: `Official ${officials}`,
        password: 'a sentence for the tests',
        ...wanted,
      };
      const id = await access.createAccount(systemActor('test'), account);
      const made = await server.get(UnitOfWork).read((tx) => access.accounts(tx));
      return clientOf(made.find((one) => one.id === id)!);
    },
    nobody: new Client(url, () => Promise.resolve(null)),
    url,
    server,
    clock,
    dataSource: server.get(DataSource),
    goTo: (day) => clock.set(morningOf(day)),
    async close() {
      await server.close();
      await database.drop();
    },
  };
}
