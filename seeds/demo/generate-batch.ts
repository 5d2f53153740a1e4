import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays } from '../../src/kernel/index.js';
import { principalApplicantOf, type Priority, type Rrf, type SpecificNeed } from '../../src/submissions/domain/rrf.js';
import { householdOf, type Household } from './households.js';
import { ORIGINS, type OriginCode } from './origins.js';
import { Random } from './random.js';

// Writes the synthetic batches of this folder; the same seed gives the same bytes. Their format: README.md.

export const SEED = 20250107;
const SEED_OF_BAD_LINES = 20250108;

/** A line of the batch with bad lines, counted from 1, and what is wrong with it. */
export const BAD_LINES = { malformedJson: 17, caseSizeMismatch: 31, unknownCountry: 48 } as const;

interface Planned {
  readonly asylum: string;
  readonly origin: OriginCode;
  readonly size: number;
  readonly household?: Household;
  readonly priority?: Priority;
  readonly categories?: readonly [primary: string, secondary: string];
  readonly stateless?: boolean;
  readonly ownScript?: boolean;
  readonly occupation?: string;
}

const OFFICES: Record<string, string> = {
  UG: 'UNHCR Kampala',
  TZ: 'UNHCR Kigoma',
  RW: 'UNHCR Kigali',
  TR: 'UNHCR Ankara',
  LB: 'UNHCR Beirut',
  JO: 'UNHCR Amman',
  KE: 'UNHCR Nairobi',
  EG: 'UNHCR Cairo',
  ET: 'UNHCR Addis Ababa',
};

const several = (asylum: string, origin: OriginCode, ...sizes: number[]): Planned[] =>
  sizes.map((size) => ({ asylum, origin, size }));
const women = (asylum: string, origin: OriginCode, ...sizes: number[]): Planned[] =>
  sizes.map((size) => ({
    asylum,
    origin,
    size,
    household: 'women',
    categories: ['WGR', size % 2 === 0 ? 'LPN' : 'LAS'],
  }));
const emergency = (asylum: string, origin: OriginCode, size: number, more: Partial<Planned> = {}): Planned => ({
  asylum,
  origin,
  size,
  priority: 'emergency',
  categories: ['LPN', 'SVT'],
  ...more,
});

/** The caseload in the order of its case numbers, drawn after the distribution of the 2025 quota (domain.md 1). */
const PLAN: readonly Planned[] = [
  ...several('UG', 'CD', 4, 1, 6, 3, 5, 2, 12, 4, 3, 1, 7, 5, 4),
  { asylum: 'UG', origin: 'CD', size: 5, household: 'couple', occupation: 'Former soldier' },
  ...several('UG', 'CD', 9),
  ...women('UG', 'CD', 2),
  ...several('UG', 'SS', 8),
  ...women('UG', 'SS', 3),
  ...several('UG', 'SS', 4),
  ...several('UG', 'SD', 6, 2),
  ...several('UG', 'BI', 4),
  { asylum: 'TZ', origin: 'CD', size: 4, household: 'couple' },
  ...several('TZ', 'CD', 5, 2, 6, 3, 1, 7, 4, 3, 5),
  ...women('TZ', 'CD', 3),
  ...several('TZ', 'BI', 6, 2, 4),
  ...several('RW', 'CD', 3, 6, 1, 5, 4),
  { asylum: 'RW', origin: 'CD', size: 2, household: 'unaccompanied', categories: ['CAR', 'LAS'] },
  ...several('RW', 'BI', 3, 2),
  ...women('TR', 'AF', 3, 1, 4, 2, 1, 3, 2, 4, 1, 2),
  emergency('LB', 'SY', 3),
  emergency('LB', 'SY', 1, { stateless: true }),
  emergency('KE', 'SO', 2),
  emergency('KE', 'ET', 1, { ownScript: true }),
  emergency('JO', 'SD', 4, { ownScript: true }),
  emergency('EG', 'SD', 2, { categories: ['MED', 'LPN'] }),
  emergency('ET', 'ER', 2, { ownScript: true }),
  emergency('JO', 'SY', 1, { categories: ['SVT', 'LPN'] }),
];

