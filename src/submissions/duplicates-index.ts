import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/index.js';
import { askedNames, numberKeys, type NumberKind } from './domain/duplicates/blocking-keys.js';
import { candidatesFrom, MOST_UNDER_A_KEY, type FoundUnderKey } from './domain/duplicates/candidates.js';
import type { PreparedPerson } from './domain/duplicates/prepare.js';
import { nameShares, type NameShares } from './domain/duplicates/shares.js';
import { countedKeys, nameKey, soughtKeys, storedKey, storedKeys, totalKey } from './duplicates-keys.js';
import { holdersOf, insertKeys, insertPairs, selectListed } from './duplicates-sql.js';

/** More bear one number only where it is none. */
const MOST_BEARERS = 200;

/**
 * The index by which a newcomer is compared with few instead of all: keys, what each person is compared by, and how common names
 * are. Only these tables know it; what is compared and how stands in domain/duplicates.
 */
@Injectable()
export class DuplicatesIndex {
  /** Whom each of the persons is to be compared with, by person id. The persons need not stand in the index. */
  async candidates(tx: Tx, persons: readonly PreparedPerson[]): Promise<Map<string, PreparedPerson[]>> {
    const sought = new Map(persons.map((person) => [person.personId, soughtKeys(person)]));
    const kinds = new Map([...sought.values()].flat().map(({ key, kind }) => [key, kind]));
    // A name of a relative stands under many keys that hold many: of these no more are read than are followed.
    const reading = (ofRelative: boolean, most: number) =>
      holdersOf(
        tx,
        [...kinds].flatMap(([key, kind]) => ((kind === 'relative') === ofRelative ? [key] : [])).sort(),
        most + 1,
      );
    // The person itself may stand there, from an earlier time.
    const [ofRelatives, ofOthers, own] = await Promise.all([
      reading(true, MOST_UNDER_A_KEY.relative),
      reading(false, MOST_UNDER_A_KEY.names),
      this.entries(tx, persons),
    ]);
    const chosen = new Map(
      [...sought].map(([personId, of]) => {
        const itself = own.get(personId);
        const found = of.flatMap(({ key, kind, ownYears }): FoundUnderKey[] => {
          const all = (kind === 'relative' ? ofRelatives : ofOthers).get(key);
          if (all === undefined) return [];
          const holders = itself === undefined ? all : all.filter((entry) => entry !== itself);
          return [{ kind, ownYears, holders }];
        });
        return [personId, candidatesFrom(found)];
      }),
    );
    const found = new Map(
      (await this.profiles(tx, 'entry', [...new Set([...chosen.values()].flat())])).map((kept) => [
        kept.entry,
        kept.person,
      ]),
    );
    return new Map([...chosen].map(([personId, entries]) => [personId, entries.flatMap((id) => found.get(id) ?? [])]));
  }

  /** Who bears the number, exactly but for how it is written: as an individual number, on a document, or as that of the case. */
  async bearersOf(tx: Tx, number: string): Promise<{ personId: string; as: NumberKind }[]> {
    const kinds = new Map(numberKeys(number).map(({ key, kind }) => [storedKey(key), kind]));
    const holders = await holdersOf(tx, [...kinds.keys()], MOST_BEARERS);
    const persons = await selectListed<{ entry: number; person_id: string }>(
      tx,
      'kept.entry, kept.person_id',
      'duplicate_profiles kept',
      'kept.entry',
      [...new Set([...holders.values()].flat())],
    );
    const personOf = new Map(persons.map(({ entry, person_id }) => [entry, person_id]));
    return [...holders].flatMap(([key, entries]) =>
      entries.flatMap((entry) => ({ personId: personOf.get(entry)!, as: kinds.get(key)! })),
    );
  }

