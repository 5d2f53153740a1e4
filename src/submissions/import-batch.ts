import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { ConditionsUnmet, InvalidInput, NotFound, type Actor, type FieldError } from '../kernel/index.js';
import { cursorOf, newId, readPosition, rows, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import { parseJson } from '../platform/http/body.js';
import { validated } from '../platform/http/validation.js';
import { JobsService, type JobRun } from '../platform/jobs/jobs.service.js';
import type { JobStatus } from '../platform/jobs/job.entity.js';
import { linesOf } from './domain/batch-lines.js';
import type { Rrf } from './domain/rrf.js';
import { ReceiveSubmission, type Known } from './receive-submission.js';
import { RrfBody } from './rrf.dto.js';
import { Import, ImportLine, type ImportOutcome } from './submissions.entities.js';

const KIND = 'import-submissions';
const ROWS_AN_INSERT = 200;
const LINES_A_READ = 50;
/** As for a single request (platform/http): a longer line is no RRF. */
const LONGEST_LINE = 1024 * 1024;

type Settled = Pick<ImportLine, 'outcome' | 'caseId' | 'diaryNumber' | 'errors'>;

export interface ImportReport {
  batch: Import;
  status: JobStatus;
  counts: Record<ImportOutcome, number>;
  page: Page<ImportLine>;
}

/**
 * Takes in a batch of RRFs as a job, line by line. Each line is one unit of work that holds the case and the line's outcome
 * together, so that a job that is killed goes on where it stopped and repeats nothing.
 */
@Injectable()
export class ImportBatch implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly intake: ReceiveSubmission,
    private readonly jobs: JobsService,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(KIND, (run) => this.work(run));
  }

  /** Keeps the batch and queues its job; returns the id of both. Throws InvalidInput for a batch without lines. */
  queue(text: unknown, actor: Actor): Promise<string> {
    const lines = typeof text === 'string' ? linesOf(text) : [];
    if (lines.length === 0)
      throw new InvalidInput([
        {
          pointer: '',
          code: 'noLines',
          message: 'Send the RRFs as lines of JSON, one a line, as application/x-ndjson or text/plain.',
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
        lines: lines.length,
      });
      for (let from = 0; from < lines.length; from += ROWS_AN_INSERT)
        await tx.manager.insert(
          ImportLine,
          lines.slice(from, from + ROWS_AN_INSERT).map((line): ImportLine => ({
            ...line,
            importId: id,
            outcome: 'pending',
            caseId: null,
            diaryNumber: null,
            errors: [],
          })),
        );
      this.audit.record(tx, actor, {
        action: 'submission.import',
        subjectType: 'import',
        subjectId: id,
        payload: { lines: lines.length },
      });
      return this.jobs.enqueue(tx, KIND, { importId: id }, id);
    });
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
      return { batch, status: job.status, counts: await this.counts(tx, importId), page };
    });
  }

  private async work({ payload, progress }: JobRun): Promise<void> {
    const importId = String(payload.importId);
    const batch = await this.unitOfWork.read((tx) => tx.manager.findOneByOrFail(Import, { id: importId }));
    const actor: Actor = {
      accountId: batch.accountId,
      name: batch.accountName,
      roles: batch.roles,
      municipalityCode: null,
      requestId: batch.requestId,
    };
    const known = await this.intake.knownCodes();
    for (let pending = await this.pending(importId); pending.length > 0; pending = await this.pending(importId)) {
      for (const line of pending) await this.receive(line, actor, known);
      const done = await this.unitOfWork.read((tx) => this.counts(tx, importId));
      if (!(await progress(batch.lines - done.pending, batch.lines))) return;
    }
  }

  private async receive(line: ImportLine, actor: Actor, known: Known): Promise<void> {
    try {
      const rrf = await rrfOf(line.content ?? '');
      await this.unitOfWork.run(actor, async (tx) => {
        const holder = await this.intake.holderOf(tx, rrf);
        const theCase = holder ?? (await this.intake.receive(tx, actor, rrf, known)).theCase;
        await this.settle(tx, line, {
          outcome: holder ? 'unchanged' : 'created',
          caseId: theCase.id,
          diaryNumber: theCase.diaryNumber,
          errors: [],
        });
      });
    } catch (error) {
      const errors = refusal(error);
      await this.unitOfWork.run(actor, (tx) =>
        this.settle(tx, line, { outcome: 'rejected', caseId: null, diaryNumber: null, errors }),
      );
    }
  }

  /** Writes the outcome of a line that has none yet. A line that another server settled meanwhile takes this transaction back. */
  private async settle(tx: Tx, { importId, line }: ImportLine, settled: Settled): Promise<void> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(ImportLine)
      .set({ ...settled, content: null })
      .where(`import_id = :importId AND line = :line AND outcome = 'pending'`, { importId, line })
      .execute();
    if (written.affected !== 1) throw new Error(`Line ${line} of import ${importId} was settled by another server.`);
  }

  private pending(importId: string): Promise<ImportLine[]> {
    return this.unitOfWork.read((tx) =>
      tx.manager.find(ImportLine, {
        where: { importId, outcome: 'pending' },
        order: { line: 'ASC' },
        take: LINES_A_READ,
      }),
    );
  }

  private async counts(tx: Tx, importId: string): Promise<Record<ImportOutcome, number>> {
    const found = await rows<{ outcome: ImportOutcome; n: number }>(
      tx.manager,
      'SELECT outcome, count(*) AS n FROM import_lines WHERE import_id = :importId GROUP BY outcome',
      { importId },
    );
    const counts = { pending: 0, created: 0, unchanged: 0, rejected: 0 };
    for (const { outcome, n } of found) counts[outcome] = Number(n);
    return counts;
  }
}

/** The RRF on the line, held to the same rules as the body of a request. Throws InvalidInput. */
async function rrfOf(content: string): Promise<Rrf> {
  if (content.length > LONGEST_LINE)
    throw new InvalidInput([{ pointer: '', code: 'lineTooLong', message: 'The line is longer than an RRF can be.' }]);
  return validated(RrfBody, parseJson(content));
}

/** Why the line was refused, by field. What is not a refusal is thrown on: the job tries again. */
function refusal(error: unknown): FieldError[] {
  if (error instanceof InvalidInput) return error.errors;
  if (error instanceof ConditionsUnmet)
    return error.unmet.map(({ code, detail }) => ({ pointer: POINTERS[code] ?? '', code, message: detail }));
  throw error;
}

const POINTERS: Partial<Record<string, string>> = {
  rrfAlreadyReceived: '/resettlementReferenceNumber',
  personInAnotherCase: '/persons',
};
