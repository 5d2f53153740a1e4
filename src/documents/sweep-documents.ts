import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { FileStore, UnitOfWork } from '../platform/index.js';
import { FiledDocuments } from './filed-documents.js';

const HOUR_MS = 60 * 60 * 1000;

/** Takes away files that no document names: what an act left that was killed between storing its file and committing its row. */
@Injectable()
export class SweepDocuments implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('documents');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: FileStore,
    private readonly filed: FiledDocuments,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Sweeps what has lain untouched for so long, an hour unless said, and returns how many files that were. Safe beside other servers. */
  sweepOrphans(untouchedMs = HOUR_MS): Promise<number> {
    return this.store.sweep(untouchedMs, (names) => this.unitOfWork.read((tx) => this.filed.known(tx, names)));
  }

  /** At the start, and every hour. */
  onApplicationBootstrap(): void {
    this.begin();
    this.timer = setInterval(() => this.begin(), HOUR_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private begin(): void {
    this.running = this.running
      .then(() => this.sweepOrphans())
      .then((swept) =>
        swept > 0 ? this.logger.log(`${swept} files that no document names were taken away.`) : undefined,
      )
      .catch((error: unknown) => this.logger.error(error));
  }
}
