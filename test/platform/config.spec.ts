import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { readConfig } from '../../src/platform/index.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const production = { NODE_ENV: 'production', SCREENING_KEY: KEY, DUTY_KEY: KEY };

describe('the settings', () => {
  it('have defaults for development', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      database: { url: 'data/vidar.sqlite', poolSize: 10 },
      session: { idleMinutes: 15, hours: 12 },
      trustedProxies: 0,
      logLevel: 'info',
      docs: true,
    });
  });

  it('are read from the environment; an empty one is one that is not set', () => {
    const config = readConfig({
      ...production,
      PORT: '8080',
      DATABASE_URL: '',
      DOCS_ENABLED: 'false',
      SESSION_HOURS: '1',
    });
    expect(config).toMatchObject({ production: true, port: 8080, docs: false, session: { idleMinutes: 15, hours: 1 } });
    expect(config.database.url).toBe('data/vidar.sqlite');
    expect(config.screeningKey).toEqual(Buffer.alloc(32, 7));
  });

  it('give each database a folder of its own for documents, beside it, and say where the scanner is', () => {
    const documentsOf = (environment: Record<string, string>) => readConfig(environment).documents;
    const folderOf = (url: string): string => relative('.', documentsOf({ DATABASE_URL: url }).folder);
    expect(documentsOf({})).toMatchObject({ maxBytes: 25 * 1024 * 1024, scanner: null });
    expect(folderOf('data/vidar.sqlite')).toBe('data/vidar-documents');
    expect(folderOf('data/demo.sqlite')).toBe('data/demo-documents');
    expect(folderOf('postgres://vidar:secret@db.example:5432/vidar_prod?sslmode=require')).toBe(
      'data/vidar_prod-documents',
    );
    expect(documentsOf({ VIDAR_DOCUMENTS: '/srv/papers', VIDAR_DOCUMENTS_MAX_MB: '50' })).toMatchObject({
      ...{ folder: '/srv/papers', maxBytes: 50 * 1024 * 1024 },
    });
    expect(documentsOf({ VIDAR_CLAMD: 'unix:/run/clamav/clamd.sock' }).scanner).toEqual({
      path: '/run/clamav/clamd.sock',
    });
    expect(documentsOf({ VIDAR_CLAMD: 'tcp://127.0.0.1:3310' }).scanner).toEqual({ host: '127.0.0.1', port: 3310 });
    for (const wrong of ['/run/clamav/clamd.sock', 'http://127.0.0.1:3310', 'tcp://127.0.0.1', 'unix:clamd.sock'])
      expect(() => readConfig({ VIDAR_CLAMD: wrong })).toThrow('VIDAR_CLAMD');
  });

  it('are refused all at once, each by its name', () => {
    const wrong = {
      NODE_ENV: 'production',
      PORT: 'http',
      SESSION_HOURS: '0',
      DOCS_ENABLED: 'yes',
      LOG_LEVEL: 'loud',
      TRUSTED_PROXIES: '-1',
    };
    const names = [...Object.keys(wrong).filter((name) => name !== 'NODE_ENV'), 'SCREENING_KEY is missing'];
    for (const name of names) expect(() => readConfig(wrong)).toThrow(name);
    expect(() => readConfig({ NODE_ENV: 'staging' })).toThrow('NODE_ENV');
  });

  it('in production have a screening key of their own', () => {
    const known = readConfig({}).screeningKey.toString('base64');
    expect(() => readConfig({ ...production, SCREENING_KEY: undefined })).toThrow('SCREENING_KEY is missing');
    expect(() => readConfig({ ...production, SCREENING_KEY: known })).toThrow('everybody knows');
    expect(readConfig({ SCREENING_KEY: known }).production).toBe(false);
  });

  it('in production have a key of its own for the duty to report', () => {
    const known = readConfig({}).dutyKey.toString('base64');
    expect(known).not.toBe(readConfig({}).screeningKey.toString('base64'));
    expect(() => readConfig({ ...production, DUTY_KEY: undefined })).toThrow('DUTY_KEY is missing');
    expect(() => readConfig({ ...production, DUTY_KEY: known })).toThrow('DUTY_KEY is the one that everybody knows');
    expect(() => readConfig({ DUTY_KEY: 'short' })).toThrow('DUTY_KEY must be 32 bytes in base64');
  });

  it.each(['c2hvcnQ=', KEY.slice(0, -1), `${KEY}AAAA`, 'not base64 at all, but as long as it must be=', ` ${KEY}`])(
    'take no screening key such as %j',
    (key) => {
      expect(() => readConfig({ SCREENING_KEY: key })).toThrow('SCREENING_KEY must be 32 bytes in base64');
    },
  );

  it('are all listed in .env.example with their defaults', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const listed = Object.fromEntries(
      lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=') as [string, string]),
    );
    expect(readConfig({ ...listed, NODE_ENV: 'development' })).toEqual(readConfig({}));
    const read = ['config', 'oidc'].flatMap((part) =>
      [...readFileSync(`src/platform/config/${part}.ts`, 'utf8').matchAll(/^ {2}([A-Z_]+): /gm)].map(
        ([, name]) => name,
      ),
    );
    expect(Object.keys(listed).sort()).toEqual(read.sort());
  });

  const oidc = {
    OIDC_ISSUER: 'https://sign-in.agency.example',
    OIDC_CLIENT_ID: 'vidar',
    OIDC_CLIENT_SECRET: 'a secret',
    OIDC_REDIRECT_URI: 'https://vidar.agency.example/sign-in/complete',
    OIDC_ROLES: 'Handläggare=case_officer',
  };
  it('take all of OpenID Connect or nothing, and speak to the provider in clear on one machine only', () => {
    expect(readConfig({}).oidc).toBeNull();
    expect(readConfig(oidc).oidc).toMatchObject({ rolesClaim: 'roles', roles: [['Handläggare', 'case_officer']] });
    for (const name of Object.keys(oidc))
      expect(() => readConfig({ ...oidc, [name]: undefined })).toThrow(`${name} is missing`);
    const [clear, own] = [{ OIDC_ISSUER: 'http://sign-in.example' }, { OIDC_ISSUER: 'http://127.0.0.1:4000' }];
    expect(() => readConfig({ ...oidc, ...clear })).toThrow('OIDC_ISSUER must begin with https://');
    expect(readConfig({ ...oidc, ...own }).oidc?.issuer).toBe('http://127.0.0.1:4000');
    expect(() => readConfig({ ...oidc, ...own, NODE_ENV: 'production' })).toThrow('OIDC_ISSUER must begin with');
    expect(() => readConfig({ ...oidc, OIDC_ROLES: 'Handläggare' })).toThrow('OIDC_ROLES: write their-word=our_role');
  });
});
