import { countryNameOn, type Country } from '../reference/index.js';
import type { PlainDate } from '../kernel/index.js';
import { STATELESS, UNKNOWN } from './case-facts.js';

/** Not chosen yet: the route of a case. */
export const NOT_CHOSEN = 'not_chosen';

const WORDS: Readonly<Record<string, string>> = {
  [STATELESS]: 'Statslös',
  [UNKNOWN]: 'Uppgift saknas',
  [NOT_CHOSEN]: 'Ej vald',
  emergency: 'Nödläge',
  urgent: 'Brådskande',
  normal: 'Normal',
  dossier: 'Dossier',
  mission: 'Uttagningsresa',
  granted: 'Beviljad',
  arrived: 'Inresta, ej mottagna',
  refused: 'Avslag',
  discontinued: 'Avskriven (samtycke eller biometri saknas)',
  withdrawn: 'Återtagen',
  deceased: 'Avliden',
  lost_contact: 'Kontakten förlorad',
  resettled_elsewhere: 'Vidarebosatt i annat land',
  permit_withdrawn: 'Tillstånd återkallat',
  resettlement: 'Vidarebosättning',
  humanitarian_admission: 'Inresa av humanitära skäl',
  listed: 'Registrerade, ej remitterade',
  in_screening: 'Hos Säkerhetspolisen',
  cleared: 'Klara för prövning',
  under_examination: 'Under prövning',
  deferred: 'Väntar på uppgifter från UNHCR',
  assigned: 'Anvisade',
  accepted: 'Mottagande klart',
  travel_ready: 'Reseklara',
  booked: 'Bokade',
  departed: 'På väg',
};

/** Swedish for a word of the house or a country code, whose name is the one it bore on the day (domain.md (e) 35). */
export function groupWords(countries: readonly Country[], on: PlainDate): (group: string) => string {
  const names = new Map(countries.map((country) => [country.code, countryNameOn(country, on).nameSv]));
  return (group) => WORDS[group] ?? names.get(group) ?? group;
}
