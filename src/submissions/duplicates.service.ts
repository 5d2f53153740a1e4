import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { may } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CasesService, holdsPermit, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { ConditionsUnmet, NotFound, StaleVersion, type Actor } from '../kernel/index.js';
import { cursorOf, newId, readCursor, toPage, UnitOfWork, type Page, type Tx } from '../platform/index.js';
import type { Strength } from './domain/duplicates/compare-persons.js';
import type { PersonToMatch } from './domain/duplicates/person-to-match.js';
import { duplicateFact, type DuplicateFact, type PairStanding } from './domain/duplicates/standing.js';
import { DuplicateSuspicion, DuplicateVerdict, type Verdict } from './duplicates.entities.js';
import { formOf, personsToMatch } from './duplicates-mapping.js';

/** One of the two, with the case and everything that is compared. */
export interface Side {
  readonly person: PersonInCase;
  readonly theCase: ResettlementCase;
  readonly told: PersonToMatch;
}

/** A suspicion side by side, with every verdict that was given on it. */
export interface ComparedPair {
  readonly suspicion: DuplicateSuspicion;
  readonly first: Side;
  readonly second: Side;
  readonly verdicts: DuplicateVerdict[];
}

export interface QueueFilter {
  readonly state?: 'open' | 'judged';
  readonly strength?: Strength;
  readonly caseId?: string;
}

