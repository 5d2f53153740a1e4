import { describe, expect, it } from '@jest/globals';
import { letterTemplates } from '../../../seeds/reference/reference-files.js';
import { readLetterTemplates } from '../letters.schema.js';
import {
  answerOn,
  fieldsOf,
  filled,
  legalBasisIn,
  LETTER_CODES,
  LETTER_LANGUAGES,
  letterCodeOf,
  templateOn,
} from './letters.js';

const TEMPLATES = letterTemplates();
const on = '2026-07-12';

describe('the wordings', () => {
  it('are there for each decision in both languages, and name the same fields in either', () => {
    for (const code of LETTER_CODES.filter((one) => one !== 'answer')) {
      const [sv, en] = LETTER_LANGUAGES.map((language) => templateOn(TEMPLATES, { code, language, on })!);
      expect([code, fieldsOf(sv!).sort()]).toEqual([code, fieldsOf(en!).sort()]);
    }
    expect(templateOn(TEMPLATES, { code: 'answer', language: 'en', on })?.version).toBe(1);
  });

  it('have versions: the newest in force on the day is taken', () => {
    const [first] = TEMPLATES;
    const second = { ...first!, version: 2, validFrom: '2026-08-01' };
    const { code, language } = first!;
    expect(templateOn([second, first!], { code, language, on: '2026-07-31' })).toBe(first);
    expect(templateOn([second, first!], { code, language, on: '2026-08-01' })).toBe(second);
    expect(templateOn([second], { code, language, on: '2026-07-31' })).toBeNull();
  });

  it('are refused when one stands twice or names what no letter fills', () => {
    const { id: _, ...first } = TEMPLATES[0]!;
    expect(() => readLetterTemplates([first, first])).toThrow('stands twice');
    expect(() => readLetterTemplates([{ ...first, paragraphs: ['{shoeSize}'] }])).toThrow('{shoeSize}');
  });
});

describe('a letter', () => {
  it('takes what is filled in as it stands, and leaves out a paragraph that would be empty', () => {
    const template = { title: 'T', paragraphs: ['{reasons}', 'Grounds: {reasonWords}'] };
    expect(filled(template, { reasons: 'He wrote {name} and $&.', reasonWords: '' }).paragraphs).toEqual([
      'He wrote {name} and $&.',
    ]);
    expect(() => filled(template, { reasons: 'x' })).toThrow('{reasonWords}');
  });

  it('names the law as its language does', () => {
    const basis = 'Aliens Act (2005:716), ch. 5 s. 1 a (2021:765)';
    expect(legalBasisIn('sv', basis)).toBe('utlänningslagen (2005:716) 5 kap. 1 a § (2021:765)');
    expect(legalBasisIn('en', basis)).toBe(basis);
  });

  it('of a grant goes by the type of the permit', () => {
    expect(letterCodeOf('granted', 'permanent')).toBe('granted_permanent');
    expect(letterCodeOf('granted', 'time_limited')).toBe('granted_time_limited');
    expect(letterCodeOf('discontinued', null)).toBe('discontinued');
  });
});

describe('the answer to UNHCR', () => {
  it('calls nothing refused that waits: deferred, awaiting the Security Service, or opened again (edge case 14)', () => {
    for (const status of ['listed', 'in_screening', 'cleared', 'under_examination', 'deferred'])
      expect([status, answerOn(status).outcome]).toEqual([status, 'pending']);
    for (const status of ['granted', 'assigned', 'booked', 'arrived', 'received'])
      expect([status, answerOn(status).outcome]).toEqual([status, 'granted']);
    for (const status of ['refused', 'excluded']) expect(answerOn(status).outcome).toBe('refused');
    for (const status of ['discontinued', 'withdrawn', 'deceased', 'lost_contact', 'resettled_elsewhere'])
      expect([status, answerOn(status).outcome]).toEqual([status, 'closed']);
  });
});
