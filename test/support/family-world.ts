import { decideFamily } from '../../src/family/domain/decide.js';
import {
  ARRIVALS,
  PRINCIPAL,
  type Ages,
  type Decided,
  type Family,
  type FamilyCommand,
  type Holdings,
  type Member,
} from '../../src/family/domain/family.js';
import { RELATIONS } from '../../src/family/domain/relations.js';

export const AGES: Ages = { biometrics: 6, exclusionOnTrigger: 15, exclusion: 18, adult: 18 };
export const TODAY = '2025-06-16';

/** A person of the model: the member, where it stands, and every case it has been in. */
export interface PersonModel extends Member {
  caseId: string;
  been: string[];
}
export interface CaseModel extends Omit<Family, 'members' | 'merged'> {
  parentId: string | null;
}
export interface Tried {
  caseId: string;
  otherId: string | null;
  command: FamilyCommand;
}
/** The ids that the world outside gives: of a case that a split opens, and of a new member. */
export interface NewIds {
  caseId: string;
  diaryNumber: string;
  personId: string;
}

export const NOTHING_HELD: Holdings = {
  screening: 'not_referred',
  clearedUntil: null,
  exclusionAssessed: false,
  examined: false,
  place: null,
  permit: false,
  assignment: null,
  journey: null,
};

/** Several cases and their persons, kept as plainly as can be: what the house must never differ from. */
export class FamilyWorld {
  readonly cases = new Map<string, CaseModel>();
  readonly persons = new Map<string, PersonModel>();
  readonly links = new Set<string>();

  membersOf(caseId: string): PersonModel[] {
    return [...this.persons.values()].filter((person) => person.caseId === caseId).sort((a, b) => a.number - b.number);
  }

  family(caseId: string): Family {
    const members = this.membersOf(caseId);
    return { ...this.cases.get(caseId)!, merged: members.length === 0, members };
  }

  isLinked(one: string, two: string): boolean {
    return this.links.has(pairOf(one, two));
  }

  /** The cases reached from one: by colouring, another way than the rules go. */
  blockOf(caseId: string, links: Iterable<string> = this.links): string[] {
    const colour = new Map([...this.cases.keys()].map((id) => [id, id]));
    for (const link of links) {
      const [one, two] = link.split(' ').map((id) => colour.get(id)!) as [string, string];
      for (const [id, found] of colour) if (found === two) colour.set(id, one);
    }
    return [...colour].filter(([, found]) => found === colour.get(caseId)).map(([id]) => id);
  }

  weigh({ caseId, otherId, command }: Tried): Decided {
    const links = new Set(this.links);
    if (otherId && command.verb === 'link') links.add(pairOf(caseId, otherId));
    if (otherId && command.verb === 'unlink') links.delete(pairOf(caseId, otherId));
    const facts = {
      today: TODAY,
      ages: AGES,
      family: this.family(caseId),
      other: otherId === null ? null : this.family(otherId),
      placesLeft: 3,
      linked: otherId !== null && this.isLinked(caseId, otherId),
    };
    return decideFamily(
      command,
      facts,
      otherId === null ? [] : this.blockOf(caseId, links).map((id) => this.family(id)),
    );
  }

  /** Carries a change out, if nothing is unmet, by the simplest means: a person's case is a word, and what they hold stays theirs. */
  carryOut(tried: Tried, ids: NewIds): Decided {
    const decided = this.weigh(tried);
    if (decided.unmet.length > 0) return decided;
    const { caseId, otherId, command } = tried;
    const theCase = this.cases.get(caseId)!;
    if (command.verb === 'add_member')
      this.persons.set(ids.personId, {
        id: ids.personId,
        number: this.placeIn(caseId, 1),
        relation: command.relation,
        sex: 'female',
        maritalStatus: null,
        birth: command.birth,
        status: 'listed',
        onRoad: true,
        underWay: false,
        enteredOn: null,
        holds: NOTHING_HELD,
        caseId,
        been: [caseId],
      });
    if (command.verb === 'split') {
      this.cases.set(ids.caseId, { ...theCase, caseId: ids.caseId, diaryNumber: ids.diaryNumber, parentId: caseId });
      for (const { id } of this.membersOf(caseId)) if (command.personIds.includes(id)) this.move(id, ids.caseId);
    }
    if (command.verb === 'merge') {
      const registered = [theCase.registeredOn!, this.cases.get(otherId!)!.registeredOn!].sort()[0]!;
      this.cases.set(caseId, { ...theCase, registeredOn: registered });
      for (const { id } of this.membersOf(otherId!)) this.move(id, caseId);
      for (const link of [...this.links].filter((one) => one.includes(otherId!))) {
        this.links.delete(link);
        const third = link.split(' ').find((id) => id !== otherId)!;
        if (third !== caseId) this.links.add(pairOf(caseId, third));
      }
    }
    if (command.verb === 'link') this.links.add(pairOf(caseId, otherId!));
    if (command.verb === 'unlink') this.links.delete(pairOf(caseId, otherId!));
    for (const { personId, relation, maritalStatus } of decided.retold) {
      const person = this.persons.get(personId)!;
      this.change(personId, {
        relation: relation ?? person.relation,
        maritalStatus: maritalStatus ?? person.maritalStatus,
      });
    }
    return decided;
  }

