import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { CasesService, nextDiaryNumber, type PersonInCase } from '../cases/index.js';
import { Clock, yearOf, type Actor, type PlainDate } from '../kernel/index.js';
import { CONFIG, newId, type Config, type Tx } from '../platform/index.js';
import { NOTHING_RECORDED, standingOf, type Standing } from './domain/standing.js';
import type { WalledContent, WalledRecord } from './domain/walled-record.js';
import { keysOf, seal, unseal } from './seal.js';
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
  /**
   * What was unsealed in a unit of work, by record: opened once however often it is asked for, so that the time an answer takes tells
   * as little as can be of how much is sealed. A record never changes, and the map ends with its unit of work.
   */
  private readonly opened = new WeakMap<Tx, Map<string, SealedContent>>();

  constructor(
    private readonly audit: AuditService,
    private readonly cases: CasesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens a referral for each person, under a number of the walled series. */
  async refer(tx: Tx, actor: Actor, persons: readonly PersonInCase[]): Promise<void> {
    for (const person of persons) await this.open(tx, actor, person, null);
  }

  /** Opens a file for what the Security Service states of its own accord, before anybody asked it. It is no referral. */
  openUnasked(tx: Tx, actor: Actor, person: PersonInCase, statedOn: PlainDate): Promise<Referral> {
    return this.open(tx, actor, person, statedOn);
  }

  private async open(
    tx: Tx,
    actor: Actor,
    { id: personId, caseId, identityVersion }: PersonInCase,
    unaskedOn: PlainDate | null,
  ): Promise<Referral> {
    const referredOn = this.clock.today();
    const referral = {
      id: newId(),
      personId,
      caseId,
      diaryNumber: await nextDiaryNumber(tx, SERIES, yearOf(referredOn)),
      referredOn,
      unaskedOn,
      identityVersion,
      recordedAt: tx.at,
      referredById: actor.accountId,
      referredByName: actor.name,
    };
    await tx.manager.insert(Referral, referral);
    return referral;
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
    const opened = this.opened.get(tx) ?? new Map<string, SealedContent>();
    this.opened.set(tx, opened);
    return found.map(({ sealed, ...row }) => {
      const told = opened.get(row.id) ?? this.unsealed(sealed, row);
      opened.set(row.id, told);
      return { ...row, ...told };
    });
  }

  private unsealed(sealed: string, { id, referralId, personId }: Omit<ScreeningRecord, 'sealed'>): SealedContent {
    return unseal(keysOf(this.config), sealed, [id, referralId, personId]) as SealedContent;
  }

  /** Each person with the referral that counts and its standing, by the person's id. */
  async screened(tx: Tx, persons: readonly PersonInCase[]): Promise<Map<string, Screened>> {
    const referrals = await this.referralsOf(
      tx,
      persons.map(({ id }) => id),
    );
    const counting = new Map(persons.map((person) => [person.id, countingOf(person, referrals)]));
    const records = await this.recordsOf(
      tx,
      [...counting.values()].flatMap(({ files }) => files),
    );
    return new Map(
      persons.map((person) => {
        const { referral, files } = counting.get(person.id)!;
        const ours = records.filter(({ referralId }) => files.some(({ id }) => id === referralId));
        return [person.id, { person, referral, standing: ours.length > 0 ? standingOf(ours) : NOTHING_RECORDED }];
      }),
    );
  }

  /** The referral that counts of each person who has one. No sealed record is read: the time it takes cannot tell of any. */
  async countingReferrals(tx: Tx, personIds: readonly string[]): Promise<Map<string, Referral>> {
    const persons = await this.cases.getPersons(tx, personIds);
    const referrals = await this.referralsOf(tx, personIds);
    return new Map(
      persons.flatMap((person) => {
        const { referral } = countingOf(person, referrals);
        return referral ? [[person.id, referral] as const] : [];
      }),
    );
  }

  /** Every referral of everybody, with what was recorded under it and whether it is the one that counts. */
  async everybody(
    tx: Tx,
  ): Promise<{ person: PersonInCase; referral: Referral; counts: boolean; records: WalledRecord[] }[]> {
    const referrals = await tx.manager.find(Referral, { order: { diaryNumber: 'ASC' } });
    const ofReferral = new Map<string, WalledRecord[]>(referrals.map(({ id }) => [id, []]));
    for (const record of await this.recordsOf(tx, referrals)) ofReferral.get(record.referralId)!.push(record);
    const persons = await this.cases.getPersons(tx, [...new Set(referrals.map(({ personId }) => personId))]);
    const ofPerson = new Map<string, Referral[]>(persons.map(({ id }) => [id, []]));
    for (const referral of referrals) ofPerson.get(referral.personId)!.push(referral);
    return persons.flatMap((person) => {
      const theirs = ofPerson.get(person.id)!;
      const { referral: counting } = countingOf(person, theirs);
      return theirs
        .filter(({ unaskedOn }) => unaskedOn === null)
        .map((referral) => ({
          person,
          referral,
          counts: referral.id === counting?.id,
          records: ofReferral.get(referral.id)!,
        }));
    });
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

/**
 * The referral that counts, and the files that tell where it stands: its own, and what the Service stated of its own accord since the
 * referral before. Nobody leaves `listed` on the road but by being referred: the latest referral of any other person is the one.
 */
function countingOf(
  { id, status }: PersonInCase,
  referrals: readonly Referral[],
): { referral: Referral | null; files: readonly Referral[] } {
  const ours = referrals.filter(({ personId }) => personId === id);
  const asked = ours.filter(({ unaskedOn }) => unaskedOn === null);
  const referral = status === 'listed' ? null : (asked.at(-1) ?? null);
  const before = (status === 'listed' ? asked.at(-1) : asked.at(-2))?.diaryNumber ?? '';
  const unasked = ours.filter(({ unaskedOn, diaryNumber }) => unaskedOn !== null && diaryNumber > before);
  return { referral, files: referral ? [...unasked, referral] : unasked };
}