/** Line of the case (from 1) whose second adult has not signed: it must be returned to UNHCR. */
const INCOMPLETE = 23;
/** Two lines whose families are related and registered as separate cases. */
const LINKED = [3, 8] as const;
const RELATIVES_EVERY = 8;
const URGENT_EVERY = 9;
const MUNICIPALITIES = ['0180', '1480', '1280', '0380', '0580', '2480', '0114', '1880'];
const RELATIONS_IN_SWEDEN = ['sister', 'aunt', 'cousin', 'mother', 'niece'];
const CATEGORIES: readonly (readonly [string, string])[] = [
  ['LPN', 'LAS'],
  ['LPN', 'SVT'],
  ['SVT', 'LPN'],
  ['MED', 'LPN'],
  ['LPN', 'MED'],
  ['SVT', 'LAS'],
];
const NEED_OF_CATEGORY: Record<string, SpecificNeed | undefined> = {
  LPN: 'legal_protection',
  SVT: 'survivor_of_violence',
  WGR: 'woman_at_risk',
  CAR: 'child_at_risk',
};
const NEEDS: Record<string, string> = {
  LPN: 'Synthetic case: the persons lack legal and physical protection where they live.',
  SVT: 'Synthetic case: a survivor of violence without the support that recovery needs.',
  MED: 'Synthetic case: a treatment that is not to be had in the country of asylum.',
  WGR: 'Synthetic case: a woman alone at risk, without the protection of her community.',
  CAR: 'Synthetic case: children at risk whose best interests speak for resettlement.',
};
const JUSTIFICATIONS: Partial<Record<Priority, string>> = {
  emergency: 'Synthetic case: removal is expected within days.',
  urgent: 'Synthetic case: the danger does not allow the normal time.',
};

const daysBefore: Record<Priority, readonly [number, number]> = {
  normal: [18, 63],
  urgent: [6, 28],
  emergency: [1, 5],
};
const five = (value: number): string => String(value).padStart(5, '0');

/** The cases of the plan with numbers of the given series. Every form is complete. */
function casesOf(seed: number, series: string): Rrf[] {
  const random = new Random(seed);
  let persons = 0;
  const nextIndividualNumber = (): string => `SYN-${series}-${String((persons += 1)).padStart(8, '0')}`;
  const numberOf = (line: number): string => `SYN-${series}-25C${five(line)}`;

  return PLAN.map((planned, index): Rrf => {
    const line = index + 1;
    const priority: Priority = planned.priority ?? (line % URGENT_EVERY === 0 ? 'urgent' : 'normal');
    const submittedOn = addDays('2025-01-07', -random.between(...daysBefore[priority]));
    const rrfDate = addDays(submittedOn, -(priority === 'emergency' ? 1 : random.between(3, 12)));
    const categories = planned.categories ?? random.pick(CATEGORIES);
    const need = NEED_OF_CATEGORY[categories[0]];
    const household = householdOf(
      {
        size: planned.size,
        origin: planned.origin,
        household: planned.household ?? 'family',
        countryOfAsylum: planned.asylum,
        rrfDate,
        nextIndividualNumber,
        medical: categories.includes('MED'),
        stateless: planned.stateless ?? false,
        ownScript: planned.ownScript ?? false,
        occupation: planned.occupation,
        needs: need ? [need] : [],
      },
      random,
    );
    const linkedTo = LINKED.find((other) => other !== line && (LINKED as readonly number[]).includes(line));
    const relatives = line % RELATIVES_EVERY === 0;
    const names = ORIGINS[planned.origin];
    return {
      source: 'unhcr',
      unhcrCaseNumber: numberOf(line),
      resettlementReferenceNumber: `SYN-${series}-RST-2025-${five(line)}`,
      submittedOn,
      rrfDate,
      priority,
      priorityJustification: JUSTIFICATIONS[priority] ?? null,
      primaryCategory: categories[0],
      secondaryCategory: categories[1],
      caseSize: planned.size,
      countryOfAsylum: planned.asylum,
      unhcrOffice: OFFICES[planned.asylum] ?? null,
      submittingOfficer: `Synthetic officer ${random.between(1, 9)}`,
      routeWish:
        priority === 'emergency'
          ? 'dossier'
          : planned.asylum === 'TR'
            ? 'dossier'
            : random.chance(0.6)
              ? 'mission'
              : null,
      linkedCases: linkedTo ? [{ unhcrCaseNumber: numberOf(linkedTo), relation: 'family' }] : [],
      needsSummary: NEEDS[categories[0]] ?? null,
      durableSolutions: 'Synthetic case: neither return nor local integration is foreseeable.',
      persons: household,
      relativesInSweden: relatives
        ? [
            {
              name: `${random.pick(names.women)[0]} ${random.pick(names.families)[0]}`,
              relation: random.pick(RELATIONS_IN_SWEDEN),
              municipalityCode: random.pick(MUNICIPALITIES),
            },
          ]
        : [],
    };
  });
}

