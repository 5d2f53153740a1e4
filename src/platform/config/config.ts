import { createPrivateKey } from 'node:crypto';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { OIDC_SETTINGS, oidcOf, wrongWithOidc } from './oidc.js';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** 32 bytes in base64. */
const KEY_PATTERN = /^[A-Za-z0-9+/]{43}=$/;

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** `postgres://...`, or the path of an SQLite file. */
  DATABASE_URL: z.string().min(1).default('data/vidar.sqlite'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  /** 32 bytes in base64: seals what the Security Service said. */
  SCREENING_KEY: z.string().default(''),
  /** 32 bytes in base64: seals the compartment of the duty to report, apart from the wall. */
  DUTY_KEY: z.string().default(''),
  /** Signs the audit log's daily checkpoints: an Ed25519 key, PKCS 8 in base64. */
  AUDIT_KEY: z.string().refine(isSigningKey, 'make one with `npm run audit:key`').optional(),
  /** File of the signed checkpoints, outside the database. */
  VIDAR_CHECKPOINTS: z.string().default(''),
  /** The key before it, while what it sealed is sealed anew. */
  SCREENING_PREVIOUS_KEY: z.string().regex(KEY_PATTERN, 'must be 32 bytes in base64').optional(),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).default(15),
  SESSION_HOURS: z.coerce.number().int().min(1).default(12),
  /** How long a case is open by break-glass. */
  BREAK_GLASS_MINUTES: z.coerce.number().int().min(5).max(1440).default(60),
  /** How many different records an account may open in an hour. */
  RECORDS_AN_HOUR: z.coerce.number().int().min(10).max(1_000_000).default(1000),
  /** How many reverse proxies stand before the server: the client's address is taken from the last of them. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  DOCS_ENABLED: flag.default(true),
  /** Folder of the built pages. */
  VIDAR_PAGES: z.string().default('dist/web'),
  /** Folder of the documents' content. */
  VIDAR_DOCUMENTS: z.string().default(''),
  VIDAR_DOCUMENTS_MAX_MB: z.coerce.number().int().min(1).max(200).default(25),
  /** `unix:/run/clamav/clamd.sock` or `tcp://127.0.0.1:3310`. */
  VIDAR_CLAMD: z
    .string()
    .regex(/^(unix:\/.+|tcp:\/\/[^\s:/]+:\d{1,5})$/, 'write unix:/path/of/the.sock or tcp://host:port')
    .optional(),
  ...OIDC_SETTINGS,
});

export type Config = ReturnType<typeof readConfig>;

/** Injection token of the settings. */
export const CONFIG = Symbol('config');

const DEVELOPMENT_KEY = Buffer.alloc(32, 'vidar-development').toString('base64');
const DEVELOPMENT_DUTY_KEY = Buffer.alloc(32, 'vidar-development-duty').toString('base64');

/**
 * The settings from the environment, each listed in `.env.example`. Throws one Error that names every setting that is
 * missing or wrong; in production a missing secret is one of them.
 */
export function readConfig(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const production = given.NODE_ENV === 'production';
  const wrongKeys = [
    wrongWithKey('SCREENING_KEY', given.SCREENING_KEY, production),
    wrongWithKey('DUTY_KEY', given.DUTY_KEY, production),
    ...wrongWithOidc(given, production),
  ].filter((one) => one !== null);
  if (!parsed.success || wrongKeys.length > 0) throw new Error(`Settings: ${[...wrong, ...wrongKeys].join('; ')}`);
  const settings = parsed.data;
  const screeningKey = Buffer.from(settings.SCREENING_KEY || DEVELOPMENT_KEY, 'base64');
  return {
    production,
    port: settings.PORT,
    host: settings.HOST,
    database: { url: settings.DATABASE_URL, poolSize: settings.DATABASE_POOL_SIZE },
    screeningKey,
    dutyKey: Buffer.from(settings.DUTY_KEY || DEVELOPMENT_DUTY_KEY, 'base64'),
    audit: {
      /** Null: nothing is signed, and verification says so. */
      key: settings.AUDIT_KEY ?? null,
      checkpoints: resolve(settings.VIDAR_CHECKPOINTS || besideDatabase(settings.DATABASE_URL, 'checkpoints.jsonl')),
    },
    /** What was sealed with it opens too, until `npm run screening:rotate-key` has been through. */
    screeningPreviousKey: settings.SCREENING_PREVIOUS_KEY
      ? Buffer.from(settings.SCREENING_PREVIOUS_KEY, 'base64')
      : null,
    session: { idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS },
    /** Null: nobody signs in by OpenID Connect, and nobody is called. */
    oidc: oidcOf(settings),
    breakGlassMinutes: settings.BREAK_GLASS_MINUTES,
    recordsAnHour: settings.RECORDS_AN_HOUR,
    trustedProxies: settings.TRUSTED_PROXIES,
    logLevel: settings.LOG_LEVEL,
    docs: settings.DOCS_ENABLED,
    pages: resolve(settings.VIDAR_PAGES),
    documents: {
      folder: resolve(settings.VIDAR_DOCUMENTS || besideDatabase(settings.DATABASE_URL)),
      maxBytes: settings.VIDAR_DOCUMENTS_MAX_MB * 1024 * 1024,
      /** Null: nothing is scanned, and each document says so. */
      scanner: scannerAt(settings.VIDAR_CLAMD),
    },
  };
}

/** A folder or file of this database alone: what its rows do not name is swept away among the documents. */
const besideDatabase = (url: string, what = 'documents'): string =>
  /^postgres(ql)?:/.test(url)
    ? join('data', `${new URL(url).pathname.slice(1) || 'vidar'}-${what}`)
    : join(dirname(url), `${basename(url, extname(url))}-${what}`);

function isSigningKey(key: string): boolean {
  try {
    const der = Buffer.from(key, 'base64');
    return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' }).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

function scannerAt(address: string | undefined): { path: string } | { host: string; port: number } | null {
  if (address === undefined) return null;
  if (address.startsWith('unix:')) return { path: address.slice('unix:'.length) };
  const [, host, port] = /^tcp:\/\/(.+):(\d+)$/.exec(address)!;
  return { host: host!, port: Number(port) };
}

function wrongWithKey(name: string, key: string | undefined, production: boolean): string | null {
  if (key === undefined)
    return production
      ? `${name} is missing. Make one with \`openssl rand -base64 32\` and keep it apart from the database`
      : null;
  if (!KEY_PATTERN.test(key)) return `${name} must be 32 bytes in base64`;
  return production && [DEVELOPMENT_KEY, DEVELOPMENT_DUTY_KEY].includes(key)
    ? `${name} is the one that everybody knows; it is for development only`
    : null;
}
