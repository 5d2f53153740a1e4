import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { InvalidInput } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { Account, Session } from './access.entities.js';
import { wrongInPassword } from './access.service.js';
import { hashPassword } from './passwords.js';
import { SessionsService, type CurrentSession } from './sessions.service.js';

/** An official with a local account chooses another password. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Changes the password of the session's owner; all other sessions of the account end, for whoever knew the old one may sit in them
   * (ASVS 5.0, 6.2.2, 6.2.3 and 7.4.3). Throws NotAuthenticated for a wrong present password, TooManyRequests, and InvalidInput for a new
   * one that is among the first to be tried, or that is the present one.
   */
  async change(session: CurrentSession, present: string, wanted: string, address: string): Promise<void> {
    const { id, actor } = session;
    const { username } = await this.sessions.proveOwner(session, present, address);
    const wrong = wrongInPassword('/newPassword', wanted, username);
    if (wanted === present)
      wrong.push({ pointer: '/newPassword', code: 'password.same', message: 'This is the password that you have.' });
    if (wrong.length > 0) throw new InvalidInput(wrong);
    const passwordHash = await hashPassword(wanted);
    await this.unitOfWork.run(actor, async (tx) => {
      await tx.manager.update(Account, { id: actor.accountId }, { passwordHash, version: () => 'version + 1' });
      await tx.manager.delete(Session, { accountId: actor.accountId, id: Not(id) });
      const subject = { subjectType: 'account', subjectId: actor.accountId };
      this.audit.record(tx, actor, { action: 'account.change_password', ...subject });
    });
  }
}
