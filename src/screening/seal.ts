import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Which key sealed it, for the day when keys are rotated. */
const KEY_ID = 1;
/** The shortest sealed text: statements of every outcome, re-screenings and decisions are equally long. */
const SHORTEST_BYTES = 4096;

/**
 * Seals a JSON value with AES-256-GCM. The text is filled up with blanks to 4 KiB or the next doubling of it, so that its length
 * does not tell what it says.
 * @param key 32 bytes
 * @param boundTo what it belongs to (ids of its row): it cannot be unsealed in another place
 * @returns base64 of key id (1 byte), nonce (12), tag (16) and cipher text
 */
export function seal(key: Buffer, content: unknown, boundTo: readonly string[]): string {
  const text = Buffer.from(JSON.stringify(content));
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(JSON.stringify(boundTo)));
  const filled = Buffer.concat([text, Buffer.alloc(filledLength(text.length) - text.length, ' ')]);
  const sealed = Buffer.concat([cipher.update(filled), cipher.final()]);
  return Buffer.concat([Buffer.of(KEY_ID), nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Reads what `seal` wrote. Throws an Error when the key is another, the text was changed, or it stands in another place. */
export function unseal(key: Buffer, sealed: string, boundTo: readonly string[]): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes[0] !== KEY_ID) throw new Error(`Sealed with key ${bytes[0]}, which this server does not have.`);
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(JSON.stringify(boundTo)))
    .setAuthTag(tag);
  const text = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString()) as unknown;
}

function filledLength(length: number): number {
  let filled = SHORTEST_BYTES;
  while (filled < length) filled *= 2;
  return filled;
}
