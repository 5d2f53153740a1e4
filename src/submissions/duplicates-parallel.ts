import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, NotFound, StaleVersion, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import { ParallelProcedure, type ParallelKind } from './duplicates.entities.js';

export interface NewParallelProcedure {
  readonly personId: string;
  readonly kind: ParallelKind;
  readonly countryCode?: string;
  readonly source: string;
  readonly notedOn: PlainDate;
  readonly reference?: string;
}

/** The procedures of a case, with the case's version. */
export interface ProceduresOfCase {
  readonly version: number;
  readonly procedures: ParallelProcedure[];
}

/** A word to whoever refers or grants. It never stops anybody. */
export interface ParallelWarning {
  readonly code: 'dualSubmission' | 'parallelFamilyReunification';
  readonly detail: string;
  readonly source: string;
  readonly personId: string;
}

/** Other ways on which the same person may come: a submission to a second country, family reunification (domain.md (e) 19). */
@Injectable()
export class ParallelProcedures {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Notes a parallel procedure of a person of the case. Throws NotFound, StaleVersion or InvalidInput. */
  note(caseId: string, version: number, wanted: NewParallelProcedure, actor: Actor): Promise<ProceduresOfCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const { id: personId } = this.cases.personOf(theCase, wanted.personId);
      await this.refuseWrong(wanted);
      const { kind, source, notedOn, countryCode = null, reference = null } = wanted;
      const noted: ParallelProcedure = {
        ...{ id: newId(), personId, kind, countryCode, source, notedOn, reference },
        ...{ recordedBy: actor.name, recordedAt: tx.at, endedOn: null, endReason: null },
      };
      await tx.manager.insert(ParallelProcedure, noted);
      const changed = await this.cases.change(tx, theCase, actor, {
        action: 'person.note_parallel',
        set: {},
        payload: { personId, kind, notedOn, procedureId: noted.id },
      });
      return this.ofCase(tx, changed);
    });
  }

  /** Records that it has ended, or was none. Throws NotFound, StaleVersion or InvalidInput. */
  end(
    caseId: string,
    version: number,
    { procedureId, endedOn, reason }: { procedureId: string; endedOn: PlainDate; reason: string },
    actor: Actor,
  ): Promise<ProceduresOfCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const personIds = theCase.persons.map(({ id }) => id);
      const noted = (await this.of(tx, personIds)).find(({ id }) => id === procedureId);
      if (!noted) throw new NotFound('parallel procedure');
      this.refuseDay(endedOn, '/endedOn', noted.notedOn);
      const written = await tx.manager
        .createQueryBuilder()
        .update(ParallelProcedure)
        .set({ endedOn, endReason: reason })
        .where('id = :procedureId AND ended_on IS NULL', { procedureId })
        .execute();
      if (written.affected !== 1) throw new StaleVersion({ currentVersion: theCase.version });
      const changed = await this.cases.change(tx, theCase, actor, {
        action: 'person.end_parallel',
        set: {},
        reason,
        payload: { personId: noted.personId, kind: noted.kind, endedOn, procedureId },
      });
      return this.ofCase(tx, changed);
    });
  }

  /** Those of a case, ended ones included; the read is logged. Throws NotFound. */
  read(caseId: string, actor: Actor): Promise<ProceduresOfCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const payload = { parallelProcedures: true };
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload,
      });
      return this.ofCase(tx, theCase);
    });
  }

  /** What whoever refers or grants these persons should know. */
  async notes(
    tx: Tx,
    persons: readonly Pick<PersonInCase, 'id' | 'number'>[],
  ): Promise<{ code: string; detail: string }[]> {
    const warnings = warningsOf(
      await this.of(
        tx,
        persons.map(({ id }) => id),
      ),
    );
    const numbers = new Map(persons.map(({ id, number }) => [id, number]));
    return warnings.map(({ code, detail, personId }) => ({
      code,
      detail: `Person ${numbers.get(personId)}: ${detail}`,
    }));
  }

  private async ofCase(tx: Tx, { version, persons }: ResettlementCase): Promise<ProceduresOfCase> {
    return {
      version,
      procedures: await this.of(
        tx,
        persons.map(({ id }) => id),
      ),
    };
  }

  private of(tx: Tx, personIds: readonly string[]): Promise<ParallelProcedure[]> {
    if (personIds.length === 0) return Promise.resolve([]);
    return tx.manager.find(ParallelProcedure, {
      where: { personId: In([...personIds]) },
      order: { notedOn: 'ASC', id: 'ASC' },
    });
  }

  private async refuseWrong({ kind, countryCode, notedOn }: NewParallelProcedure): Promise<void> {
    this.refuseDay(notedOn, '/notedOn', null);
    const countries = await this.reference.countries();
    if (countryCode !== undefined && !countries.some(({ code }) => code === countryCode))
      throw wrong('/countryCode', 'unknownCountry', `${countryCode} is no country.`);
    if ((kind === 'dual_submission') !== (countryCode !== undefined))
      throw wrong(
        '/countryCode',
        'countryOfDualSubmission',
        'Name the other country of a dual submission, and of nothing else.',
      );
  }

  private refuseDay(day: PlainDate, pointer: string, from: PlainDate | null): void {
    const today = this.clock.today();
    if (day > today) throw wrong(pointer, 'afterToday', `This cannot be after today, ${today}.`);
    if (from !== null && day < from) throw wrong(pointer, 'beforeNoted', `It was noted on ${from} only.`);
  }
}

/** One warning for each procedure that goes on. */
export const warningsOf = (procedures: readonly ParallelProcedure[]): ParallelWarning[] =>
  procedures
    .filter(({ endedOn }) => endedOn === null)
    .map(({ kind, personId, countryCode }) =>
      kind === 'dual_submission'
        ? {
            code: 'dualSubmission',
            detail: `The same person is submitted to another country (${countryCode}), too.`,
            source: 'domain.md (e) 19; UNHCR Resettlement Handbook 4.10',
            personId,
          }
        : {
            code: 'parallelFamilyReunification',
            detail: 'The same person applies for family reunification, too.',
            source: 'domain.md (e) 19; UNHCR Country Chapter Sweden 2014',
            personId,
          },
    );

const wrong = (pointer: string, code: string, message: string): InvalidInput =>
  new InvalidInput([{ pointer, code, message }]);
