import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import {
  Clock,
  ConditionsUnmet,
  InvalidInput,
  NotFound,
  StaleVersion,
  TransitionRefused,
  type Actor,
  type PlainDate,
} from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { preparedOf, proposalFor, wrongDeviations } from './domain/secrecy.js';
import type { Deviation, Paragraph, Proposal, Purpose } from './domain/secrecy.js';
import { GatherRecord } from './gather-record.js';
import { RecordRelease, type ReleaseState } from './records.entities.js';
import { releasedJson, releasedPdf, sha256 } from './released-file.js';

export interface NewRelease {
  purpose: Purpose;
  personId?: string;
  recipient: string;
  requestedOn: PlainDate;
}

export interface JudgedParagraph extends Paragraph {
  readonly proposal: Proposal;
}

/** The road of a copy: requested, prepared, reviewed by another person, released. Each step is an entry; each read of it one too. */
@Injectable()
export class ReleaseRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly gather: GatherRecord,
    private readonly access: AccessService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Registers a request. Throws NotFound, or InvalidInput (a person not in the case, a day after today). */
  request(
    caseId: string,
    { purpose, personId, recipient, requestedOn }: NewRelease,
    actor: Actor,
  ): Promise<RecordRelease> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const today = this.clock.today();
      if ((purpose === 'own_copy') !== (personId !== undefined))
        throw new InvalidInput([
          { pointer: '/personId', code: 'personId', message: 'A copy of their own, and only that, names the person.' },
        ]);
      if (personId !== undefined) this.cases.personOf(theCase, personId);
      if (requestedOn > today)
        throw new InvalidInput([
          { pointer: '/requestedOn', code: 'afterToday', message: `requestedOn may not lie after today, ${today}.` },
        ]);
      const release: RecordRelease = {
        ...EMPTY,
        ...{ id: newId(), caseId, personId: personId ?? null, purpose, recipient, requestedOn },
        ...{ recordedByName: actor.name, recordedAt: tx.at },
      };
      await tx.manager.insert(RecordRelease, release);
      this.log(tx, actor, 'record.request', release, { purpose, requestedOn });
      return release;
    });
  }

  /** The case piece by piece with what the classification proposes, for the secrecy review; the read is logged. Throws NotFound. */
  paragraphs(releaseId: string, actor: Actor): Promise<JudgedParagraph[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const release = await this.find(tx, releaseId);
      this.logRead(tx, actor, release, { unmasked: true });
      const found = await this.gather.of(tx, await this.cases.get(tx, release.caseId));
      return found.map((one) => ({ ...one, proposal: proposalFor(one, release.purpose, release.personId) }));
    });
  }

  /**
   * Prepares the masked copy: what the classification proposes, but for the deviations, each with its reason. May be prepared anew until
   * it was reviewed. Throws NotFound, StaleVersion, TransitionRefused or InvalidInput (unknown piece, a masking that nobody may lift).
   */
  prepare(releaseId: string, version: number, deviations: readonly Deviation[], actor: Actor): Promise<RecordRelease> {
    return this.step(releaseId, version, 'prepare', ['requested', 'prepared'], actor, async (tx, release, theCase) => {
      const found = await this.gather.of(tx, theCase);
      const wrong = wrongDeviations(found, deviations, release.purpose, release.personId);
      if (wrong.length > 0) throw new InvalidInput(wrong);
      const content = preparedOf(found, deviations, release.purpose, release.personId);
      const masked = content.filter(({ text }) => text === null).length;
      return {
        set: { state: 'prepared', content, preparedById: actor.accountId, preparedByName: actor.name },
        payload: { shown: content.length - masked, masked, deviations: deviations.length },
      };
    });
  }

  /** A second person approves the copy, or sends it back. Throws NotFound, StaleVersion, TransitionRefused or ConditionsUnmet. */
  review(
    releaseId: string,
    version: number,
    { approved, note = null }: { approved: boolean; note?: string | null },
    actor: Actor,
  ): Promise<RecordRelease> {
    return this.step(releaseId, version, 'review', ['prepared'], actor, async (tx, release) => {
      // A second account of who prepared is no second person.
      const official = await this.access.officialOf(tx, [actor.accountId, release.preparedById], release.caseId);
      if (official(release.preparedById ?? '') === official(actor.accountId))
        throw new ConditionsUnmet([SECOND_PERSON]);
      const reviewer = { reviewedById: actor.accountId, reviewedByName: actor.name };
      return {
        set: approved
          ? { state: 'reviewed', reviewNote: note, ...reviewer }
          : { state: 'requested', reviewNote: note, content: null, preparedById: null, preparedByName: null },
        payload: { approved },
        reason: note,
      };
    });
  }

  /** Gives the copy out: the files are made once and kept as they were, and the entry names recipient and digests. Throws as `review`. */
  release(releaseId: string, version: number, actor: Actor): Promise<RecordRelease> {
    return this.step(releaseId, version, 'release', ['reviewed'], actor, async (_tx, release, { diaryNumber }) => {
      const releasedOn = this.clock.today();
      const json = releasedJson(release, diaryNumber, releasedOn);
      const pdf = await releasedPdf(release, diaryNumber, releasedOn);
      const digests = { jsonSha256: sha256(json), pdfSha256: sha256(pdf) };
      const files = { json, pdf: Buffer.from(pdf).toString('base64'), ...digests };
      return {
        set: { state: 'released', releasedOn, releasedByName: actor.name, ...files },
        payload: { recipient: release.recipient, purpose: release.purpose, releasedOn, ...digests },
      };
    });
  }

  /** The requests about a case, oldest first; the read is logged. Throws NotFound. */
  ofCase(caseId: string, actor: Actor): Promise<RecordRelease[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, { action: 'record.read', subjectType: 'case', subjectId: caseId, caseId });
      return tx.manager.find(RecordRelease, { where: { caseId }, order: { id: 'ASC' } });
    });
  }

  /** One request with the copy as it was prepared; the read is logged. Throws NotFound. */
  one(releaseId: string, actor: Actor): Promise<RecordRelease> {
    return this.unitOfWork.run(actor, async (tx) => {
      const release = await this.find(tx, releaseId);
      this.logRead(tx, actor, release, {});
      return release;
    });
  }

  /** The file as it was given out; the read is logged with its digest. Throws NotFound before it was released. */
  file(releaseId: string, form: 'json' | 'pdf', actor: Actor): Promise<string> {
    return this.unitOfWork.run(actor, async (tx) => {
      const release = await this.find(tx, releaseId);
      const content = release[form];
      if (content === null) throw new NotFound('released file');
      this.logRead(tx, actor, release, { form, sha256: release[`${form}Sha256`] });
      return content;
    });
  }

  private step(
    releaseId: string,
    version: number,
    action: string,
    from: readonly ReleaseState[],
    actor: Actor,
    work: (
      tx: Tx,
      release: RecordRelease,
      theCase: ResettlementCase,
    ) => Promise<{ set: Partial<RecordRelease>; payload: Record<string, unknown>; reason?: string | null }>,
  ): Promise<RecordRelease> {
    return this.unitOfWork.run(actor, async (tx) => {
      const release = await this.find(tx, releaseId);
      if (release.version !== version) throw new StaleVersion({ currentVersion: release.version });
      if (!from.includes(release.state))
        throw new TransitionRefused(
          [{ from: release.state, action, allowedActions: [...NEXT[release.state]] }],
          'the copy',
        );
      const theCase = await this.cases.get(tx, release.caseId);
      const { set, payload, reason = null } = await work(tx, release, theCase);
      const next = { ...release, ...set, version: version + 1 };
      const changed = await tx.manager
        .createQueryBuilder()
        .update(RecordRelease)
        .set({ ...set, version: version + 1 })
        .where('id = :releaseId AND version = :version', { releaseId, version })
        .execute();
      if (changed.affected !== 1) throw new StaleVersion({ currentVersion: version + 1 });
      this.log(tx, actor, `record.${action}`, release, payload, reason);
      return next;
    });
  }

  private async find(tx: Tx, releaseId: string): Promise<RecordRelease> {
    const release = await tx.manager.findOneBy(RecordRelease, { id: releaseId });
    if (!release) throw new NotFound('release of a record');
    return release;
  }

  private log(
    tx: Tx,
    actor: Actor,
    action: string,
    { id, caseId }: RecordRelease,
    payload: Record<string, unknown>,
    reason: string | null = null,
  ): void {
    this.audit.record(tx, actor, { action, subjectType: 'record_release', subjectId: id, caseId, payload, reason });
  }

  private logRead(tx: Tx, actor: Actor, { id, caseId }: RecordRelease, payload: Record<string, unknown>): void {
    const subject = { subjectType: 'record_release', subjectId: id, caseId };
    this.audit.recordRead(tx, actor, { action: 'record.read', ...subject, payload });
  }
}

const NEXT: Readonly<Record<ReleaseState, readonly string[]>> = {
  requested: ['prepare'],
  prepared: ['prepare', 'review'],
  reviewed: ['release'],
  released: [],
};

const SECOND_PERSON = {
  code: 'secondPersonNeeded',
  detail: 'Who prepared the copy cannot review it: another person must.',
  source: 'OSL secrecy review; two people: architecture.md 4',
};

const EMPTY = {
  ...({ state: 'requested', version: 1 } as const),
  ...{ content: null, preparedById: null, preparedByName: null },
  ...{ reviewedById: null, reviewedByName: null, reviewNote: null, releasedByName: null, releasedOn: null },
  ...{ json: null, pdf: null, jsonSha256: null, pdfSha256: null },
};
