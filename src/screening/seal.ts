import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The shape of what follows, should it ever change. Which key sealed it is not told: the one that opens it did. */
const SHAPE = 1;
/** The shortest sealed text: statements of every outcome, re-screenings and decisions are equally long. */
const SHORTEST_BYTES = 4096;

/**
 * Seals a JSON value with AES-256-GCM. The text is filled up with blanks to 4 KiB or the next doubling of it, so that its length
 * does not tell what it says.
 * @param key 32 bytes
 * @param boundTo what it belongs to (ids of its row): it cannot be unsealed in another place
 * @returns base64 of shape (1 byte), nonce (12), tag (16) and cipher text
 */
export function seal(key: Buffer, content: unknown, boundTo: readonly string[]): string {
  const text = Buffer.from(JSON.stringify(content));
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(JSON.stringify(boundTo)));
  const filled = Buffer.concat([text, Buffer.alloc(filledLength(text.length) - text.length, ' ')]);
  const sealed = Buffer.concat([cipher.update(filled), cipher.final()]);
  return Buffer.concat([Buffer.of(SHAPE), nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/**
 * Reads what `seal` wrote, with the first of the keys that opens it. Throws an Error when none does, the text was changed, or it stands
 * in another place.
 */
export function unseal(keys: Buffer | readonly Buffer[], sealed: string, boundTo: readonly string[]): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes[0] !== SHAPE) throw new Error(`Sealed in the shape ${bytes[0]}, which this server does not know.`);
  const [key, ...others] = Array.isArray(keys) ? (keys as readonly Buffer[]) : [keys as Buffer];
  try {
    return open(key!, bytes, boundTo);
  } catch (error) {
    if (others.length === 0) throw error;
    return unseal(others, sealed, boundTo);
  }
}

function open(key: Buffer, bytes: Buffer, boundTo: readonly string[]): unknown {
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(JSON.stringify(boundTo)))
    .setAuthTag(tag);
  const text = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString()) as unknown;
}

/** The keys that open what is sealed: today's, and the one before while the key is rotated. */
export const keysOf = (config: { screeningKey: Buffer; screeningPreviousKey: Buffer | null }): Buffer[] =>
  config.screeningPreviousKey ? [config.screeningKey, config.screeningPreviousKey] : [config.screeningKey];

function filledLength(length: number): number {
  let filled = SHORTEST_BYTES;
  while (filled < length) filled *= 2;
  return filled;
}
