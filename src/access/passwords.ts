import { hash, verify } from '@node-rs/argon2';

// OWASP's argon2id parameters (ASVS 11.4.2): 19 MiB, two passes. Algorithm 2 is argon2id.
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Kept for an account to which one signs in elsewhere only. */
export const NO_PASSWORD = '';

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password);

// An unknown name costs as much time as a wrong password, so that names cannot be found by trying.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$YWJjZGVmZ2hpamtsbW5vcA$1nX8TkbRGBEQDCb7nFz2w2dvyRWhjr2CG3rs2z2xVvM';
export async function verifyNobody(password: string): Promise<false> {
  await verify(NOBODY, password).catch(() => false);
  return false;
}
