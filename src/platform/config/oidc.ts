import { z } from 'zod';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const MAPPING = /^[^=,\s][^=,]*=[a-z_]+(,[^=,\s][^=,]*=[a-z_]+)*$/;

/** The part of the settings by which officials sign in at a provider of OpenID Connect; all of it or none. */
export const OIDC_SETTINGS = {
  /** The provider's address: where `/.well-known/openid-configuration` stands. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** The page `/sign-in/complete` of this server, as the provider knows it. */
  OIDC_REDIRECT_URI: z.url().optional(),
  OIDC_SCOPE: z.string().default('openid profile'),
  /** Where the provider tells the roles: the name of a claim, or a path of names with dots between them. */
  OIDC_ROLES_CLAIM: z.string().default('roles'),
  /** The provider's words and ours: `Handläggare=case_officer,Beslutsfattare=decision_maker`. */
  OIDC_ROLES: z.string().regex(MAPPING, 'write their-word=our_role, with commas between').optional(),
  OIDC_STAFF_NUMBER_CLAIM: z.string().optional(),
  OIDC_MUNICIPALITY_CLAIM: z.string().default('municipality_code'),
};

type Given = z.infer<z.ZodObject<typeof OIDC_SETTINGS>>;

export type OidcSettings = NonNullable<ReturnType<typeof oidcOf>>;

/** Null where nobody signs in by OpenID Connect. */
export function oidcOf(settings: Given) {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI, OIDC_ROLES } = settings;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_REDIRECT_URI || !OIDC_ROLES) return null;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    redirectUri: OIDC_REDIRECT_URI,
    scope: settings.OIDC_SCOPE,
    rolesClaim: settings.OIDC_ROLES_CLAIM,
    /** Their word and our role, as declared. */
    roles: OIDC_ROLES.split(',').map((pair) => pair.split('=') as [claimed: string, role: string]),
    staffNumberClaim: settings.OIDC_STAFF_NUMBER_CLAIM ?? null,
    municipalityClaim: settings.OIDC_MUNICIPALITY_CLAIM,
  };
}

/** What is wrong with these settings taken together: some of them only, or a provider that is spoken to in clear. */
export function wrongWithOidc(given: Record<string, string | undefined>, production: boolean): string[] {
  const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT_URI', 'OIDC_ROLES'];
  const missing = needed.filter((name) => given[name] === undefined);
  if (missing.length > 0 && missing.length < needed.length)
    return missing.map((name) => `${name} is missing: sign-in by OpenID Connect takes all of ${needed.join(', ')}`);
  const inClear = ['OIDC_ISSUER', 'OIDC_REDIRECT_URI'].filter((name) => isInClear(given[name], production));
  return inClear.map((name) => `${name} must begin with https://`);
}

function isInClear(address: string | undefined, production: boolean): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol !== 'https:' && (production || !LOOPBACK.includes(hostname));
}
