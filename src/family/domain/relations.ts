import type { Unmet } from '../../kernel/index.js';
import { called, PRINCIPAL, type Member, type Retold, type ToldRelation } from './family.js';

/** What a member can be to the principal applicant (UNHCR Resettlement Handbook 4.6, section 2 of the RRF). */
export const RELATIONS = [
  'spouse',
  'partner',
  'son',
  'daughter',
  'parent',
  'sibling',
  'grandparent',
  'grandchild',
  'niece_or_nephew',
  'other_relative',
  'dependant',
] as const;

type Derived = Readonly<Record<string, string>>;

const childBySex = (sex: string): string | null => (sex === 'female' ? 'daughter' : sex === 'male' ? 'son' : null);

const OF_SPOUSE: Derived = {
  son: 'son',
  daughter: 'daughter',
  parent: 'other_relative',
  sibling: 'other_relative',
  grandparent: 'other_relative',
  grandchild: 'grandchild',
  niece_or_nephew: 'other_relative',
};
const OF_CHILD: Derived = {
  spouse: 'parent',
  partner: 'parent',
  son: 'sibling',
  daughter: 'sibling',
  parent: 'grandparent',
  sibling: 'other_relative',
  grandparent: 'other_relative',
  niece_or_nephew: 'other_relative',
};

/**
 * What a member is to the new principal applicant, by what both were to the former one (`of` the new one, `from` the member). What
 * cannot be told from these two words alone is left out: the official says it (a grandchild may be the new one's child, or a niece).
 */
const DERIVED: Readonly<Record<string, Derived>> = {
  spouse: OF_SPOUSE,
  partner: OF_SPOUSE,
  son: OF_CHILD,
  daughter: OF_CHILD,
  parent: {
    spouse: 'other_relative',
    partner: 'other_relative',
    son: 'grandchild',
    daughter: 'grandchild',
    parent: 'spouse',
    grandchild: 'other_relative',
    niece_or_nephew: 'grandchild',
  },
  sibling: {
    spouse: 'other_relative',
    partner: 'other_relative',
    son: 'niece_or_nephew',
    daughter: 'niece_or_nephew',
    parent: 'parent',
    sibling: 'sibling',
    grandparent: 'grandparent',
    grandchild: 'other_relative',
  },
};
/** Whoever was not close to the former principal applicant is not close to the new one either. */
const DISTANT = ['other_relative', 'dependant'];

/** What the former principal applicant is to the new one. */
function inverse(relation: string, former: Pick<Member, 'sex'>): string | null {
  if (relation === 'parent') return childBySex(former.sex);
  const inverses: Derived = {
    spouse: 'spouse',
    partner: 'partner',
    son: 'parent',
    daughter: 'parent',
    sibling: 'sibling',
    grandparent: 'grandchild',
    grandchild: 'grandparent',
  };
  return inverses[relation] ?? 'other_relative';
}

/** The relation of a member to the new principal applicant, or null when it cannot be derived. */
export function relationTo(principal: Member, member: Member): string | null {
  if (member.relation === PRINCIPAL) return inverse(principal.relation, member);
  if (DISTANT.includes(member.relation)) return member.relation;
  // The former principal's sibling is a child of the former principal's parent.
  if (principal.relation === 'parent' && member.relation === 'sibling') return childBySex(member.sex);
  return DERIVED[principal.relation]?.[member.relation] ?? null;
}

/**
 * The relations of a group rebuilt around its principal applicant. What the official told goes before what is derived; of somebody
 * who left the road it is enough to know that they are relatives. Returns what is to be written and what is still to be told.
 */
export function rebuiltAround(
  principal: Member,
  members: readonly Member[],
  told: readonly ToldRelation[],
): { retold: Retold[]; unmet: Unmet[] } {
  const retold: Retold[] = [];
  const unmet: Unmet[] = [];
  for (const member of members) {
    const relation =
      member.id === principal.id
        ? PRINCIPAL
        : (told.find(({ personId }) => personId === member.id)?.relation ??
          // Nothing turns around whoever is the principal applicant already.
          (principal.relation === PRINCIPAL && member.relation !== PRINCIPAL
            ? member.relation
            : relationTo(principal, member)) ??
          (member.onRoad ? null : 'other_relative'));
    if (relation === null) unmet.push(relationUnknown(member, principal));
    else if (relation !== member.relation) retold.push({ personId: member.id, relation });
  }
  return { retold, unmet };
}

export const relationUnknown = (member: Member, principal: Member): Unmet => ({
  code: 'relationUnknown',
  detail: `Say what ${called(member).toLowerCase()} (${member.relation.replaceAll('_', ' ')} until now) is to ${called(principal).toLowerCase()}, the principal applicant.`,
  source: 'UNHCR Resettlement Handbook 4.6: relation to the principal applicant',
  personId: member.id,
});
