import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import express, { type Express } from 'express';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { QueryFailedError } from 'typeorm';
import { withRequestId } from '../../src/platform/http/body.js';
import { logRequests, PinoLogger } from '../../src/platform/http/logger.js';

let lines: string[] = [];
const logger = new PinoLogger('info', { write: (line) => void lines.push(line) });
beforeEach(() => {
  lines = [];
});

type Line = Record<string, unknown> & { err: Record<string, unknown> };
const written = (): Line[] => lines.map((line) => JSON.parse(line) as Line);

describe('a log line', () => {
  it('is one JSON object with the time in UTC, its level and where it comes from', () => {
    logger.warn('The disk is almost full.', 'jobs');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\n$/);
    expect(written()[0]).toEqual({
      level: 40,
      time: expect.stringMatching(/Z$/),
      context: 'jobs',
      msg: 'The disk is almost full.',
    });
  });

  it('stays one line whatever stands in it', () => {
    logger.log('one\r\n{"level":60}\u2028two');
    expect(lines).toHaveLength(1);
    expect(lines[0]!.trimEnd()).not.toMatch(/[\r\n]/);
  });

  it('says of Nest’s start only that it started', () => {
    logger.log('Mapped {/api/v1/cases, GET} route', 'RouterExplorer');
    logger.log('Nest application successfully started', 'NestApplication');
    expect(written().map(({ msg }) => msg)).toEqual(['Nest application successfully started']);
  });
});

describe('the log line of an error', () => {
  const driverError = Object.assign(new Error('duplicate key value violates unique constraint "ux_persons_name"'), {
    code: '23505',
    constraint: 'ux_persons_name',
    detail: 'Key (name)=(Aline Mugisha) already exists.',
  });
  const failed = new QueryFailedError('INSERT INTO persons (name) VALUES ($1)', ['Aline Mugisha'], driverError);

  it.each<[string, unknown]>([
    ['of the database', failed],
    [
      'of the JSON parser',
      ((): unknown => {
        try {
          return JSON.parse('{"name": "Aline Mugisha" oops');
        } catch (error) {
          return error;
        }
      })(),
    ],
    ['that quotes what was sent', new Error('invalid input syntax for type integer: "Aline Mugisha"')],
    ['that is a text', "No such person: 'Aline Mugisha'"],
  ])('%s holds no name, wherever it is logged from', (_, error) => {
    logger.error(error, 'jobs');
    logger.error({ requestId: 'x', err: error }, 'problem');
    logger.error({ requestId: 'x', err: error }, 'a stack', 'problem');
    expect(lines.length).toBe(3);
    if (typeof error !== 'string') expect(lines.join('')).not.toMatch(/Mugisha|VALUES/);
    else expect(lines.slice(1).join('')).not.toMatch(/Mugisha/);
  });

  it('says its kind, its code and where it happened', () => {
    logger.error({ requestId: 'the-request', err: failed }, 'problem');
    expect(written()[0]).toMatchObject({
      requestId: 'the-request',
      err: { type: 'QueryFailedError', code: '23505', constraint: 'ux_persons_name' },
    });
    const { at } = written()[0]!.err as { at: string[] };
    expect(at.length).toBeGreaterThan(0);
    expect(at.every((frame) => frame.startsWith('at '))).toBe(true);
  });
});

describe('each request', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    Logger.overrideLogger(logger);
    const app: Express = express();
    app.use(withRequestId, logRequests());
    app.get('/cases/:caseId', (_request, response) => void response.status(201).json({ name: 'Aline Mugisha' }));
    app.get('/cut', (_request, response) => void response.socket?.destroy());
    server = app.listen(0);
    await new Promise((listening) => server.once('listening', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('is one line with method, the route’s pattern, status, time and id; nothing of the address, what was sent or answered', async () => {
    const answer = await fetch(`${url}/cases/SYN-24C00017?name=Mugisha`, {
      headers: { authorization: 'Bearer secret', 'user-agent': 'me' },
    });
    await answer.text();
    expect(written()).toEqual([
      {
        level: 30,
        time: expect.any(String),
        context: 'request',
        method: 'GET',
        route: '/cases/:caseId',
        status: 201,
        ms: expect.any(Number),
        requestId: answer.headers.get('x-request-id'),
      },
    ]);
  });

  it('that nothing answers, or that breaks off, is a line too', async () => {
    await (await fetch(`${url}/nothing/Mugisha`)).text();
    await fetch(`${url}/cut`).catch(() => undefined);
    expect(written()).toMatchObject([
      { route: 'none', status: 404 },
      { route: '/cut', cut: true },
    ]);
  });
});
