import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { CasesService, nextDiaryNumber, type PersonInCase } from '../cases/index.js';
import { Clock, yearOf, type Actor } from '../kernel/index.js';
import { CONFIG, newId, type Config, type Tx } from '../platform/index.js';
import { NOTHING_RECORDED, standingOf, type Standing } from './domain/standing.js';
import type { WalledContent, WalledRecord } from './domain/walled-record.js';
import { seal, unseal } from './seal.js';
import { Referral, ScreeningRecord } from './screening.entities.js';

/** The walled diary series: referrals, statements and all other papers behind the wall share it, and nothing else does. */
export const SERIES = 'SAK';

/** A person's place behind the wall: the referral that counts, and where it stands. */
export interface Screened {
  readonly person: PersonInCase;
  /** Null before the person is referred, and again once reopened: a reopened person is referred anew. */
  readonly referral: Referral | null;
  readonly standing: Standing;
}

/** Reads and writes the tables behind the wall: the only place that knows the key. */
@Injectable()
export class WalledRecords {
  constructor(
    private readonly audit: AuditService,
    private readonly cases: CasesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a referral for each person, under a number of the walled series. */
  async refer(tx: Tx, actor: Actor, persons: readonly PersonInCase[]): Promise<void> {
    const referredOn = this.clock.today();
    for (const { id: personId, caseId, identityVersion } of persons) {
      const diaryNumber = await nextDiaryNumber(tx, SERIES, yearOf(referredOn));
      const referral = { id: newId(), personId, caseId, diaryNumber, referredOn, identityVersion, recordedAt: tx.at };
      await tx.manager.insert(Referral, { ...referral, referredById: actor.accountId, referredByName: actor.name });
    }
  }

  /**
   * Adds a sealed record to a referral, with its entry in the chain behind the wall: the entry vouches for the sealed text by its
   * digest and tells nothing of it. Nothing outside the wall changes.
   */
  async add(
    tx: Tx,
    actor: Actor,
    action: string,
    referral: Referral,
    caseId: string,
    content: WalledContent,
  ): Promise<void> {
    const { id: referralId, personId } = referral;
    const id = newId();
    const diaryNumber = await nextDiaryNumber(tx, SERIES, yearOf(this.clock.today()));
    const told: SealedContent = { recordedById: actor.accountId, recordedByName: actor.name, content };
    const sealed = seal(this.config.screeningKey, told, [id, referralId, personId]);
    await tx.manager.insert(ScreeningRecord, { id, referralId, personId, diaryNumber, recordedAt: tx.at, sealed });
    const payload = { recordId: id, diaryNumber, sealedDigest: createHash('sha256').update(sealed).digest('hex') };
    this.audit.record(tx, actor, { action, subjectType: 'person', subjectId: personId, caseId, payload }, 'security');
  }

  /** Every referral of the persons, oldest first. */
  referralsOf(tx: Tx, personIds: readonly string[]): Promise<Referral[]> {
    return tx.manager.find(Referral, { where: { personId: In([...personIds]) }, order: { diaryNumber: 'ASC' } });
  }

  /** The unsealed records of the referrals. The walled series has no gaps and runs on, so its order is that of recording. */
  async recordsOf(tx: Tx, referrals: readonly Referral[]): Promise<WalledRecord[]> {
    if (referrals.length === 0) return [];
    const where = { referralId: In(referrals.map(({ id }) => id)) };
    const found = await tx.manager.find(ScreeningRecord, { where, order: { diaryNumber: 'ASC' } });
    return found.map(({ sealed, ...row }) => ({
      ...row,
      ...(unseal(this.config.screeningKey, sealed, [row.id, row.referralId, row.personId]) as SealedContent),
    }));
  }

  /** Each person with the referral that counts and its standing, by the person's id. */
  async screened(tx: Tx, persons: readonly PersonInCase[]): Promise<Map<string, Screened>> {
    const latest = new Map(
      (
        await this.referralsOf(
          tx,
          persons.map(({ id }) => id),
        )
      ).map((referral) => [referral.personId, referral]),
    );
    // Nobody leaves `listed` on the road but by being referred: the latest referral of any other person is the one that counts.
    const counting = persons.flatMap((person) => (person.status === 'listed' ? [] : (latest.get(person.id) ?? [])));
    const records = await this.recordsOf(tx, counting);
    return new Map(
      persons.map((person) => {
        const referral = counting.find(({ personId }) => personId === person.id) ?? null;
        const standing = referral
          ? standingOf(records.filter(({ referralId }) => referralId === referral.id))
          : NOTHING_RECORDED;
        return [person.id, { person, referral, standing }];
      }),
    );
  }

  /** The same for persons known by id only. */
  async screenedByIds(tx: Tx, personIds: readonly string[]): Promise<Map<string, Screened>> {
    return this.screened(tx, await this.cases.getPersons(tx, personIds));
  }
}

interface SealedContent {
  recordedById: string;
  recordedByName: string;
  content: WalledContent;
}
