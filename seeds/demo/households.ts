import { addDays, addMonths, type PlainDate } from '../../src/kernel/index.js';
import type {
  EducationLevel,
  RrfDocument,
  RrfLanguage,
  RrfPerson,
  SpecificNeed,
} from '../../src/submissions/domain/rrf.js';
import { LEVELS_OF_LATER_LANGUAGES, ORIGINS, type Origin, type OriginCode } from './origins.js';
import type { Random } from './random.js';

/** Whoever reaches 18 before this day has signed: nobody comes of age without a signature while the demo's year runs. */
const ADULT_BY = '2026-01-01';
const OCCUPATIONS = [
  'Farmer',
  'Tailor',
  'Trader',
  'Teacher',
  'Nurse',
  'Mason',
  'Driver',
  'Hairdresser',
  'Cook',
  'Carpenter',
  'Mechanic',
  'Midwife',
];
const SCHOOLING: readonly EducationLevel[] = [
  'none',
  'primary',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'vocational',
  'university',
];

/** A family of any shape, one with two parents, women and girls only, or children alone. */
export type Household = 'family' | 'couple' | 'women' | 'unaccompanied';

export interface HouseholdPlan {
  readonly size: number;
  readonly origin: OriginCode;
  readonly household: Household;
  readonly countryOfAsylum: string;
  readonly rrfDate: PlainDate;
  readonly nextIndividualNumber: () => string;
  readonly medical: boolean;
  readonly stateless: boolean;
  /** The names stand in their own script, the Latin ones among the other names. */
  readonly ownScript: boolean;
  /** The principal applicant's occupation, when the case is to raise a question. */
  readonly occupation?: string;
  readonly needs: readonly SpecificNeed[];
}

interface Member {
  readonly relation: RrfPerson['relationToPrincipal'];
  readonly sex: 'female' | 'male';
  /** Completed years on 1 January 2025. */
  readonly age: number;
}

const childOf = (sex: 'female' | 'male'): RrfPerson['relationToPrincipal'] => (sex === 'female' ? 'daughter' : 'son');

/** Who lives together: the principal applicant first, then spouse, children from the oldest, other relatives last. */
function membersOf({ size, household }: HouseholdPlan, random: Random): Member[] {
  if (household === 'unaccompanied')
    return [
      { relation: 'principal_applicant', sex: 'female', age: 16 },
      ...Array.from({ length: size - 1 }, (): Member => ({
        relation: 'sibling',
        sex: 'male',
        age: random.between(9, 14),
      })),
    ];
  const women = household === 'women';
  const couple = household === 'couple' || (!women && size >= 2 && random.chance(size === 2 ? 0.3 : 0.65));
  const elder = size >= 4 && random.chance(0.2);
  const children = size - 1 - (couple ? 1 : 0) - (elder ? 1 : 0);
  const youngest = Math.min(44, 23 + 2 * children);
  const age = Math.min(random.between(youngest, 58), random.between(youngest, 50));
  const principal: Member = {
    relation: 'principal_applicant',
    sex: women || random.chance(0.5) ? 'female' : 'male',
    age,
  };
  const spouse: Member[] = couple
    ? [
        {
          relation: 'spouse',
          sex: principal.sex === 'female' ? 'male' : 'female',
          age: Math.max(20, age + random.between(-4, 4)),
        },
      ]
    : [];
  // Nobody is a parent before 19 or, so that the ages stay believable, after 45.
  const [younger, older] = [
    Math.min(age, ...spouse.map((member) => member.age)),
    Math.max(age, ...spouse.map((member) => member.age)),
  ];
  const ages = Array.from({ length: children }, () =>
    random.between(Math.max(0, older - 45), Math.min(24, younger - 19)),
  ).sort((a, b) => b - a);
  return [
    principal,
    ...spouse,
    ...ages.map((childAge): Member => {
      const sex = women || random.chance(0.5) ? 'female' : 'male';
      return { relation: childOf(sex), sex, age: childAge };
    }),
    ...(elder
      ? [{ relation: 'parent', sex: 'female', age: Math.max(62, age + random.between(18, 24)) } satisfies Member]
      : []),
  ];
}

/** About two in five adults and every fifth child have only a year: 1 January, as in most registers of refugees. */
function birthOf(age: number, random: Random): Pick<RrfPerson, 'birthDate' | 'birthDatePrecision'> {
  const known = random.next();
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  if (age > 0 && known < (age >= 18 ? 0.42 : 0.2))
    return { birthDate: `${2025 - age}-01-01`, birthDatePrecision: 'year' };
  // Infants are born early enough to be registered before any form of the batch is written.
  const month = twoDigits(random.between(1, age === 0 ? 9 : 12));
  if (known > 0.9) return { birthDate: `${2024 - age}-${month}-01`, birthDatePrecision: 'month' };
  return { birthDate: `${2024 - age}-${month}-${twoDigits(random.between(1, 28))}`, birthDatePrecision: 'day' };
}

