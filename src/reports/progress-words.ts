import type { PersonStatus } from '../cases/index.js';

/** The stages of the road and the exits, as the files and the page call them. */
export const STAGE_WORDS: Readonly<Record<Exclude<PersonStatus, 'excluded'>, string>> = {
  listed: 'Inkomna, ej remitterade',
  in_screening: 'Hos Säkerhetspolisen',
  cleared: 'Klara för prövning',
  under_examination: 'Under prövning',
  deferred: 'Väntar på uppgifter från UNHCR',
  granted: 'Beviljade',
  assigned: 'Anvisade',
  accepted: 'Mottagande klart',
  travel_ready: 'Reseklara',
  booked: 'Bokade',
  departed: 'På väg',
  arrived: 'Ankomna',
  received: 'Mottagna i kommun',
  refused: 'Avslag',
  discontinued: 'Avskrivna',
  permit_withdrawn: 'Tillstånd återkallat',
  withdrawn: 'Återtagna',
  deceased: 'Avlidna',
  lost_contact: 'Kontakten förlorad',
  resettled_elsewhere: 'Vidarebosatta i annat land',
};

/** What happened in a month. */
export const EVENT_WORDS = {
  listed: 'Inkomna',
  in_screening: 'Remitterade',
  under_examination: 'Prövning inledd',
  granted: 'Beviljade',
  assigned: 'Anvisade',
  booked: 'Bokade',
  arrived: 'Ankomna',
} as const satisfies Partial<Record<PersonStatus, string>>;

export const ROUTE_WORDS = { dossier: 'Dossier', mission: 'Uttagningsresa', none: 'Ej vald' } as const;

export const SCHEME_WORDS: Readonly<Record<string, string>> = {
  resettlement: 'Vidarebosättning',
  humanitarian_admission: 'Inresa av humanitära skäl',
  emergency: 'Nödläge',
};

export const PLACE_WORDS = {
  allocated: 'Tilldelade platser',
  overrun: 'varav utöver beslut',
  carriedIn: 'varav medförda in',
  carriedOut: 'medförda ut',
  reserved: 'Reserverade platser',
  used: 'Använda platser',
  available: 'Återstående platser',
} as const;

export interface Phase {
  readonly name: string;
  readonly header: string;
  readonly stages: readonly PersonStatus[];
}

/** The road in eight parts, each person in one: what fits a page, and what the public is told. */
export const PHASES: readonly Phase[] = [
  { name: 'submitted', header: 'Inkomna', stages: ['listed'] },
  { name: 'in_screening', header: 'Hos Säpo', stages: ['in_screening'] },
  { name: 'cleared', header: 'Klara för prövning', stages: ['cleared'] },
  { name: 'under_examination', header: 'Under prövning', stages: ['under_examination', 'deferred'] },
  { name: 'granted', header: 'Beviljade', stages: ['granted'] },
  { name: 'assigned', header: 'Anvisade', stages: ['assigned', 'accepted', 'travel_ready'] },
  { name: 'booked', header: 'Bokade', stages: ['booked', 'departed'] },
  { name: 'arrived', header: 'Ankomna', stages: ['arrived', 'received'] },
];

/** The exits in two. */
export const EXIT_PHASES: readonly Phase[] = [
  { name: 'refused', header: 'Avslag', stages: ['refused'] },
  {
    name: 'left',
    header: 'Övriga utträden',
    stages: ['discontinued', 'permit_withdrawn', 'withdrawn', 'deceased', 'lost_contact', 'resettled_elsewhere'],
  },
];
