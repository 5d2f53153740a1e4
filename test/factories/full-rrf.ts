import type { Rrf } from '../../src/submissions/index.js';
import { anRrf, anRrfChild, anRrfPerson } from './rrf.js';

/** Names as they come: Arabic, Amharic, Tigrinya, Latin; the same name composed (NFC) and decomposed (NFD) are two texts. */
export const NAMES = {
  arabic: ['إسحاق', 'يوسف', 'عبد الرحمٰن', 'مُحَمَّد'],
  amharic: ['ገብረመድኅን', 'ዓለሙ', 'ሰላማዊት'],
  tigrinya: ['ተኽለ', 'ኣብርሃም', 'ሓጎስ'],
  composed: ['José', 'Zoë', 'Åström', 'Nguyễn'].map((name) => name.normalize('NFC')),
  decomposed: ['José', 'Zoë', 'Åström', 'Nguyễn'].map((name) => name.normalize('NFD')),
  marks: ["N'Zé", 'O’Brien', 'Ali\u200cReza', 'السَّلام\u200f'],
} as const;

/** An RRF in which every field of every section says something: a couple of two scripts with a child. Complete on 2025-01-07. */
export function aFullRrf(overrides: Partial<Rrf> = {}): Rrf {
  const wife = anRrfPerson();
  const [one, two, three] = [wife, anRrfPerson(), anRrfChild()].map(({ individualNumber }) => individualNumber) as [
    string,
    string,
    string,
  ];
  const all = [one, two, three];
  return {
    ...anRrf(),
    source: 'unhcr',
    sendingAuthority: 'UNHCR, on behalf of the office in Kampala',
    priority: 'urgent',
    priorityJustification: 'Threats since October.',
    primaryCategory: 'LPN',
    secondaryCategory: 'MED',
    caseSize: 3,
    linkedCases: [{ unhcrCaseNumber: 'SYN-T-OTHER', relation: 'dependency', travelTogether: true }],
    persons: [
      {
        individualNumber: one,
        unhcrNumbers: [
          { number: one, issuedOn: '2017-03-14', validUntil: '2027-03-13', issuedBy: 'UNHCR Mbarara' },
          { number: 'SYN-EARLIER-1', issuedOn: '2012', validUntil: null, issuedBy: null },
        ],
        familyName: NAMES.arabic[0],
        givenNames: NAMES.arabic[3],
        otherNames: [...NAMES.composed, ...NAMES.decomposed, ...NAMES.marks],
        sex: 'female',
        birthDate: '1990-05',
        birthDatePrecision: 'month',
        birthDateEstimated: true,
        placeOfBirth: 'ኣስመራ',
        countryOfBirth: 'ER',
        nationality: 'ER',
        stateless: false,
        ethnicity: 'Tigrinya',
        religion: 'Pentecostal',
        maritalStatus: 'married',
        relationToPrincipal: 'principal_applicant',
        languages: [
          { language: 'ti', level: 'mother_tongue' },
          { language: 'ar', level: 'good' },
        ],
        education: 'upper_secondary',
        occupation: 'Tailor',
        skills: ['sewing', 'book-keeping'],
        documents: [
          {
            type: 'refugee_identity_card',
            number: 'RID-1',
            issuingCountry: 'UG',
            issuer: 'Office of the Prime Minister',
            issuedOn: '2017-06',
            expiresOn: '2027-05-31',
          },
        ],
        arrivedInAsylumOn: '2016',
        registeredOn: '2017-03',
        refugeeStatusBasis: 'mandate',
        refugeeStatusOn: '2018-01-17',
        biometricsTaken: true,
        specificNeeds: ['medical', 'survivor_of_violence'],
        medicalFormOn: '2024-10-01',
        bestInterestsOn: null,
        consentOn: '2024-11-04',
        signedOn: '2024-11-04',
        holdsEuProtection: false,
      },
      anRrfPerson({
        individualNumber: two,
        familyName: NAMES.amharic[0],
        givenNames: NAMES.amharic[1],
        otherNames: [...NAMES.tigrinya],
        sex: 'male',
        birthDate: '1985',
        birthDatePrecision: undefined,
        relationToPrincipal: 'spouse',
      }),
      anRrfChild({ individualNumber: three, familyName: NAMES.decomposed[2]!, bestInterestsOn: '2024-10-10' }),
    ],
    relativesInSweden: [
      {
        name: NAMES.tigrinya[0],
        relation: 'sister',
        relativeOf: two,
        standing: 'citizen',
        contact: '+46 8 000 00 00',
        municipalityCode: '0180',
      },
    ],
    relativesElsewhere: [
      {
        name: NAMES.arabic[1],
        relation: 'brother',
        relativeOf: null,
        standing: 'asylum seeker',
        contact: null,
        country: 'KE',
        whereabouts: 'Kakuma',
      },
    ],
    claims: [
      {
        about: [one],
        basis: 'mandate',
        text: 'Her own claim.',
        exclusionConsiderations: 'None.',
        credibility: 'High.',
      },
      { about: [two], basis: null, text: 'His own claim, which she does not know.' },
    ],
    needsForResettlement: [
      { about: all, topic: 'protection', text: 'The family is threatened.' },
      { about: [one], topic: 'durable_solutions', text: 'She cannot return.' },
    ],
    describedNeeds: [{ about: [one], code: 'sexual_or_gender_based_violence', text: 'Known to her counsellor alone.' }],
    remarks: [
      { about: [three], topic: 'custody', confidential: true, text: 'The father is another man.' },
      { about: all, topic: 'travel', confidential: false, text: 'None of them has flown.' },
    ],
    declaration: {
      declaredOn: '2024-11-04',
      staff: 'Synthetic officer 1',
      interpreter: 'Synthetic interpreter 1',
      interpretedInto: 'ti',
      dataSharedWith: ['resettlement_state', 'municipality'],
    },
    attachments: [
      { type: 'maf', about: [one], reference: 'MAF-1', datedOn: '2024-10-01', validUntil: '2025-04-01' },
      { type: 'bia', about: [three], reference: 'BIA-1', datedOn: '2024-10-10', validUntil: null },
      { type: 'marriage_certificate', about: [one, two], datedOn: '2014-05-01' },
    ],
    ...overrides,
  };
}