/** The batch of the demo: every form complete but one, which lacks the signature of an adult. */
export const batch = (seed: number): Rrf[] =>
  casesOf(seed, '800').map((rrf, index) => (index + 1 === INCOMPLETE ? { ...rrf, persons: signedBy(rrf, null) } : rrf));

/** The incomplete form of the batch as UNHCR sends it again, signed in the week after. */
export function resubmission(seed: number): Rrf {
  const rrf = batch(seed)[INCOMPLETE - 1];
  if (!rrf) throw new Error('The plan has no incomplete case.');
  return { ...rrf, submittedOn: '2025-01-15', rrfDate: '2025-01-14', persons: signedBy(rrf, '2025-01-13') };
}

/** The last of the case's adults signs on the given day, or not at all; the principal applicant always has. */
function signedBy(rrf: Rrf, signedOn: string | null): Rrf['persons'] {
  const principal = principalApplicantOf(rrf);
  const adults = rrf.persons.filter((person) => person !== principal && person.birthDate < '2007-01-01');
  const last = adults[adults.length - 1];
  if (!last) throw new Error('The incomplete case needs a second adult.');
  return rrf.persons.map((person) => (person === last ? { ...person, signedOn } : person));
}

/** Sixty lines of another series, of which three are bad (BAD_LINES). */
export function linesWithBadOnes(seed: number): string[] {
  return casesOf(seed, '801')
    .slice(0, 60)
    .map((rrf, index) => {
      switch (index + 1) {
        case BAD_LINES.malformedJson:
          return JSON.stringify(rrf).slice(0, -40);
        case BAD_LINES.caseSizeMismatch:
          return JSON.stringify({ ...rrf, caseSize: rrf.caseSize + 1 });
        case BAD_LINES.unknownCountry:
          return JSON.stringify({ ...rrf, countryOfAsylum: 'XX' });
        default:
          return JSON.stringify(rrf);
      }
    });
}

const asFile = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** The committed files by name, each as its full text. */
export const files = (): Record<string, string> => ({
  'rrf-batch-2025.jsonl': asFile(batch(SEED).map((rrf) => JSON.stringify(rrf))),
  'rrf-resubmission-2025.jsonl': asFile([JSON.stringify(resubmission(SEED))]),
  'rrf-batch-with-bad-lines.jsonl': asFile(linesWithBadOnes(SEED_OF_BAD_LINES)),
});

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(files())) {
    writeFileSync(resolve('seeds/demo', name), text);
    process.stdout.write(`seeds/demo/${name}: ${text.split('\n').length - 1} lines\n`);
  }
}
