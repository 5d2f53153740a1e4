import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvalidInput, type Actor } from '../kernel/index.js';
import { prepared, UnitOfWork, type Tx } from '../platform/index.js';
import { parseJson } from '../platform/http/body.js';
import { validated } from '../platform/http/validation.js';
import { JobsService, type JobRun } from '../platform/jobs/jobs.service.js';
import { LINE_TOO_LONG, refusalIn } from './domain/import-refusals.js';
import { cellOf, type WorkbookForm } from './domain/import-workbook.js';
import type { Rrf } from './domain/rrf.js';
import { countsOf, IMPORT_KIND } from './import-batch.js';
import { NextVersion } from './next-version.js';
import { ReceiveSubmission, type ChosenBefore, type Known } from './receive-submission.js';
import { RrfBody } from './rrf.dto.js';
import { Import, ImportLine } from './submissions.entities.js';

/** So many lines are one transaction: nobody else can write meanwhile on SQLite, so it stays short. */
const LINES_TOGETHER = 50;
/** As for a single request (platform/http): a longer line is no RRF. */
const LONGEST_LINE = 1024 * 1024;

type Settled = Pick<ImportLine, 'outcome' | 'caseId' | 'diaryNumber' | 'errors'>;

/** Who judges a batch, and by what. */
interface Judged {
  readonly batch: Import;
  readonly actor: Actor;
  readonly known: Known;
}

/** What a line holds: a form, with the rows of a workbook that it comes from, or what is wrong with it. */
type ReadLine = { readonly form: WorkbookForm | null } & ({ readonly rrf: Rrf } | { readonly refused: Settled });

/** Ends the transaction of a batch that must leave no trace, and carries out what became of its lines. */
class TakenBack extends Error {
  constructor(readonly settled: readonly Settled[]) {
    super('The batch is taken back.');
  }
}

/** Ends the transaction of several lines when one is refused: it may have left something behind by then. */
class RefusedAmong extends Error {
  constructor(
    readonly index: number,
    readonly settled: Settled,
  ) {
    super('A line is refused.');
  }
}