  /** How common the names of these persons are, among those with whom `comparePersons` weighs them. */
  async shares(tx: Tx, persons: readonly PreparedPerson[], candidates: readonly PreparedPerson[]): Promise<NameShares> {
    // Names are weighed among those of the newcomer's nationality; of a newcomer without one, among those of the candidate's.
    const asking = persons.some(({ nationality }) => nationality === null) ? [...persons, ...candidates] : persons;
    const nationalities = [...new Set(asking.map(({ nationality }) => nationality))];
    const sounds = [...new Set(persons.flatMap(askedNames))];
    const keys = nationalities.flatMap((nationality) => [
      totalKey(nationality),
      ...sounds.flatMap((sound) => [nameKey(sound, 'own', nationality), nameKey(sound, 'other', nationality)]),
    ]);
    const found = await selectListed<{ key: string; persons: number }>(
      tx,
      'key_counts.key, key_counts.persons',
      'duplicate_name_counts key_counts',
      'key_counts.key',
      keys.sort(),
    );
    const counts = new Map(found.map(({ key, persons: borne }) => [key, Number(borne)]));
    // The same few names are asked for with each candidate: their keys are made once.
    const borneBy = new Map<string, number>();
    const once = (asked: string, key: () => string): number => {
      let borne = borneBy.get(asked);
      if (borne === undefined) borneBy.set(asked, (borne = counts.get(key()) ?? 0));
      return borne;
    };
    return nameShares({
      of: (consonants, place, nationality) =>
        once(`${consonants} ${place} ${nationality}`, () => nameKey(consonants, place, nationality)),
      persons: (nationality) => once(`${nationality}`, () => totalKey(nationality)),
    });
  }

  /** Puts the persons into the index, in place of what stood there of them. */
  async put(tx: Tx, persons: readonly PreparedPerson[]): Promise<void> {
    const before = await this.profiles(
      tx,
      'person_id',
      persons.map(({ personId }) => personId),
    );
    for (const table of before.length > 0 ? ['DuplicateKey', 'DuplicateProfile'] : [])
      await tx.manager
        .createQueryBuilder()
        .delete()
        .from(table)
        .where('entry IN (:...entries)', { entries: before.map(({ entry }) => entry) })
        .execute();
    await Promise.all([
      insertPairs(
        tx,
        'duplicate_profiles (person_id, profile)',
        persons.map((person) => [person.personId, JSON.stringify(person)] as const),
      ),
      insertKeys(
        tx,
        persons.map((person) => [person.personId, storedKeys(person)] as const),
      ),
      this.count(
        tx,
        persons,
        before.map(({ person }) => person),
      ),
    ]);
  }

  private async count(tx: Tx, added: readonly PreparedPerson[], gone: readonly PreparedPerson[]): Promise<void> {
    const changes = new Map<string, number>();
    const add = (people: readonly PreparedPerson[], by: 1 | -1): void => {
      for (const key of people.flatMap(countedKeys)) changes.set(key, (changes.get(key) ?? 0) + by);
    };
    add(added, 1);
    add(gone, -1);
    // In the order of the keys, so that two registrations at once never wait for each other in a ring.
    await insertPairs(
      tx,
      'duplicate_name_counts (key, persons)',
      [...changes].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1)),
      {
        number: true,
        conflict: 'ON CONFLICT (key) DO UPDATE SET persons = duplicate_name_counts.persons + excluded.persons',
      },
    );
  }

  private async entries(tx: Tx, persons: readonly PreparedPerson[]): Promise<Map<string, number>> {
    const ids = persons.map(({ personId }) => personId);
    const found = await selectListed<{ person_id: string; entry: number }>(
      tx,
      'kept.person_id, kept.entry',
      'duplicate_profiles kept',
      'kept.person_id',
      ids,
    );
    return new Map(found.map(({ person_id, entry }) => [person_id, entry]));
  }

  private async profiles(
    tx: Tx,
    by: 'entry' | 'person_id',
    listed: readonly (string | number)[],
  ): Promise<{ entry: number; person: PreparedPerson }[]> {
    const found = await selectListed<{ entry: number; profile: string }>(
      tx,
      'kept.entry, kept.profile',
      'duplicate_profiles kept',
      `kept.${by}`,
      listed,
    );
    return found.map(({ entry, profile }) => ({ entry, person: JSON.parse(profile) as PreparedPerson }));
  }
}
