import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { Instant } from '../kernel/index.js';
import type { AuditChain } from './audit.entities.js';

/** The head of a chain at one moment. */
export interface Checkpoint {
  at: Instant;
  chain: AuditChain;
  /** The position of the last entry, which is how many there are. */
  position: number;
  hash: string;
}

/** A new Ed25519 key, PKCS 8 in base64. */
export const newAuditKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

export const readAuditKey = (key: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(key, 'base64'), type: 'pkcs8', format: 'der' });

/** One line of the file: signed, and tied to the line before it. */
interface Line extends Checkpoint {
  /** SHA-256 of the line before; empty on the first. */
  after: string;
  signature: string;
}

const told = (line: Omit<Line, 'signature'>): Buffer =>
  Buffer.from(`vidar-checkpoint-1|${line.at}|${line.chain}|${line.position}|${line.hash}|${line.after}`);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The file of signed checkpoints, one a line, outside the database (security.md 6): whoever may write the database can cut off the
 * end of a chain or write it anew, and cannot sign that.
 */
export class CheckpointFile {
  private readonly privateKey: KeyObject;

  constructor(
    private readonly path: string,
    key: string,
  ) {
    this.privateKey = readAuditKey(key);
  }

  /** Adds a signed line; it is on the disk when this returns. */
  async add(checkpoint: Checkpoint): Promise<void> {
    const file = await open(this.path, 'a+', 0o600);
    try {
      const last = linesOf(await file.readFile('utf8')).at(-1);
      const line = { ...checkpoint, after: last === undefined ? '' : sha256(last) };
      const signature = sign(null, told(line), this.privateKey).toString('base64');
      await file.appendFile(`${JSON.stringify({ ...line, signature })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The checkpoints in the file; `wrong` names the first line that was not signed with the key, or does not follow on the one before. */
  async read(): Promise<{ checkpoints: Checkpoint[]; wrong: string | null }> {
    const publicKey = createPublicKey(this.privateKey);
    const checkpoints: Checkpoint[] = [];
    let before: string | undefined;
    for (const [index, text] of linesOf(await contentOf(this.path)).entries()) {
      const line = parsed(text);
      if (!line || !verify(null, told(line), publicKey, Buffer.from(line.signature, 'base64')))
        return { checkpoints, wrong: `Line ${index + 1} of the checkpoints was not signed with this key.` };
      if (line.after !== (before === undefined ? '' : sha256(before)))
        return { checkpoints, wrong: `Line ${index + 1} of the checkpoints does not follow on the line before.` };
      const { at, chain, position, hash } = line;
      checkpoints.push({ at, chain, position, hash });
      before = text;
    }
    return { checkpoints, wrong: null };
  }
}

const linesOf = (content: string): string[] => content.split('\n').filter((line) => line !== '');

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function parsed(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Line;
    return typeof line.signature === 'string' ? line : null;
  } catch {
    return null;
  }
}