/**
 * Takes in a batch as a job. Line by line, some lines at a time are one unit of work that holds the cases, the lines' outcomes and the
 * job's progress together; a batch that is tried, or taken whole, is one. Either way a job that is killed goes on where it stopped
 * and repeats nothing.
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
    else if (!(await this.lineByLine(judged, progress))) return;
    await progress(batch.lines, batch.lines);
  }

  /** False when it was told to stop before the end. */
  private async lineByLine(judged: Judged, progress: JobRun['progress']): Promise<boolean> {
    const { id, lines } = judged.batch;
    let { pending: left } = await this.unitOfWork.read((tx) => countsOf(tx, id));
    for (let next = await this.pending(id); next.length > 0; next = await this.pending(id))
      while (next.length > 0) {
        const told = (tx: Tx, settled: number): Promise<boolean> => progress(lines - left + settled, lines, tx);
        const { settled, goOn } = await this.settledOf(next, judged, told);
        left -= settled;
        if (!goOn) return false;
        next = next.slice(settled);
      }
    return true;
  }

  /**
   * Takes lines in as one unit of work, and says how many. When one of them is refused only once it has begun to be written, those
   * before it are taken without it; the first of all is then refused alone.
   */
  private async settledOf(
    lines: readonly ImportLine[],
    judged: Judged,
    told: (tx: Tx, settled: number) => Promise<boolean>,
  ): Promise<{ settled: number; goOn: boolean }> {
    const settledBy = (work: (tx: Tx) => Promise<readonly Settled[]>): Promise<{ settled: number; goOn: boolean }> =>
      this.unitOfWork.run(judged.actor, async (tx) => {
        const all = await work(tx);
        await Promise.all(all.map((settled, index) => settle(tx, lines[index]!, settled)));
        return { settled: all.length, goOn: await told(tx, all.length) };
      });
    try {
      return await settledBy((tx) => this.takenAll(tx, lines, judged));
    } catch (error) {
      if (!(error instanceof RefusedAmong)) throw error;
      if (error.index > 0) return this.settledOf(lines.slice(0, error.index), judged, told);
      return settledBy(() => Promise.resolve([error.settled]));
    }
  }

  private async takenAll(tx: Tx, lines: readonly ImportLine[], judged: Judged): Promise<Settled[]> {
    const chosen: ChosenBefore = new Map();
    const settled: Settled[] = [];
    for (const [index, line] of lines.entries()) {
      // Each is read in its turn: what it becomes is large, and must not live longer than it is needed.
      const read = await this.read(line, judged);
      try {
        settled.push('refused' in read ? read.refused : await this.taken(tx, read, judged, chosen));
      } catch (error) {
        throw new RefusedAmong(index, rejected(error, read.form));
      }
    }
    return settled;
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
        for (const line of lines) settled.push(await this.tried(tx, await this.read(line, judged), judged));
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
  private async tried(tx: Tx, line: ReadLine, judged: Judged): Promise<Settled> {
    if ('refused' in line) return line.refused;
    await tx.manager.query('SAVEPOINT import_line');
    try {
      return await this.taken(tx, line, judged);
    } catch (error) {
      const refused = rejected(error, line.form);
      await tx.manager.query('ROLLBACK TO SAVEPOINT import_line');
      return refused;
    } finally {
      await tx.manager.query('RELEASE SAVEPOINT import_line').catch(() => undefined);
    }
  }

  private async taken(
    tx: Tx,
    { rrf }: { readonly rrf: Rrf },
    { actor, known }: Judged,
    chosen?: ChosenBefore,
  ): Promise<Settled> {
    const { outcome, theCase } = await this.versions.receiveOne(tx, actor, rrf, known, chosen);
    return { outcome, caseId: theCase.id, diaryNumber: theCase.diaryNumber, errors: [] };
  }

  /** What the line says, as far as it can be judged without the register. */
  private async read(line: ImportLine, { batch, known }: Judged): Promise<ReadLine> {
    const form = batch.format === 'workbook' ? (JSON.parse(line.content ?? '') as WorkbookForm) : null;
    try {
      const rrf = form ? await validated(RrfBody, form.rrf) : await rrfOf(line.content ?? '');
      this.intake.refuseInvalid(rrf, known);
      return { form, rrf };
    } catch (error) {
      return { form, refused: rejected(error, form) };
    }
  }

  private pending(importId: string, atMost = LINES_TOGETHER): Promise<ImportLine[]> {
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
  const { outcome, caseId, diaryNumber, errors } = settled;
  const written = await prepared(
    tx.manager,
    `UPDATE import_lines SET outcome = :outcome, case_id = :caseId, diary_number = :diaryNumber, errors = :errors, content = NULL
     WHERE import_id = :importId AND line = :line AND outcome = 'pending' AND content IS NOT NULL`,
    { importId, line, outcome, caseId, diaryNumber, errors: JSON.stringify(errors) },
  );
  if (written.affected !== 1)
    throw new Error(`Line ${line} of import ${importId} was settled by another server, or called off.`);
}

/** Why the line is refused, in the sender's own places. What is not a refusal is thrown on: the job tries again. */
function rejected(error: unknown, form: WorkbookForm | null): Settled {
  const found = refusalIn(error);
  if (!found) throw error;
  const errors = form ? found.map((one) => ({ ...one, pointer: cellOf(one.pointer, form) })) : found;
  return { outcome: 'rejected', caseId: null, diaryNumber: null, errors };
}

/** The RRF on the line, held to the same rules as the body of a request. Throws InvalidInput. */
async function rrfOf(content: string): Promise<Rrf> {
  if (content.length > LONGEST_LINE) throw new InvalidInput([LINE_TOO_LONG]);
  return validated(RrfBody, parseJson(content));
}
