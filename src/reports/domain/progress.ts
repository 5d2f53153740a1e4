/** A person where the two dates of the report find them. */
export interface PersonAt {
  readonly personId: string;
  readonly caseId: string;
  readonly stage: string;
  /** Where the person counts: the sub-quota of the place held, else that of the case; null when the case has none yet. */
  readonly subQuotaId: string | null;
  /** Granted and on the road since: such a person must hold a place. */
  readonly mustHoldPlace: boolean;
}

/** Persons, and in how many cases they are: a case with persons in two stages counts once in each. */
export interface Count {
  readonly persons: number;
  readonly cases: number;
}

export interface StageCount extends Count {
  readonly stage: string;
}

/** The words of the stages on the road and of the exits, in the order of the road. */
export interface StageWords {
  readonly road: readonly string[];
  readonly exits: readonly string[];
}

export interface Staged extends Count {
  readonly stages: readonly StageCount[];
  readonly exits: readonly StageCount[];
}

/** How many persons, in how many cases. */
export const countOf = (persons: readonly PersonAt[]): Count => ({
  persons: persons.length,
  cases: new Set(persons.map(({ caseId }) => caseId)).size,
});

/** The persons by stage and exit, zeros included. Stages that the words do not name are nobody's: the sum check tells. */
export function staged(persons: readonly PersonAt[], words: StageWords): Staged {
  const inStage = new Map<string, PersonAt[]>();
  for (const person of persons) {
    const others = inStage.get(person.stage);
    if (others) others.push(person);
    else inStage.set(person.stage, [person]);
  }
  const counted = (stage: string): StageCount => ({ stage, ...countOf(inStage.get(stage) ?? []) });
  return { ...countOf(persons), stages: words.road.map(counted), exits: words.exits.map(counted) };
}

export interface PlaceSums {
  readonly allocated: number;
  readonly available: number;
  readonly reserved: number;
  readonly used: number;
  /** Used by an earlier year entered without persons. */
  readonly opened: number;
}

export interface SumCheck {
  /** Persons known at the two dates, counted apart from the table. */
  readonly personsKnown: number;
  readonly personsInTable: number;
  readonly personsWithoutSubQuota: number;
  readonly personsInOtherPeriods: number;
  readonly placesAllocated: number;
  readonly placesAccountedFor: number;
  /** Persons from the grant on, and the places that persons hold. */
  readonly personsWithPlace: number;
  readonly placesHeld: number;
  readonly everythingAddsUp: boolean;
}

const inCells = ({ stages, exits }: Staged): number =>
  [...stages, ...exits].reduce((sum, { persons }) => sum + persons, 0);

/**
 * Whether every person and every place is accounted for: all persons known stand in one cell of the table, wait without a sub-quota
 * or belong to another period; allocated = reserved + used + available; and who was granted holds a place.
 */
export function sumCheck(
  of: {
    personsKnown: number;
    inPeriod: Staged;
    withoutSubQuota: Staged;
    inOtherPeriods: number;
    personsWithPlace: number;
  },
  places: PlaceSums,
): SumCheck {
  const personsInTable = inCells(of.inPeriod);
  const personsWithoutSubQuota = inCells(of.withoutSubQuota);
  const placesAccountedFor = places.available + places.reserved + places.used;
  const placesHeld = places.reserved + places.used - places.opened;
  return {
    personsKnown: of.personsKnown,
    personsInTable,
    personsWithoutSubQuota,
    personsInOtherPeriods: of.inOtherPeriods,
    placesAllocated: places.allocated,
    placesAccountedFor,
    personsWithPlace: of.personsWithPlace,
    placesHeld,
    everythingAddsUp:
      personsInTable + personsWithoutSubQuota + of.inOtherPeriods === of.personsKnown &&
      placesAccountedFor === places.allocated &&
      placesHeld === of.personsWithPlace,
  };
}
