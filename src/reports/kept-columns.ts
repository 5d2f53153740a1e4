import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { NotFound, type Actor } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { columnsAsked } from './assignment-files.js';
import { KeptColumns } from './kept-columns.entities.js';

/** Which columns an official exports again and again: one's own, by name. */
@Injectable()
export class KeepColumns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** One's own, by name. */
  list({ accountId: ownerId }: Actor): Promise<KeptColumns[]> {
    return this.unitOfWork.read((tx) => tx.manager.find(KeptColumns, { where: { ownerId }, order: { name: 'ASC' } }));
  }

  /** Keeps columns under a name, in place of what was kept under it before. Throws InvalidInput for a column that does not exist. */
  keep(actor: Actor, name: string, asked: readonly string[]): Promise<KeptColumns> {
    const columns: string[] = columnsAsked(asked, '/columns');
    return this.unitOfWork.run(actor, async (tx) => {
      const before = await tx.manager.findOneBy(KeptColumns, { ownerId: actor.accountId, name });
      const kept = { id: before?.id ?? newId(), ownerId: actor.accountId, name, columns, keptAt: tx.at };
      if (before) await tx.manager.update(KeptColumns, { id: kept.id }, { columns, keptAt: tx.at });
      else await tx.manager.insert(KeptColumns, kept);
      this.log(tx, actor, kept.id, columns);
      return kept;
    });
  }

  /** Throws NotFound for what is not one's own. */
  async remove(actor: Actor, columnsId: string): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const { affected } = await tx.manager.delete(KeptColumns, { id: columnsId, ownerId: actor.accountId });
      if (affected !== 1) throw new NotFound('columns');
      this.log(tx, actor, columnsId, []);
    });
  }

  private log(tx: Tx, actor: Actor, id: string, columns: readonly string[]): void {
    const told = { subjectType: 'kept_columns', subjectId: id, payload: { columns: [...columns] } };
    this.audit.record(tx, actor, { action: 'report.keep_columns', ...told });
  }
}
