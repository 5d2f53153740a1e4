import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvalidInput, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { parseJson } from '../platform/http/body.js';
import { validated } from '../platform/http/validation.js';
import { JobsService, type JobRun } from '../platform/jobs/jobs.service.js';
import { refusalIn } from './domain/import-refusals.js';
import { cellOf, type WorkbookForm } from './domain/import-workbook.js';
import type { Rrf } from './domain/rrf.js';
import { countsOf, IMPORT_KIND } from './import-batch.js';
import { NextVersion } from './next-version.js';
import { ReceiveSubmission, type Known } from './receive-submission.js';
import { RrfBody } from './rrf.dto.js';
import { Import, ImportLine } from './submissions.entities.js';

const LINES_A_READ = 50;
/** As for a single request (platform/http): a longer line is no RRF. */
const LONGEST_LINE = 1024 * 1024;

type Settled = Pick<ImportLine, 'outcome' | 'caseId' | 'diaryNumber' | 'errors'>;

/** Who judges a batch, and by what. */
interface Judged {
  readonly batch: Import;
  readonly actor: Actor;
  readonly known: Known;
}

/** Ends the transaction of a batch that must leave no trace, and carries out what became of its lines. */
class TakenBack extends Error {
  constructor(readonly settled: readonly Settled[]) {
    super('The batch is taken back.');
  }
}

/**
 * Takes in a batch as a job. Line by line, each line is one unit of work that holds the case and the line's outcome together; a batch
 * that is tried, or taken whole, is one. Either way a job that is killed goes on where it stopped and repeats nothing.
 */
@Injectable()
export class ImportRun implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly intake: ReceiveSubmission,
    private readonly versions: NextVersion,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(IMPORT_KIND, (run) => this.work(run));
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
    const judged: Judged = { batch, actor, known: await this.intake.knownCodes() };
    if (batch.dryRun || batch.mode === 'allOrNothing') await this.together(judged);
    else await this.oneByOne(judged, progress);
    await progress(batch.lines, batch.lines);
  }

  private async oneByOne(judged: Judged, progress: JobRun['progress']): Promise<void> {
    const { id, lines } = judged.batch;
    for (let pending = await this.pending(id); pending.length > 0; pending = await this.pending(id)) {
      for (const line of pending) await this.receive(line, judged);
      const { pending: left } = await this.unitOfWork.read((tx) => countsOf(tx, id));
      if (!(await progress(lines - left, lines))) return;
    }
  }

  private async receive(line: ImportLine, judged: Judged): Promise<void> {
    const { actor } = judged;
    try {
      await this.unitOfWork.run(actor, async (tx) => settle(tx, line, await this.taken(tx, line, judged)));
    } catch (error) {
      const refused = rejected(error);
      await this.unitOfWork.run(actor, (tx) => settle(tx, line, refused));
    }
  }

  /**
   * All lines in one transaction, so that each sees what those before it would leave behind. It stands only when the batch is meant
   * and every line is good.
   */
  private async together(judged: Judged): Promise<void> {
    const { batch, actor } = judged;
    const lines = await this.pending(batch.id, batch.lines);
    const { rejected: before } = await this.unitOfWork.read((tx) => countsOf(tx, batch.id));
    const settleAll = async (tx: Tx, settled: readonly Settled[]): Promise<void> => {
      for (const [index, line] of lines.entries()) await settle(tx, line, settled[index]!);
    };
    try {
      await this.unitOfWork.run(actor, async (tx) => {
        const settled: Settled[] = [];
        for (const line of lines) settled.push(await this.tried(tx, line, judged));
        if (batch.dryRun || before > 0 || settled.some(({ outcome }) => outcome === 'rejected'))
          throw new TakenBack(settled);
        await settleAll(tx, settled);
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
      // A case that the transaction took back was never there: its number is nobody's.
      const told = error.settled.map((one): Settled =>
        one.outcome === 'created' ? { ...one, caseId: null, diaryNumber: null } : one,
      );
      await this.unitOfWork.run(actor, (tx) => settleAll(tx, told));
    }
  }

  /** A refused line leaves nothing behind in the transaction, and the next one is tried all the same. */
  private async tried(tx: Tx, line: ImportLine, judged: Judged): Promise<Settled> {
    await tx.manager.query('SAVEPOINT import_line');
    try {
      return await this.taken(tx, line, judged);
    } catch (error) {
      const refused = rejected(error);
      await tx.manager.query('ROLLBACK TO SAVEPOINT import_line');
      return refused;
    } finally {
      await tx.manager.query('RELEASE SAVEPOINT import_line').catch(() => undefined);
    }
  }

  private async taken(tx: Tx, line: ImportLine, { batch, actor, known }: Judged): Promise<Settled> {
    const form = batch.format === 'workbook' ? (JSON.parse(line.content ?? '') as WorkbookForm) : null;
    try {
      const rrf = form ? await validated(RrfBody, form.rrf) : await rrfOf(line.content ?? '');
      const { outcome, theCase } = await this.versions.receiveOne(tx, actor, rrf, known);
      return { outcome, caseId: theCase.id, diaryNumber: theCase.diaryNumber, errors: [] };
    } catch (error) {
      const errors = form && refusalIn(error);
      if (!errors) throw error;
      throw new InvalidInput(errors.map((one) => ({ ...one, pointer: cellOf(one.pointer, form) })));
    }
  }

  private pending(importId: string, atMost = LINES_A_READ): Promise<ImportLine[]> {
    return this.unitOfWork.read((tx) =>
      tx.manager
        .createQueryBuilder(ImportLine, 'line')
        .where(`line.importId = :importId AND line.outcome = 'pending' AND line.content IS NOT NULL`, { importId })
        .orderBy('line.line')
        .limit(atMost)
        .getMany(),
    );
  }
}

/**
 * Writes the outcome of a line that has none yet. A line that another server settled meanwhile, or whose batch was called off, takes
 * this transaction back.
 */
async function settle(tx: Tx, { importId, line }: ImportLine, settled: Settled): Promise<void> {
  const written = await tx.manager
    .createQueryBuilder()
    .update(ImportLine)
    .set({ ...settled, content: null })
    .where(`import_id = :importId AND line = :line AND outcome = 'pending' AND content IS NOT NULL`, { importId, line })
    .execute();
  if (written.affected !== 1)
    throw new Error(`Line ${line} of import ${importId} was settled by another server, or called off.`);
}

/** What is not a refusal is thrown on: the job tries again. */
function rejected(error: unknown): Settled {
  const errors = refusalIn(error);
  if (!errors) throw error;
  return { outcome: 'rejected', caseId: null, diaryNumber: null, errors };
}

/** The RRF on the line, held to the same rules as the body of a request. Throws InvalidInput. */
async function rrfOf(content: string): Promise<Rrf> {
  if (content.length > LONGEST_LINE)
    throw new InvalidInput([{ pointer: '', code: 'lineTooLong', message: 'The line is longer than an RRF can be.' }]);
  return validated(RrfBody, parseJson(content));
}
