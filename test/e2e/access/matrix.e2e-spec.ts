import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, permits, ROLES, type Permission } from '../../../src/access/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import type { Client } from '../../support/client.js';
import { call, documentOf, isBelowBase, operationsOf, type Operation } from '../../support/operations.js';

let app: TestApp;
let operations: Operation[];
beforeAll(async () => {
  app = await startApp();
  // Signing out comes last: it ends the session with which the others are called.
  operations = operationsOf(documentOf(app))
    .filter(isBelowBase)
    .sort((a, b) => Number(a.operationId === 'signOut') - Number(b.operationId === 'signOut'));
});
afterAll(() => app.close());

const named = (operation: Operation): string => `${operation.operationId} (${operation.permission})`;
const isPublic = ({ permission }: Operation): boolean => permission === 'public';

/** What a client is answered by each of the operations, called with random ids and nothing else. */
async function statuses(
  client: Client,
  of: Operation[],
  options: Parameters<typeof call>[2] = {},
): Promise<Map<string, { status: number; permission: string }>> {
  const answers = new Map<string, { status: number; permission: string }>();
  for (const operation of of) {
    const { status, body } = await call(client, operation, options);
    answers.set(named(operation), { status, permission: body?.permission as string });
  }
  return answers;
}

describe('every operation', () => {
  it('says what it needs: a permission of the catalogue, a session, or nothing', () => {
    const known = [...Object.keys(PERMISSIONS), 'session', 'public'];
    expect(operations.filter(({ permission }) => !known.includes(permission)).map(named)).toEqual([]);
    expect(operations.filter(isPublic).map(named)).toEqual([
      'signIn (public)',
      'signInBrowser (public)',
      'listSignInMethods (public)',
      'startOidcSignIn (public)',
      'signInOidc (public)',
    ]);
    expect(
      operations
        .filter(({ permission }) => permission === 'session')
        .map(({ operationId }) => operationId)
        .sort(),
    ).toEqual(['changePassword', 'listPermissions', 'signOut', 'startOidcStepUp', 'stepUp', 'stepUpOidc', 'whoAmI']);
  });

  it('is refused to somebody who is not signed in, whatever is sent', async () => {
    for (const body of ['{}', '{ malformed']) {
      const answers = await statuses(
        app.nobody,
        operations.filter((one) => !isPublic(one)),
        { body, query: '?unknown=1' },
      );
      expect([...answers].filter(([, { status }]) => status !== 401)).toEqual([]);
    }
  });
});

describe.each(ROLES)('%s', (role) => {
  it('is answered 403 by what the role lacks, before anything else is looked at, and never by what it holds', async () => {
    const lacks = (operation: Operation): boolean =>
      operation.permission in PERMISSIONS && !permits([role], operation.permission as Permission);
    const [refused, held] = [operations.filter(lacks), operations.filter((operation) => !lacks(operation))];

    const wrongly = async (options: Parameters<typeof call>[2]): Promise<unknown[]> =>
      [...(await statuses(app.as(role), refused, options))].filter(
        ([name, { status, permission }]) => status !== 403 || !name.endsWith(`(${permission})`),
      );
    expect(await wrongly({})).toEqual([]);
    expect(await wrongly({ body: '{ malformed', query: '?unknown=1', ifMatch: 'stale', key: 'x' })).toEqual([]);

    const answers = await statuses(app.as(role), held);
    expect([...answers].filter(([, { status }]) => [401, 403].includes(status) || status >= 500)).toEqual([]);
    process.stdout.write(`  ${ENGINE} ${role}: ${held.length} operations open, ${refused.length} refused\n`);
  });
});