function languagesOf(origin: Origin, age: number, random: Random): RrfLanguage[] {
  if (age < 3) return [];
  const [mother, ...others] = origin.languages;
  const later = age < 6 ? [] : others.filter(() => random.chance(0.35));
  return [
    { language: mother, level: 'mother_tongue' },
    ...later.map((language) => ({ language, level: random.pick(LEVELS_OF_LATER_LANGUAGES) })),
  ];
}

function documentsOf(plan: HouseholdPlan, age: number, number: string, random: Random): RrfDocument[] {
  const documents: RrfDocument[] = [];
  if (age >= 16 && random.chance(0.8))
    documents.push({ type: 'refugee_identity_card', number: `RID-${number}`, issuingCountry: plan.countryOfAsylum });
  if (!plan.stateless && age >= 18 && random.chance(0.3))
    documents.push({
      type: 'passport',
      number: `P-${number}`,
      issuingCountry: plan.origin,
      expiresOn: `${random.between(2025, 2029)}-0${random.between(1, 9)}-15`,
    });
  return documents;
}

function schoolingOf(age: number, random: Random): EducationLevel | null {
  if (age < 6) return null;
  if (age < 13) return 'primary';
  return age < 18 ? random.pick(['primary', 'lower_secondary'] as const) : random.pick(SCHOOLING);
}

/** The persons of one RRF, complete in every field. */
export function householdOf(plan: HouseholdPlan, random: Random): RrfPerson[] {
  const origin: Origin = ORIGINS[plan.origin];
  const members = membersOf(plan, random);
  const family = random.pick(origin.families);
  const registered = `${random.between(2012, 2022)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
  const signed = addDays(plan.rrfDate, -random.between(0, 4));
  const married = members.some((member) => member.relation === 'spouse');
  const children = members.some((member) => member.age < 18);
  const patient = plan.medical ? random.between(0, members.length - 1) : -1;
  const givenTaken = new Set<string>();

  return members.map((member, index): RrfPerson => {
    const names = member.sex === 'female' ? origin.women : origin.men;
    const free = names.filter(([latin]) => !givenTaken.has(latin));
    const given = random.pick(free.length > 0 ? free : names);
    givenTaken.add(given[0]);
    const birth = birthOf(member.age, random);
    const inScript = given[1] && family[1] ? ([given[1], family[1]] as const) : undefined;
    const swap = plan.ownScript && inScript !== undefined;
    const adult = member.age >= 18;
    const parent = member.relation === 'principal_applicant' || member.relation === 'spouse';
    const individualNumber = plan.nextIndividualNumber();
    const needs: SpecificNeed[] = [
      ...(index === 0 ? plan.needs : []),
      ...(index === patient ? (['medical'] as const) : []),
      ...(plan.household === 'unaccompanied' ? (['unaccompanied_child'] as const) : []),
      ...(adult && parent && children && !married ? (['single_parent'] as const) : []),
      ...(member.age >= 60 ? (['older_person'] as const) : []),
    ];
    return {
      individualNumber,
      familyName: swap ? inScript[1] : family[0],
      givenNames: swap ? inScript[0] : given[0],
      otherNames: inScript ? [swap ? `${given[0]} ${family[0]}` : inScript.join(' ')] : [],
      sex: member.sex,
      ...birth,
      countryOfBirth: member.age < 6 ? plan.countryOfAsylum : origin.country,
      nationality: plan.stateless ? null : origin.country,
      stateless: plan.stateless,
      maritalStatus:
        parent && married
          ? 'married'
          : adult && parent && children
            ? random.pick(['widowed', 'divorced', 'separated'])
            : member.age >= 60
              ? 'widowed'
              : 'single',
      relationToPrincipal: member.relation,
      languages: languagesOf(origin, member.age, random),
      education: schoolingOf(member.age, random),
      occupation: adult ? ((index === 0 ? plan.occupation : undefined) ?? random.pick(OCCUPATIONS)) : null,
      documents: documentsOf(plan, member.age, individualNumber, random),
      registeredOn: birth.birthDate > registered ? addDays(birth.birthDate, 14) : registered,
      refugeeStatusBasis: plan.stateless
        ? 'mandate'
        : adult
          ? random.pick(['convention', 'mandate', 'prima_facie'] as const)
          : 'derivative',
      specificNeeds: needs,
      medicalFormOn: index === patient ? addDays(signed, -21) : null,
      bestInterestsOn: plan.household === 'unaccompanied' ? addDays(signed, -40) : null,
      consentOn: signed,
      signedOn: addMonths(birth.birthDate, 12 * 18) < ADULT_BY ? signed : null,
      holdsEuProtection: false,
    };
  });
}
