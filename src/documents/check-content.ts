import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, InvalidInput, type Actor } from '../kernel/index.js';
import { UnitOfWork, type MalwareScanner, type ReceivedFile } from '../platform/index.js';
import {
  CONTENT_TYPES,
  HEAD_BYTES,
  hasControls,
  TAIL_BYTES,
  typeByStart,
  type Glimpse,
} from './domain/content-types.js';
import { safeName } from './domain/file-names.js';
import { judgeContent } from './domain/judge-content.js';

/** What is known of a file that may be kept. */
export interface CheckedContent {
  readonly path: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly scanned: boolean;
}

/** What a received file is, before it is kept: its type by its content, its name made safe, and the scanner's word. */
@Injectable()
export class CheckContent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly scanner: MalwareScanner | null,
  ) {}

  /** Throws InvalidInput (not what is taken, or not what it says), ConditionsUnmet (`malwareFound`) or Unavailable (no scanner). */
  async check(received: ReceivedFile, caseId: string, actor: Actor): Promise<CheckedContent> {
    const fileName = safeName(received.name);
    const glimpse = await glimpseOf(received);
    const isText = typeByStart(glimpse.head) === null && (await isTextIn(received.path));
    const judged = judgeContent(glimpse, fileName, isText);
    if ('refused' in judged) throw new InvalidInput([judged.refused]);
    await this.refuseMalware(received, caseId, actor);
    return {
      ...{ path: received.path, fileName, mediaType: CONTENT_TYPES[judged.type].mediaType },
      ...{ sizeBytes: received.size, sha256: received.sha256, scanned: this.scanner !== null },
    };
  }

  private async refuseMalware({ path, sha256 }: ReceivedFile, caseId: string, actor: Actor): Promise<void> {
    const found = await this.scanner?.scan(path);
    if (!found) return;
    // That it was tried stays on record although nothing is stored, so the entry has a unit of work of its own.
    await this.unitOfWork.run({ ...actor, idempotency: undefined }, (tx) => {
      const payload = { found, sha256 };
      this.audit.record(tx, actor, {
        action: 'document.refuse_malware',
        ...{ subjectType: 'case', subjectId: caseId, caseId, payload },
      });
      return Promise.resolve(null);
    });
    throw new ConditionsUnmet([
      {
        code: 'malwareFound',
        detail: `The malware scanner found ${found} in the file. Nothing was stored; tell your IT security.`,
        source: 'Malware scan of every upload',
      },
    ]);
  }
}

async function glimpseOf({ path, size }: ReceivedFile): Promise<Glimpse> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    return { size, head, tail };
  } finally {
    await file.close();
  }
}

/** Whether the whole file is text in UTF-8, read piece by piece. */
async function isTextIn(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>)
      if (hasControls(decoder.decode(piece, { stream: true }))) return false;
    return !hasControls(decoder.decode());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}
