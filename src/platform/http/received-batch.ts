import { createHash, randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Bytes that can be read from anywhere, many times over: a file, which need not be in memory. */
export interface Bytes {
  readonly size: number;
  read(from: number, length: number): Promise<Buffer>;
  stream(from?: number, length?: number): Readable;
}

const PIECE = 256 * 1024;

/** A file without a name: whatever ends the process, even a kill, nothing of it stays on the disk. */
export class UnnamedFile implements Bytes {
  private written = 0;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async make(): Promise<UnnamedFile> {
    const path = join(tmpdir(), `vidar-${randomBytes(16).toString('hex')}`);
    const handle = await open(path, 'wx+', 0o600);
    await rm(path);
    return new UnnamedFile(handle);
  }

  get size(): number {
    return this.written + this.waitingBytes;
  }

  /** Adds to the end; what was added can be read once `flush` has returned. */
  async append(bytes: Buffer): Promise<void> {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (this.waitingBytes >= PIECE) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, this.written);
      done += bytesWritten;
      this.written += bytesWritten;
    }
  }

  /** Fewer bytes at the end of the file. */
  async read(from: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.written - from)));
    const { bytesRead } = await this.handle.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  }

  stream(from = 0, length = this.written - from): Readable {
    return Readable.from(this.pieces(from, length), { objectMode: false });
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async *pieces(from: number, length: number): AsyncGenerator<Buffer> {
    for (let at = from; at < from + length;) {
      const piece = await this.read(at, Math.min(PIECE, from + length - at));
      if (piece.length === 0) return;
      yield piece;
      at += piece.length;
    }
  }
}

/** The body of a request that is too large for the memory. It is gone when the request is answered. */
export class ReceivedBatch {
  private constructor(
    readonly bytes: UnnamedFile,
    private readonly sha256: string,
  ) {}

  /** Takes what comes, up to `most` bytes; null when there is more. */
  static async receive(content: AsyncIterable<Buffer>, most: number): Promise<ReceivedBatch | null> {
    const bytes = await UnnamedFile.make();
    try {
      const hash = createHash('sha256');
      for await (const piece of content) {
        if (bytes.size + piece.length > most) {
          await bytes.close();
          return null;
        }
        hash.update(piece);
        await bytes.append(piece);
      }
      await bytes.flush();
      return new ReceivedBatch(bytes, hash.digest('hex'));
    } catch (error) {
      await bytes.close();
      throw error;
    }
  }

  /** What the body is told by: two requests with the same bytes ask for the same. */
  toJSON(): string {
    return this.sha256;
  }
}
