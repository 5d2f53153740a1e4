import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const MAIN = join(resolve(process.env.VIDAR_DIST ?? 'dist'), 'src/main.js');
const KEY = Buffer.alloc(32, 7).toString('base64');

/** The built server in a process of its own, as it runs in production, and an official signed in. */
export interface Server {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: Buffer | string, type: string): Promise<Answer>;
  /** The most memory that the process has had at once. */
  peakMegabytes(): Promise<number>;
  stop(): Promise<void>;
  /** Ends the process as a power cut would: it is asked nothing. */
  kill(): Promise<void>;
}

export async function startServer(
  database: string,
  { username, password }: { username: string; password: string },
): Promise<Server> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      DATABASE_URL: database,
      SCREENING_KEY: KEY,
      DUTY_KEY: KEY,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  for await (const piece of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    said += piece;
    if (said.includes('Vidar listens on')) break;
  }
  const [, url] = /Vidar listens on (http:[^\s,]+)/.exec(said) ?? [];
  if (url === undefined) throw new Error(`The server did not start: ${said}`);

  async function ask<Answer>(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Buffer | string,
  ): Promise<Answer> {
    const response = await fetch(`${url}/api/v1${path}`, { method, headers, body: body as BodyInit });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Answer;
  }
  const { token } = await ask<{ token: string }>(
    'POST',
    '/sessions',
    { 'content-type': 'application/json' },
    JSON.stringify({ username, password }),
  );
  const authorization = `Bearer ${token}`;
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    get: (path) => ask('GET', path, { authorization }),
    post: (path, body, type) =>
      ask('POST', path, { authorization, 'content-type': type, 'idempotency-key': randomUUID() }, body),
    async peakMegabytes() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) / 1024;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
