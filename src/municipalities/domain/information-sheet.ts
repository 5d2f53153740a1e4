import type { PlainDate } from '../../kernel/index.js';
import type { AnonymousProfile } from './anonymous-profile.js';
import type { DisclosureStage, NeedsOfPerson, NeedsRecipient, SettlementNeed } from './disclosure.js';

/** A term and what is told of it, in the words of the paper. */
export interface SheetFact {
  readonly term: string;
  readonly value: string;
}

/** The case information sheet of one recipient: what it may know, and nothing else. */
export interface InformationSheet {
  readonly recipient: NeedsRecipient;
  readonly recipientCode: string;
  readonly recipientName: string;
  readonly stage: DisclosureStage;
  readonly facts: readonly SheetFact[];
  readonly persons: readonly { readonly heading: string; readonly facts: readonly SheetFact[] }[];
}

interface Named {
  readonly id: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly sex: string;
  readonly birthDate: PlainDate | null;
  readonly languages: readonly { readonly language: string }[];
  readonly education: string | null;
}

/** What a sheet is made of. */
export interface ToldOnSheet {
  readonly assignmentId: string;
  readonly municipality: { readonly code: string; readonly name: string };
  readonly assignedOn: PlainDate;
  readonly latestReceptionOn: PlainDate;
  readonly dwellingConfirmed: boolean;
  readonly stage: DisclosureStage;
  readonly profile: AnonymousProfile;
  /** Null before the names are disclosed. */
  readonly persons: readonly Named[] | null;
  readonly needs: readonly NeedsOfPerson[] | null;
}

const NEED_WORDS: Readonly<Record<SettlementNeed, string>> = {
  dwelling_without_stairs: 'bostad utan trappor',
  dwelling_for_wheelchair: 'bostad för rullstol',
  near_hospital: 'nära till sjukhus',
  care_upon_arrival: 'vård vid ankomsten',
  regular_care: 'regelbunden vård',
  personal_assistance: 'personlig assistans',
  support_at_school: 'stöd i skolan',
};
const SEX_WORDS: Readonly<Record<string, string>> = { female: 'kvinna', male: 'man', other: 'annat', unknown: 'okänt' };
const fact = (term: string, value: string | null): SheetFact => ({ term, value: value ?? 'okänt' });
const languagesOf = (languages: readonly string[]): SheetFact => fact('Språk', languages.join(', ') || null);
const needsOf = (id: string, needs: readonly NeedsOfPerson[] | null): SheetFact[] => {
  const theirs = needs?.find(({ personId }) => personId === id)?.needs ?? [];
  return theirs.length === 0 ? [] : [fact('Att ordna', theirs.map((one) => NEED_WORDS[one]).join(', '))];
};

/** The sheet of the municipality, by its stage: unnamed, then with names, last with what it must arrange. */
export function sheetForMunicipality(told: ToldOnSheet): InformationSheet {
  const { municipality, stage, profile, persons, needs } = told;
  return {
    ...{ recipient: 'municipality', recipientCode: municipality.code, recipientName: municipality.name, stage },
    facts: [
      fact('Anvisning', told.assignmentId),
      fact('Anvisad', told.assignedOn),
      fact('Mottas senast', told.latestReceptionOn),
      fact('Antal personer', String(profile.familySize)),
      fact('Bostad bekräftad', told.dwellingConfirmed ? 'ja' : 'nej'),
    ],
    persons:
      persons?.map((one) => ({
        heading: `${one.givenNames} ${one.familyName}`.trim(),
        facts: [
          fact('Född', one.birthDate),
          fact('Kön', SEX_WORDS[one.sex] ?? null),
          languagesOf(one.languages.map(({ language }) => language)),
          fact('Utbildning', one.education),
          ...needsOf(one.id, needs),
        ],
      })) ??
      profile.persons.map(({ ageBand, languages, education }, k) => ({
        heading: `Person ${k + 1}`,
        facts: [fact('Ålder', ageBand), languagesOf(languages), fact('Utbildning', education)],
      })),
  };
}

/** The sheet of the region: those alone who need care, and the care that they need. */
export function sheetForRegion(told: ToldOnSheet, region: { code: string; name: string }): InformationSheet {
  const concerned = (told.persons ?? []).filter(({ id }) => needsOf(id, told.needs).length > 0);
  return {
    ...{ recipient: 'region', recipientCode: region.code, recipientName: region.name, stage: 'health' },
    facts: [
      fact('Anvisning', told.assignmentId),
      fact('Kommun', `${told.municipality.code} ${told.municipality.name}`),
      fact('Mottas senast', told.latestReceptionOn),
    ],
    persons: concerned.map((one) => ({
      heading: `${one.givenNames} ${one.familyName}`.trim(),
      facts: [
        fact('Född', one.birthDate),
        languagesOf(one.languages.map(({ language }) => language)),
        ...needsOf(one.id, told.needs),
      ],
    })),
  };
}
