import { Beings, type Being, type Sex } from './beings.js';
import type { Chance } from './chance.js';

/** Those who are listed in one case, and the relatives outside it that the form names. */
export interface Household {
  readonly members: readonly Being[];
  readonly outside: readonly Being[];
}

const THIS_YEAR = 2025;
const MOST_CHILDREN = 6;
/** Parts of the households that are made to be mixed up. */
const SIBLINGS = 0.11;
const NAMESAKES = 0.16;
const TWINS = 0.09;

/** Makes households, one after another, some of them about a sibling or a namesake of somebody made before. */
export class Households {
  private readonly beings: Beings;
  private readonly adults: Being[] = [];
  constructor(private readonly chance: Chance) {
    this.beings = new Beings(chance);
  }

  next(): Household {
    const { chance } = this;
    const lot = chance.next();
    const earlier = this.adults.length > 0 ? chance.one(this.adults) : null;
    const head =
      earlier && lot < SIBLINGS
        ? this.sibling(earlier)
        : earlier && lot < SIBLINGS + NAMESAKES
          ? this.namesake(earlier)
          : this.adult();
    const household = this.around(head, earlier && head.trap === 'sibling' ? [earlier] : []);
    this.adults.push(...household.members.filter(({ birth }) => birth.year < THIS_YEAR - 18));
    return household;
  }

  private adult(sex: Sex = this.chance.is(0.5) ? 'female' : 'male'): Being {
    return this.beings.being({ origin: this.beings.origin(), sex, birth: this.beings.birth(1955, 2004) });
  }

  /** A brother or sister with a household of their own, now and then a twin. */
  private sibling(of: Being): Being {
    const { chance, beings } = this;
    const { origin, nationality, others, place, parents, birthKnown } = of;
    const sex: Sex = chance.is(0.5) ? 'female' : 'male';
    const twin = chance.is(0.2);
    const year = of.birth.year + chance.one([-4, -3, -2, -1, 1, 2, 3, 4]);
    const own = beings.ownName(origin, sex, [of.own, ...others]);
    const birth = twin ? of.birth : { ...beings.birth(year, year) };
    return beings.being({ origin, nationality, others, place, parents, sex, own, birth, birthKnown, trap: 'sibling' });
  }

  /** Somebody else of the same name, sex, nationality and year, both written as born on the first of January. */
  private namesake(of: Being): Being {
    const { chance, beings } = this;
    const { origin, nationality, others, own, sex } = of;
    const birth = { ...of.birth, month: chance.between(1, 12), day: chance.between(2, 28) };
    const place = chance.is(0.3) ? of.place : chance.common(origin.names.places);
    return beings.being({ origin, nationality, others, own, sex, birth, birthKnown: false, place, trap: 'namesake' });
  }

  private around(head: Being, kin: readonly Being[]): Household {
    const { chance, beings } = this;
    const { origin, nationality, place } = head;
    const members = [head];
    const years = THIS_YEAR - head.birth.year;
    const spouse = chance.is(0.6)
      ? beings.being({
          origin,
          nationality,
          sex: head.sex === 'male' ? 'female' : 'male',
          birth: beings.birth(head.birth.year - 5, head.birth.year + 5),
          place: chance.is(0.6) ? place : chance.common(origin.names.places),
        })
      : null;
    if (spouse) members.push(spouse);
    const father =
      head.sex === 'male'
        ? head
        : (spouse ?? beings.being({ origin, sex: 'male', birth: beings.birth(head.birth.year - 5, head.birth.year) }));
    const mother = head.sex === 'female' ? head : spouse;
    const children = years > 22 ? chance.between(0, MOST_CHILDREN) : 0;
    const others = [father.own, ...father.others].slice(0, Math.max(1, chance.between(...origin.chain)));
    const parents = [father.own, (mother ?? father).own];
    const family = origin.names.family.includes(father.others[0]!) ? father.others : others;
    const used = [father.own, ...(mother ? [mother.own] : [])];
    const youngest = Math.max(head.birth.year + 20, THIS_YEAR - 20);
    for (let number = 0; number < children; number += 1) {
      const previous = members.at(-1)!;
      const twin = number > 0 && chance.is(TWINS);
      const sex: Sex = chance.is(0.5) ? 'female' : 'male';
      const own = beings.ownName(origin, sex, used);
      used.push(own);
      const birth = twin ? previous.birth : beings.birth(youngest, THIS_YEAR - 1);
      const child = {
        origin,
        nationality,
        sex,
        own,
        others: family,
        parents,
        birth,
        birthKnown: chance.is(0.75),
        place: chance.is(0.7) ? place : chance.common(origin.names.places),
      };
      if (twin) members[members.length - 1] = { ...previous, trap: 'twin' };
      members.push(
        beings.being(twin ? { ...child, birthKnown: previous.birthKnown, place: previous.place, trap: 'twin' } : child),
      );
    }
    return { members, outside: [...kin, ...this.parentsOf(head)] };
  }

  /** Who fills in section 3 of the form names a parent or two. */
  private parentsOf(head: Being): Being[] {
    const { chance, beings } = this;
    if (!chance.is(0.7)) return [];
    const { origin, parents } = head;
    const sexes: Sex[] = ['male', 'female'];
    return parents
      .map((own, index) =>
        beings.being({
          origin,
          sex: sexes[index]!,
          own,
          birth: beings.birth(head.birth.year - 30, head.birth.year - 20),
        }),
      )
      .filter(() => chance.is(0.7));
  }
}