  change(personId: string, set: Partial<PersonModel>): void {
    this.persons.set(personId, { ...this.persons.get(personId)!, ...set });
  }

  private move(personId: string, caseId: string): void {
    const person = this.persons.get(personId)!;
    this.change(personId, { caseId, number: this.placeIn(caseId, person.number), been: [...person.been, caseId] });
  }

  private placeIn(caseId: string, wished: number): number {
    const taken = this.membersOf(caseId).map(({ number }) => number);
    return taken.includes(wished) ? Math.max(...taken) + 1 : wished;
  }
}

/** Born on a day that is known. */
export const born = (day: string): { earliest: string; latest: string } => ({ earliest: day, latest: day });

export const pairOf = (one: string, two: string): string => [one, two].sort().join(' ');

/** Mulberry32: the same numbers for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Any change of any of the cases, wise or not: most can be carried out, the rest must be refused. */
export function someChange(world: FamilyWorld, random: () => number): Tried {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const inhabited = [...world.cases.keys()].filter((id) => world.membersOf(id).length > 0);
  const caseId = random() < 0.95 ? pick(inhabited) : pick([...world.cases.keys()]);
  const members = world.membersOf(caseId);
  const others = [...world.cases.keys()].filter((id) => id !== caseId);
  const some = (): PersonModel[] => members.filter(() => random() < 0.4);
  const relations = (of: readonly PersonModel[]) =>
    random() < 0.8 ? of.map(({ id: personId }) => ({ personId, relation: pick(RELATIONS) })) : [];
  const verbs = [
    'add_member',
    'choose_principal',
    'record_marriage',
    'record_separation',
    'split',
    'split',
    'merge',
    'link',
    'unlink',
  ] as const;
  const verb = members.length === 0 ? 'add_member' : pick(verbs);
  const of = (command: FamilyCommand, otherId: string | null = null): Tried => ({ caseId, otherId, command });
  switch (verb) {
    case 'add_member': {
      const arrival = pick(ARRIVALS);
      return of({
        verb,
        arrival,
        birth: born(
          arrival === 'newborn' ? pick(['2025-05-01', '2025-06-10', '2020-01-01']) : pick(['2001-01-01', '2012-03-04']),
        ),
        relation: pick(RELATIONS),
        ...(arrival === 'newborn' && members.length > 0 && random() < 0.9 ? { parentId: pick(members).id } : {}),
        inAnotherCase: false,
      });
    }
    case 'choose_principal':
      return of({ verb, ...(random() < 0.6 ? { principalId: pick(members).id } : {}), relations: relations(members) });
    case 'record_marriage':
      return of({ verb, personIds: two(members, pick), renamedIds: [] });
    case 'record_separation':
      return of({ verb, personIds: two(members, pick) });
    case 'split': {
      const leaving = some();
      const named = leaving.length > 0 ? leaving : [pick(members)];
      return of({ verb, personIds: named.map(({ id }) => id), relations: relations(members) });
    }
    case 'merge':
    case 'link':
    case 'unlink': {
      const other = pick(others);
      if (verb === 'merge') return of({ verb, relations: relations(world.membersOf(other)) }, other);
      return of({ verb }, other);
    }
  }
}

function two(members: readonly PersonModel[], pick: <Item>(items: readonly Item[]) => Item): string[] {
  const one = pick(members);
  const rest = members.filter(({ id }) => id !== one.id);
  return rest.length === 0 ? [one.id] : [one.id, pick(rest).id];
}

/** What must hold of any world, however it came about; returns what does not. */
export function broken(world: FamilyWorld): string[] {
  const wrong: string[] = [];
  for (const { id, caseId, been } of world.persons.values()) {
    if (!world.cases.has(caseId)) wrong.push(`${id} stands in no case`);
    if (been.at(-1) !== caseId) wrong.push(`${id} is not where the last move led`);
  }
  for (const caseId of world.cases.keys()) {
    const members = world.membersOf(caseId);
    const principals = members.filter(({ relation }) => relation === PRINCIPAL).length;
    if (members.length > 0 && principals !== 1) wrong.push(`${caseId} has ${principals} principal applicants`);
    if (new Set(members.map(({ number }) => number)).size !== members.length)
      wrong.push(`${caseId} has two of one place`);
    for (const other of world.blockOf(caseId))
      if (world.blockOf(other).sort().join() !== world.blockOf(caseId).sort().join())
        wrong.push(`${caseId} and ${other} differ on their block`);
  }
  return wrong;
}
