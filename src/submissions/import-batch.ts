import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, InvalidInput, NotFound, type Actor } from '../kernel/index.js';
import {
  cursorOf,
  insertRows,
  newId,
  readPosition,
  rows,
  toPage,
  UnitOfWork,
  type Page,
  type Tx,
} from '../platform/index.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import type { JobStatus } from '../platform/jobs/job.entity.js';
import { ReceivedBatch } from '../platform/http/received-batch.js';
import { utf8Lines } from '../platform/http/utf8.js';
import { contentOf } from './domain/batch-lines.js';
import { LINE_TOO_LONG } from './domain/import-refusals.js';
import { noWorkbook } from '../platform/http/zip-bounds.js';
import { WorkbookForms } from './import-workbook.js';
import { Import, ImportLine, type ImportFormat, type ImportMode, type ImportOutcome } from './submissions.entities.js';

export const IMPORT_KIND = 'import-submissions';
const ROWS_AN_INSERT = 28;
/** In bytes; what one request may hold (platform/http) has no more, in whatever script. */
const LONGEST_LINE = 4 * 1024 * 1024;
/** A batch that is tried or taken whole is one transaction, in which nobody else can write on SQLite: so it stays small. */
export const MOST_LINES_TOGETHER = 2_000;

export interface ImportOptions {
  readonly mode: ImportMode;
  readonly dryRun: boolean;
}

/** A line with what it holds, or with the reasons why it holds no form. */
type QueuedLine = Pick<ImportLine, 'line' | 'content' | 'errors'>;

/** The lines of a batch, which can be gone through more than once: they are not held. */
interface QueuedLines {
  readonly count: number;
  lines(): AsyncIterable<QueuedLine>;
}

export interface ImportReport {
  batch: Import;
  status: JobStatus;
  counts: Record<ImportOutcome, number>;
  page: Page<ImportLine>;
}

