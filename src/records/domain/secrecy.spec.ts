import { describe, expect, it } from '@jest/globals';
import {
  CLASS_RULES,
  preparedOf,
  proposalFor,
  RECORD_CLASSES,
  wrongDeviations,
  type Paragraph,
  type RecordClass,
} from './secrecy.js';

const paragraph = (of: RecordClass, about: string[] = [], path: string = of): Paragraph => ({
  ...{ path, heading: path, text: `text of ${path}`, class: of, about },
});

describe('a copy for the public', () => {
  it('masks everything but what is open, each by its section', () => {
    const shown = RECORD_CLASSES.filter((one) => !proposalFor(paragraph(one, ['a']), 'public_request', null).masked);
    expect(shown).toEqual(['open']);
    expect(proposalFor(paragraph('claim'), 'public_request', null).section).toBe('OSL 21:5');
    expect(proposalFor(paragraph('foreign'), 'public_request', null).section).toBe('OSL 15:1');
    expect(proposalFor(paragraph('personal'), 'public_request', null)).toMatchObject({
      section: 'OSL 37:1',
      fixed: false,
    });
  });
});

describe("a person's own copy", () => {
  const masked = (of: RecordClass, about: string[]) => proposalFor(paragraph(of, about), 'own_copy', 'me').masked;

  it('shows what is about the person alone, suspected crime and claim too', () => {
    for (const one of ['open', 'personal', 'sensitive', 'claim', 'suspected_crime'] as const)
      expect([one, masked(one, ['me'])]).toEqual([one, false]);
  });

  it('masks what is about others, and about the person and others together, and whoever is not in the case', () => {
    for (const one of RECORD_CLASSES) {
      expect([one, masked(one, ['other'])]).toEqual([one, true]);
      expect([one, masked(one, ['me', 'other'])]).toEqual([one, true]);
    }
    expect([masked('third_person', ['me']), masked('foreign', ['me'])]).toEqual([true, true]);
  });
});

describe('what an official decides otherwise', () => {
  const [open, claim, personal] = [paragraph('open'), paragraph('claim'), paragraph('personal')];
  const all = [open, claim, personal];
  const wrong = (...deviations: Parameters<typeof wrongDeviations>[1]) =>
    wrongDeviations(all, deviations, 'public_request', null).map(({ pointer, code }) => `${pointer} ${code}`);
  const reason = 'Weighed.';

  it('may mask more, and lift what the class leaves to weighing', () => {
    const deviations = [
      { path: 'open', masked: true, section: 'OSL 37:1' as const, reason },
      { path: 'personal', masked: false, reason },
    ];
    expect(wrong(...deviations)).toEqual([]);
    expect(preparedOf(all, deviations, 'public_request', null)).toEqual([
      { path: 'open', heading: 'open', text: null, section: 'OSL 37:1', reason, deviates: true },
      {
        path: 'claim',
        heading: 'claim',
        text: null,
        section: 'OSL 21:5',
        reason: CLASS_RULES.claim.words,
        deviates: false,
      },
      { path: 'personal', heading: 'personal', text: 'text of personal', section: null, reason, deviates: true },
    ]);
  });

  it('never lifts what is strict, and says by what it masks', () => {
    expect(
      wrong(
        { path: 'claim', masked: false, reason },
        { path: 'open', masked: true, reason },
        { path: 'personal', masked: false, reason, section: 'OSL 37:1' },
        { path: 'nowhere', masked: false, reason },
      ),
    ).toEqual([
      '/deviations/0/masked maskingFixed',
      '/deviations/1/section section',
      '/deviations/2/section section',
      '/deviations/3/path unknownPath',
    ]);
    expect(wrong({ path: 'personal', masked: false, reason }, { path: 'personal', masked: false, reason })).toEqual([
      '/deviations/1/path twice',
    ]);
  });
});
