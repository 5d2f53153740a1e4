import { describe, expect, it } from '@jest/globals';
import { rrfRequirements } from '../../../seeds/reference/reference-files.js';
import { anRrf, anRrfChild, anRrfPerson } from '../../../test/factories/rrf.js';
import { missingFrom } from './completeness.js';
import { returnLetter } from './return-letter.js';

const rrf = anRrf({
  unhcrCaseNumber: 'SYN-1',
  resettlementReferenceNumber: 'SYN-RST-1',
  secondaryCategory: null,
  persons: [
    anRrfPerson({ individualNumber: 'SYN-A', signedOn: null, consentOn: null }),
    anRrfChild({ individualNumber: 'SYN-B', consentOn: null }),
  ],
});
const letter = (note: string | null = null): string =>
  returnLetter({
    documentNumber: 'VID-2025-00001:2',
    writtenOn: '2025-01-07',
    diaryNumber: 'VID-2025-00001',
    rrf,
    rrfVersion: 1,
    missing: missingFrom(rrf, '2025-01-07', rrfRequirements()),
    answerDueOn: '2025-02-07',
    note,
  });

describe('the letter that returns an incomplete form', () => {
  it('lists every missing item by number, code and words, and says that this is no denial', () => {
    expect(letter('The form is hard to read.')).toBe(
      `Swedish Migration Agency
2025-01-07
Document VID-2025-00001:2

To: UNHCR Kampala

Case VID-2025-00001
Your case number SYN-1
Your reference SYN-RST-1, version 1, dated 2024-11-11

The Resettlement Registration Form is returned because it is incomplete. This is not a denial: the case has not been decided on, and it is registered as soon as the completed Resettlement Registration Form has come.

What is missing:

1. A secondary submission category beside the primary one.
   Code: secondaryCategoryMissing. Source: UNHCR Resettlement Handbook 3 and 4.7.

2. The consent to the submission and to the sharing of data. Concerns person 1 (SYN-A), person 2 (SYN-B).
   Code: consentMissing. Source: Regulation (EU) 2024/1350, article 7; UNHCR Resettlement Handbook 4.6, section 8.

3. The signature of each adult. Concerns person 1 (SYN-A).
   Code: adultSignatureMissing. Source: UNHCR Resettlement Handbook 4.6, section 8.

Note: The form is hard to read.

Please answer by 2025-02-07, under the same reference.
`,
    );
  });

  it('names nobody: persons are told by their numbers', () => {
    for (const { familyName, givenNames } of rrf.persons)
      for (const name of [familyName, givenNames]) expect(letter()).not.toContain(name);
  });
});