/** Batches of RRFs: kept and queued as a job, told of, called off. `ImportRun` does the job. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: JobsService,
    private readonly audit: AuditService,
  ) {}

  /** Keeps a batch of JSON lines and queues its job; returns the id of both. Throws InvalidInput for a batch without lines. */
  async queueLines(batch: unknown, actor: Actor, options: ImportOptions): Promise<string> {
    const lines = (): AsyncIterable<QueuedLine> => jsonLines(batch);
    let count = 0;
    for await (const _line of lines()) count += 1;
    if (count === 0)
      throw new InvalidInput([
        {
          pointer: '',
          code: 'noLines',
          message: 'Send the RRFs as lines of JSON, one a line, as application/x-ndjson or text/plain.',
        },
      ]);
    return this.queue({ count, lines }, 'jsonLines', actor, options);
  }

  /** The same for a workbook as the template is built. Throws InvalidInput for one that is not, and for one without cases. */
  async queueWorkbook(batch: unknown, actor: Actor, options: ImportOptions): Promise<string> {
    if (!(batch instanceof ReceivedBatch)) throw noWorkbook();
    const forms = await WorkbookForms.in(batch.bytes);
    try {
      if (forms.count === 0)
        throw new InvalidInput([{ pointer: 'Cases!A2', code: 'noLines', message: 'The sheet Cases has no cases.' }]);
      return await this.queue(forms, 'workbook', actor, options);
    } finally {
      await forms.close();
    }
  }

  /** How far the import is, with a page of its lines. Throws NotFound. */
  report(
    importId: string,
    { outcome, limit, cursor }: { outcome?: ImportOutcome; limit: number; cursor?: string },
  ): Promise<ImportReport> {
    const after = readPosition(cursor);
    return this.unitOfWork.read(async (tx) => {
      const batch = await tx.manager.findOneBy(Import, { id: importId });
      const job = batch && (await this.jobs.find(tx, importId));
      if (!job) throw new NotFound('import');
      const found = await tx.manager
        .createQueryBuilder(ImportLine, 'line')
        .where('line.importId = :importId AND line.line > :after', { importId, after })
        .andWhere(outcome ? 'line.outcome = :outcome' : '1 = 1', { outcome })
        .orderBy('line.line')
        .limit(limit + 1)
        .getMany();
      const page = toPage(
        found,
        limit,
        (line) => line,
        (line) => cursorOf(String(line.line)),
      );
      return { batch, status: job.status, counts: await countsOf(tx, importId), page };
    });
  }

  /**
   * Calls the import off: the lines that have their outcome keep it, the others never get one and what they held is forgotten. Throws
   * NotFound, or ConditionsUnmet when it had ended.
   */
  cancel(importId: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      if (!(await tx.manager.existsBy(Import, { id: importId }))) throw new NotFound('import');
      if (!(await this.jobs.cancel(tx, importId)))
        throw new ConditionsUnmet([
          { code: 'importEnded', detail: 'The import has ended: nothing is left to call off.', source: 'Vidar' },
        ]);
      await tx.manager.update(ImportLine, { importId, outcome: 'pending' }, { content: null });
      this.audit.record(tx, actor, {
        action: 'submission.cancel_import',
        subjectType: 'import',
        subjectId: importId,
        payload: {},
      });
    });
  }

  private async queue(
    queued: QueuedLines,
    format: ImportFormat,
    actor: Actor,
    { mode, dryRun }: ImportOptions,
  ): Promise<string> {
    const { count } = queued;
    if (count > MOST_LINES_TOGETHER && (dryRun || mode === 'allOrNothing'))
      throw new InvalidInput([
        {
          pointer: '',
          code: 'tooManyTogether',
          message: `A batch that is tried or taken whole has at most ${MOST_LINES_TOGETHER} lines; this one has ${count}. Send it in parts, or line by line.`,
        },
      ]);
    return this.unitOfWork.run(actor, async (tx) => {
      const id = newId();
      const { accountId, name: accountName, roles, requestId } = actor;
      await tx.manager.insert(Import, {
        id,
        receivedAt: tx.at,
        accountId,
        accountName,
        roles: [...roles],
        requestId,
        lines: count,
        format,
        mode,
        dryRun,
      });
      await keepLines(tx, id, queued.lines());
      this.audit.record(tx, actor, {
        action: 'submission.import',
        subjectType: 'import',
        subjectId: id,
        payload: { lines: count, format, mode, dryRun },
      });
      return this.jobs.enqueue(tx, IMPORT_KIND, { importId: id }, id);
    });
  }
}

/** The lines of a text that hold something, counted from 1. Throws InvalidInput for what is not UTF-8. */
async function* jsonLines(batch: unknown): AsyncGenerator<QueuedLine> {
  if (!(batch instanceof ReceivedBatch)) return;
  for await (const { line, text } of utf8Lines(batch.bytes.stream(), LONGEST_LINE)) {
    const content = text === null ? null : contentOf(text);
    if (content !== '') yield { line, content, errors: content === null ? [LINE_TOO_LONG] : [] };
  }
}

async function keepLines(tx: Tx, importId: string, lines: AsyncIterable<QueuedLine>): Promise<void> {
  let waiting: ImportLine[] = [];
  for await (const { line, content, errors } of lines) {
    const outcome = errors.length > 0 ? 'rejected' : 'pending';
    waiting.push({ importId, line, content, outcome, caseId: null, diaryNumber: null, errors });
    if (waiting.length < ROWS_AN_INSERT) continue;
    await insertRows(tx.manager, ImportLine, waiting);
    waiting = [];
  }
  await insertRows(tx.manager, ImportLine, waiting);
}

/** How many lines of the import have each outcome. */
export async function countsOf(tx: Tx, importId: string): Promise<Record<ImportOutcome, number>> {
  const found = await rows<{ outcome: ImportOutcome; n: number }>(
    tx.manager,
    'SELECT outcome, count(*) AS n FROM import_lines WHERE import_id = :importId GROUP BY outcome',
    { importId },
  );
  const counts = { pending: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const { outcome, n } of found) counts[outcome] = Number(n);
  return counts;
}
