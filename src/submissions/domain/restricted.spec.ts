import { describe, expect, it } from '@jest/globals';
import { aFullRrf } from '../../../test/factories/full-rrf.js';
import { anRrf } from '../../../test/factories/rrf.js';
import { openPartOf, releasedTo } from './restricted.js';
import { PERSON_FIELD_NAMES, RRF_FIELD_NAMES } from './rrf-fields.js';

const rrf = aFullRrf();
const [wife, husband, child] = rrf.persons.map(({ individualNumber }) => individualNumber) as [string, string, string];
const counts = (withheld: readonly { field: string; count: number }[]): Record<string, number> =>
  Object.fromEntries(withheld.map(({ field, count }) => [field, count]));

describe('the full RRF of the tests', () => {
  it('has something in every field of every section', () => {
    expect(RRF_FIELD_NAMES.filter((field) => rrf[field] == null)).toEqual([]);
    const told = rrf.persons.flatMap((person) => PERSON_FIELD_NAMES.filter((field) => person[field] != null));
    expect(PERSON_FIELD_NAMES.filter((field) => !told.includes(field))).toEqual([]);
  });
});

describe('the form for readers without the permission', () => {
  const { rrf: shown, withheld } = openPartOf(rrf);

  it('lacks claim, needs, confidential remarks, ethnicity and religion, and says how much is not shown', () => {
    expect(counts(withheld)).toEqual({
      ethnicity: 1,
      religion: 1,
      claims: 2,
      priorityJustification: 1,
      needsSummary: 1,
      durableSolutions: 1,
      needsForResettlement: 2,
      specificNeeds: 2,
      describedNeeds: 1,
      remarks: 1,
    });
    expect(withheld.map(({ section }) => section)).toEqual([2, 2, 4, 5, 5, 5, 5, 6, 6, 7]);
  });

  it('holds not one word of them', () => {
    const text = JSON.stringify(shown);
    for (const secret of [
      'Her own claim',
      'another man',
      'counsellor',
      'Pentecostal',
      'Threats since October',
      'cannot live safely',
      'cannot return',
      'survivor_of_violence',
    ])
      expect(text).not.toContain(secret);
    expect(text).not.toContain('"ethnicity"');
    expect(shown.remarks).toEqual([expect.objectContaining({ text: 'None of them has flown.' })]);
  });

  it('keeps everything else as it is', () => {
    expect(shown.persons.map(({ familyName, documents }) => [familyName, documents])).toEqual(
      rrf.persons.map(({ familyName, documents }) => [familyName, documents]),
    );
    expect(openPartOf(anRrf({ needsSummary: null, durableSolutions: null })).withheld).toEqual([]);
  });
});

describe('the form as it is given out', () => {
  it('to one person holds what is about that person alone, and of the others only how much there is', () => {
    const { rrf: shown, withheld } = releasedTo(rrf, [wife]);
    expect(shown.persons.map(({ individualNumber }) => individualNumber)).toEqual([wife]);
    expect(shown.claims).toEqual([expect.objectContaining({ text: 'Her own claim.' })]);
    expect(shown.describedNeeds).toHaveLength(1);
    expect(shown.attachments).toEqual([expect.objectContaining({ type: 'maf' })]);
    expect(shown.relativesInSweden).toEqual([]);
    expect(shown.relativesElsewhere).toHaveLength(1);
    expect(counts(withheld)).toEqual({
      persons: 2,
      relativesInSweden: 1,
      claims: 1,
      priorityJustification: 1,
      needsSummary: 1,
      durableSolutions: 1,
      needsForResettlement: 1,
      remarks: 2,
      attachments: 2,
    });
  });

  it('never tells one member of a family what is about another, whoever asks', () => {
    const secrets: [text: string, of: string][] = [
      ['Her own claim', wife],
      ['which she does not know', husband],
      ['Known to her counsellor', wife],
      ['another man', child],
    ];
    for (const reader of [wife, husband, child]) {
      const text = JSON.stringify(releasedTo(rrf, [reader]).rrf);
      for (const [secret, of] of secrets) expect([secret, text.includes(secret)]).toEqual([secret, reader === of]);
      for (const other of [wife, husband, child].filter((one) => one !== reader)) expect(text).not.toContain(other);
    }
  });

  it('holds what is about several only for all of them together', () => {
    const papers = (numbers: string[]) => releasedTo(rrf, numbers).rrf.attachments!.map(({ type }) => type);
    expect(papers([wife, husband])).toEqual(['maf', 'marriage_certificate']);
    expect(papers([husband])).toEqual([]);
    expect(releasedTo(rrf, [wife, husband, child])).toEqual({ rrf, withheld: [] });
  });
});
