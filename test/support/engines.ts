import { copyFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Client } from 'pg';

/** How an engine makes and drops databases. They are known by name; a template must not be in use while it is copied. */
export interface Engine {
  url(name: string): string;
  create(name: string, template?: string): Promise<void>;
  drop(name: string): Promise<void>;
}

/** The folder of this run, made by global-setup.mjs. */
export const runFolder = (): string => process.env.VIDAR_TEST_FOLDER!;

const file = (name: string): string => join(runFolder(), `${name}.sqlite`);

export const sqlite: Engine = {
  url: file,
  async create(name, template) {
    if (template) await copyFile(file(template), file(name));
  },
  async drop(name) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(file(name) + suffix, { force: true });
  },
};

// On a server of one's own (TEST_PG_URL) two runs must not meet; postgres-server.mjs drops what a broken run leaves.
const database = (name: string): string => `${basename(runFolder())}-${name}`;

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_PG_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export const postgres: Engine = {
  url(name) {
    const url = new URL(process.env.TEST_PG_URL!);
    url.pathname = `/${database(name)}`;
    return url.href;
  },
  create: (name, template) =>
    onServer(`CREATE DATABASE "${database(name)}" ${template ? `TEMPLATE "${database(template)}"` : ''}`),
  drop: (name) => onServer(`DROP DATABASE IF EXISTS "${database(name)}" WITH (FORCE)`),
};
