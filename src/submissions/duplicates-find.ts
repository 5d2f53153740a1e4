import { Injectable } from '@nestjs/common';
import { CasesService } from '../cases/index.js';
import { Clock } from '../kernel/index.js';
import { In } from 'typeorm';
import { insertRows, newId, type Tx } from '../platform/index.js';
import { comparePersons, type Comparison, type Strength } from './domain/duplicates/compare-persons.js';
import type { PersonToMatch } from './domain/duplicates/person-to-match.js';
import { prepare, type PreparedPerson } from './domain/duplicates/prepare.js';
import { weightsOn } from './domain/duplicates/weights.js';
import { DuplicateSuspicion } from './duplicates.entities.js';
import { DuplicatesIndex } from './duplicates-index.js';
import { formOf, personsToMatch } from './duplicates-mapping.js';

/** Two persons who may be one: the one registered earlier first. */
export interface FoundPair extends Comparison {
  readonly firstPersonId: string;
  readonly secondPersonId: string;
  readonly strength: Strength;
}

const TENTHS = 10;

/** Looks for the like of persons who are registered or changed, in the unit of work that registers them. */
@Injectable()
export class FindDuplicates {
  constructor(
    private readonly index: DuplicatesIndex,
    private readonly cases: CasesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings the index to what is known of the persons of a case, and records whom they may be the same as. To be called last in
   * every act that registers, corrects or moves persons; the same call again changes nothing. Returns the new suspicions.
   */
  async ofCase(tx: Tx, caseId: string): Promise<FoundPair[]> {
    const theCase = await this.cases.get(tx, caseId);
    return this.of(tx, personsToMatch(theCase, await formOf(tx, theCase)));
  }

  /** The same for persons given as they are to be matched. All are of one case, or strangers to each other. */
  async of(tx: Tx, told: readonly PersonToMatch[]): Promise<FoundPair[]> {
    const persons = told.map(prepare);
    const found = await this.among(tx, persons);
    await this.index.put(tx, persons);
    return this.keep(tx, found);
  }

  private async among(tx: Tx, persons: readonly PreparedPerson[]): Promise<FoundPair[]> {
    const candidates = await this.index.candidates(tx, persons);
    const all = [...candidates.values()].flat();
    if (all.length === 0) return [];
    const shares = await this.index.shares(tx, persons, all);
    const weights = weightsOn(this.clock.today());
    return persons.flatMap((person) =>
      candidates.get(person.personId)!.flatMap((candidate) => {
        const { strength, ...comparison } = comparePersons(person, candidate, shares, weights);
        if (strength === null) return [];
        // Ids sort by the time of their making: the smaller one was registered first.
        const [firstPersonId, secondPersonId] = [candidate.personId, person.personId].sort() as [string, string];
        return [{ ...comparison, strength, firstPersonId, secondPersonId }];
      }),
    );
  }

  /** Records pairs that are new; of a pair that waits for its verdict the evidence is renewed, and a judged one is left alone. */
  private async keep(tx: Tx, found: readonly FoundPair[]): Promise<FoundPair[]> {
    const known = await this.known(tx, found);
    const seen = ({ strength, score, evidence }: FoundPair) => ({
      ...{ strength, score: Math.round(score * TENTHS), evidence: [...evidence] },
    });
    // Each once: either of the two may have been asked for.
    const kept = [...new Map(found.map((pair) => [pairOf(pair), pair])).values()].filter(
      (pair) => !known.has(pairOf(pair)),
    );
    for (const pair of found) {
      const before = known.get(pairOf(pair));
      if (before?.verdict === null)
        await tx.manager
          .createQueryBuilder()
          .update(DuplicateSuspicion)
          .set(seen(pair))
          .where('id = :id AND verdict IS NULL', { id: before.id })
          .execute();
    }
    await insertRows(
      tx.manager,
      DuplicateSuspicion,
      kept.map((pair) => ({
        ...seen(pair),
        id: newId(),
        firstPersonId: pair.firstPersonId,
        secondPersonId: pair.secondPersonId,
        foundAt: tx.at,
        ...{ version: 1, verdict: null, judgedBy: null, judgedAt: null, reason: null },
      })),
    );
    return kept;
  }

  /** What was recorded of these pairs before. */
  private async known(tx: Tx, found: readonly FoundPair[]): Promise<Map<string, DuplicateSuspicion>> {
    if (found.length === 0) return new Map();
    const before = await tx.manager.findBy(DuplicateSuspicion, {
      firstPersonId: In(found.map(({ firstPersonId }) => firstPersonId)),
      secondPersonId: In(found.map(({ secondPersonId }) => secondPersonId)),
    });
    return new Map(before.map((suspicion) => [pairOf(suspicion), suspicion]));
  }
}

const pairOf = ({ firstPersonId, secondPersonId }: Pick<FoundPair, 'firstPersonId' | 'secondPersonId'>): string =>
  `${firstPersonId} ${secondPersonId}`;
