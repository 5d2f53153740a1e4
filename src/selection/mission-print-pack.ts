import type { PlainDate } from '../kernel/index.js';
import type { Rrf, RrfPerson, ShownRrf } from '../submissions/index.js';
import type { InterviewOfMission } from './domain/mission-print-report.js';
import type { CaseOfMission } from './domain/mission-print-list.js';
import {
  bornInWords,
  fact,
  known,
  languageInWords,
  nameOf,
  priorityInWords,
  relationInWords,
  sexInWords,
  statusInWords,
  subjectOf,
  type MissionOnPaper,
  type PrintFact,
  type Printout,
  type PrintPart,
} from './domain/mission-print.js';

export interface PackedCase extends CaseOfMission {
  readonly primaryCategory: string | null;
  readonly secondaryCategory: string | null;
  readonly receivedOn: PlainDate;
  readonly routeReason: string | null;
}

export interface PackOfCase {
  readonly mission: MissionOnPaper;
  readonly theCase: PackedCase;
  /** The form as whoever carries the pack may see it; null for a case without one. */
  readonly shown: ShownRrf | null;
  /** Earlier interviews; their notes are null for those who may not read them. */
  readonly interviews: readonly (InterviewOfMission & { readonly notes: string | null })[];
  readonly on: PlainDate;
}

const WITHHELD: Readonly<Record<string, string>> = {
  claims: 'erkännande och skäl',
  priorityJustification: 'skäl för prioriteten',
  needsSummary: 'behov av vidarebosättning',
  durableSolutions: 'prövade lösningar',
  needsForResettlement: 'behov av vidarebosättning',
  describedNeeds: 'särskilda behov i ord',
  specificNeeds: 'särskilda behov',
  remarks: 'förtroliga anmärkningar',
  ethnicity: 'etnicitet',
  religion: 'religion',
};

/** What is carried into the interviews of one case (EUAA: case information file, interview guide). Pure. */
export function printedPack({ mission, theCase, shown, interviews, on }: PackOfCase): Printout {
  const byNumber = new Map(shown?.rrf.persons.map((one) => [one.individualNumber, one]));
  const names = new Map(theCase.persons.map((one) => [one.id, `${one.number}. ${nameOf(one)}`]));
  return {
    title: `Ärendemapp ${theCase.diaryNumber}`,
    subject: subjectOf(mission),
    on,
    facts: [
      ...known(
        ['UNHCR-nummer', theCase.unhcrCaseNumber],
        ['Prioritet', priorityInWords(theCase.priority)],
        ['Kategorier', [theCase.primaryCategory, theCase.secondaryCategory].filter(Boolean).join(', ')],
        ['Asylland', theCase.countryOfAsylum],
        ['Inkommet', theCase.receivedOn],
        ['UNHCR:s kontor', shown?.rrf.unhcrOffice],
        ['Skäl för uttagningssättet', theCase.routeReason],
      ),
      fact('Personer', theCase.persons.length),
    ],
    parts: [
      ...theCase.persons.map((person): PrintPart => ({
        title: names.get(person.id)!,
        facts: [
          ...known(
            ['Individnummer', person.individualNumber],
            ['Relation', relationInWords(person.relationToPrincipal)],
            ['Född', bornInWords(person)],
            ['Kön', sexInWords(person.sex)],
            ['Nationalitet', person.nationality],
            ['Språk', person.languages.map(({ language }) => languageInWords(language)).join(', ')],
            ['Läge', statusInWords(person.status)],
          ),
          ...factsOfForm(byNumber.get(person.individualNumber ?? '')),
        ],
      })),
      ...(shown ? partsOfForm(shown, theCase) : []),
      {
        title: 'Tidigare intervjuer',
        columns: [
          { header: 'Dag', type: 'date', width: 56 },
          { header: 'Person', width: 110 },
          { header: 'Utredare', width: 90 },
          { header: 'Tolkspråk', width: 70 },
          { header: 'Anteckningar' },
        ],
        rows: interviews.map(({ heldOn, personId, interviewer, interpreterLanguage, notes }) => [
          ...[heldOn, names.get(personId) ?? null, interviewer],
          interpreterLanguage === null ? null : languageInWords(interpreterLanguage),
          notes ?? 'visas inte för dig',
        ]),
      },
      // Filled in by hand and entered afterwards: in the order of the quick entry.
      {
        title: 'Att fylla i utan nät',
        ownPage: true,
        columns: [
          { header: 'Person', width: 120 },
          { header: 'Dag', width: 60 },
          { header: 'Utredare', width: 90 },
          { header: 'Tolkspråk', width: 60 },
          { header: 'Barn hört', width: 50 },
          { header: 'Anteckningar' },
        ],
        rows: theCase.persons.map(({ id }) => [names.get(id)!, ...['', '', '', '', '\n\n\n\n\n']]),
      },
    ],
  };
}

const factsOfForm = (person: RrfPerson | undefined): PrintFact[] =>
  person === undefined
    ? []
    : known(
        ['Andra namn', person.otherNames?.join(', ')],
        ['Födelseort', person.placeOfBirth],
        ['Yrke', person.occupation],
        [
          'Handlingar',
          person.documents?.map(({ number, issuingCountry }) => `${number} (${issuingCountry})`).join(', '),
        ],
        ['Kom till asyllandet', person.arrivedInAsylumOn],
        ['Läkarintyg (MAF)', person.medicalFormOn],
        ['Bedömning av barnets bästa', person.bestInterestsOn],
        ['Samtycke', person.consentOn],
        ['Etnicitet', person.ethnicity],
        ['Religion', person.religion],
        ['Särskilda behov', person.specificNeeds?.map((need) => need.replaceAll('_', ' ')).join(', ')],
      );

/** The texts of the form, as they came, each with whom it is about; and what stays closed to the reader, in numbers alone. */
function partsOfForm({ rrf, withheld }: ShownRrf, { persons }: PackedCase): PrintPart[] {
  const whom = (about: readonly string[]): string =>
    about
      .map((number) => persons.find(({ individualNumber }) => individualNumber === number))
      .map((person, index) => (person ? `${person.number}. ${nameOf(person)}` : about[index]!))
      .join(', ');
  const about = (items: readonly { about: readonly string[]; text: string }[] = []): string[] =>
    items.map(({ about: those, text }) => `${whom(those)}: ${text}`);
  const parts: [title: string, paragraphs: string[]][] = [
    ['Anhöriga', relativesOf(rrf)],
    ['Erkännande och skäl', about(rrf.claims)],
    [
      'Behov av vidarebosättning',
      [rrf.priorityJustification, rrf.needsSummary, rrf.durableSolutions, ...about(rrf.needsForResettlement)].filter(
        (text): text is string => typeof text === 'string' && text !== '',
      ),
    ],
    ['Särskilda behov', about(rrf.describedNeeds)],
    ['Anmärkningar', about(rrf.remarks)],
    ['Visas inte för dig', withheld.map(({ field, count }) => `${WITHHELD[field] ?? field}: ${count}`)],
  ];
  return parts.flatMap(([title, paragraphs]) => (paragraphs.length === 0 ? [] : [{ title, paragraphs }]));
}

const relativesOf = ({ relativesInSweden = [], relativesElsewhere = [] }: Rrf): string[] => [
  ...relativesInSweden.map(({ name, relation, municipalityCode }) =>
    [`${name}, ${relation}, Sverige`, municipalityCode].filter(Boolean).join(', '),
  ),
  ...relativesElsewhere.map(({ name, relation, country, whereabouts }) =>
    [name, relation, country, whereabouts].filter(Boolean).join(', '),
  ),
];