/** Persons who may be one: the queue, the comparison, the verdict, and what it means for the road. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly audit: AuditService,
  ) {}

  /** What stands against referring each of the persons; those of whom nothing stands are `none`. For the guard of `refer`. */
  async facts(tx: Tx, personIds: readonly string[]): Promise<Map<string, DuplicateFact>> {
    const pairs = await this.about(tx, personIds);
    const concerned = pairs.flatMap(({ firstPersonId, secondPersonId }) => [firstPersonId, secondPersonId]);
    const persons = await this.cases.getPersons(tx, [...new Set(concerned)]);
    const onRoad = new Set(persons.filter(({ active }) => active).map(({ id }) => id));
    const standing = pairs.map((pair) => ({
      ...pair,
      firstOnRoad: onRoad.has(pair.firstPersonId),
      secondOnRoad: onRoad.has(pair.secondPersonId),
    }));
    const of = (id: string): PairStanding[] =>
      standing.filter(({ firstPersonId, secondPersonId }) => firstPersonId === id || secondPersonId === id);
    return new Map(personIds.map((id) => [id, duplicateFact(id, of(id))]));
  }

  /** What officials who may read the queue should know of a case: that somebody of it may be registered twice. Names nobody else. */
  async notes(
    tx: Tx,
    actor: Actor,
    persons: readonly Pick<PersonInCase, 'id' | 'number'>[],
  ): Promise<{ code: string; detail: string }[]> {
    if (!may(actor, 'duplicate.read')) return [];
    const pairs = await this.about(
      tx,
      persons.map(({ id }) => id),
    );
    const unjudged = new Set(
      pairs
        .filter(({ verdict }) => verdict === null)
        .flatMap(({ firstPersonId, secondPersonId }) => [firstPersonId, secondPersonId]),
    );
    return persons
      .filter(({ id }) => unjudged.has(id))
      .map(({ number }) => ({
        code: 'duplicateUnjudged',
        detail: `Person ${number} may be registered twice: judge whether the other is the same person.`,
      }));
  }

  /** The queue, the strongest first. Only ids, words and figures: names come with the comparison. */
  queue(
    { state = 'open', strength, caseId }: QueueFilter,
    limit: number,
    cursor?: string,
  ): Promise<Page<DuplicateSuspicion>> {
    const after = readCursor(cursor, 2, ([score]) => Number.isFinite(Number(score)));
    return this.unitOfWork.read(async (tx) => {
      const personIds = caseId ? (await this.cases.get(tx, caseId)).persons.map(({ id }) => id) : [];
      const query = tx.manager
        .createQueryBuilder(DuplicateSuspicion, 's')
        .where(state === 'open' ? 's.verdict IS NULL' : 's.verdict IS NOT NULL')
        .orderBy('s.score', 'DESC')
        .addOrderBy('s.id', 'DESC')
        .limit(limit + 1);
      if (strength) query.andWhere('s.strength = :strength', { strength });
      if (after)
        query.andWhere('(s.score < :score OR (s.score = :score AND s.id < :id))', {
          score: Number(after[0]),
          id: after[1],
        });
      if (caseId)
        query.andWhere('(s.firstPersonId IN (:...personIds) OR s.secondPersonId IN (:...personIds))', { personIds });
      return toPage(
        await query.getMany(),
        limit,
        (suspicion) => suspicion,
        ({ score, id }) => cursorOf(String(score), id),
      );
    });
  }

  /** Both persons side by side; the read of both cases is logged before it is answered. Throws NotFound. */
  compare(id: string, actor: Actor): Promise<ComparedPair> {
    return this.unitOfWork.run(actor, async (tx) => {
      const suspicion = await this.get(tx, id);
      const first = await this.side(tx, suspicion.firstPersonId);
      const second = await this.side(tx, suspicion.secondPersonId);
      for (const { person, theCase } of [first, second])
        this.audit.recordRead(tx, actor, {
          action: 'person.read',
          subjectType: 'person',
          subjectId: person.id,
          caseId: theCase.id,
          payload: { suspicionId: id },
        });
      return { suspicion, first, second, verdicts: await this.verdicts(tx, id) };
    });
  }

  /**
   * Records whether two persons are one. Nothing is deleted and nobody's status changes: who was registered later cannot be
   * referred while the first stands on the road, and is withdrawn with the reason that it was submitted in error; both histories
   * stay. A new verdict takes the place of an earlier one, as long as neither has a permit.
   * Throws NotFound, StaleVersion or ConditionsUnmet.
   */
  judge(
    id: string,
    version: number,
    { verdict, reason }: { verdict: Verdict; reason: string },
    actor: Actor,
  ): Promise<DuplicateSuspicion> {
    return this.unitOfWork.run(actor, async (tx) => {
      const suspicion = await this.get(tx, id);
      if (suspicion.version !== version) throw new StaleVersion({ currentVersion: suspicion.version });
      const { firstPersonId, secondPersonId } = suspicion;
      const persons = await this.cases.getPersons(tx, [firstPersonId, secondPersonId]);
      const granted = persons.filter(({ status }) => holdsPermit(status));
      if (suspicion.verdict !== null && (granted.length > 0 || suspicion.verdict === verdict))
        throw new ConditionsUnmet(
          granted.length > 0 ? granted.map(({ id: personId }) => ({ ...GRANTED, personId })) : [JUDGED_SO],
        );
      const judged = { verdict, reason, judgedBy: actor.name, judgedAt: tx.at, version: version + 1 };
      const written = await tx.manager
        .createQueryBuilder()
        .update(DuplicateSuspicion)
        .set(judged)
        .where('id = :id AND version = :version', { id, version })
        .execute();
      if (written.affected !== 1) throw new StaleVersion({ currentVersion: version + 1 });
      await tx.manager.insert(DuplicateVerdict, {
        id: newId(),
        suspicionId: id,
        number: (await this.verdicts(tx, id)).length + 1,
        verdict,
        reason,
        judgedById: actor.accountId,
        judgedBy: actor.name,
        judgedAt: tx.at,
      });
      for (const { id: personId, caseId } of persons)
        this.audit.record(tx, actor, {
          action: 'person.judge_duplicate',
          subjectType: 'person',
          subjectId: personId,
          caseId,
          reason,
          payload: {
            suspicionId: id,
            verdict,
            otherPersonId: personId === firstPersonId ? secondPersonId : firstPersonId,
          },
        });
      return { ...suspicion, ...judged };
    });
  }

  private about(tx: Tx, personIds: readonly string[]): Promise<DuplicateSuspicion[]> {
    if (personIds.length === 0) return Promise.resolve([]);
    const any = In([...personIds]);
    return tx.manager.findBy(DuplicateSuspicion, [{ firstPersonId: any }, { secondPersonId: any }]);
  }

  private async get(tx: Tx, id: string): Promise<DuplicateSuspicion> {
    const suspicion = await tx.manager.findOneBy(DuplicateSuspicion, { id });
    if (!suspicion) throw new NotFound('suspicion');
    return suspicion;
  }

  private verdicts(tx: Tx, suspicionId: string): Promise<DuplicateVerdict[]> {
    return tx.manager.find(DuplicateVerdict, { where: { suspicionId }, order: { number: 'ASC' } });
  }

  private async side(tx: Tx, personId: string): Promise<Side> {
    const [{ caseId } = { caseId: '' }] = await this.cases.getPersons(tx, [personId]);
    const theCase = await this.cases.get(tx, caseId);
    return {
      theCase,
      person: this.cases.personOf(theCase, personId),
      told: personsToMatch(theCase, await formOf(tx, theCase)).find((one) => one.personId === personId)!,
    };
  }
}

const GRANTED = {
  code: 'permitGranted',
  detail: 'This person has a permit: the verdict stands. Withdraw the permit first.',
  source: 'architecture.md 1 (4)',
};
const JUDGED_SO = {
  code: 'judgedAlready',
  detail: 'This very verdict stands already.',
  source: 'Nobody is asked twice: domain.md (e) 18',
};
