import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BAD_LINES, batch, files, linesWithBadOnes, resubmission, SEED } from '../../seeds/demo/generate-batch.js';
import { rrfRequirements } from '../../seeds/reference/reference-files.js';
import { missingFrom } from '../../src/submissions/domain/completeness.js';
import type { Rrf } from '../../src/submissions/domain/rrf.js';
import { invalidIn } from '../../src/submissions/domain/validity.js';

const text = (path: string): string => readFileSync(path, 'utf8');
const codesIn = (path: string): Set<string> =>
  new Set(
    text(path)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? ''),
  );
const reference = {
  countries: codesIn('seeds/reference/countries.csv'),
  municipalities: codesIn('seeds/reference/municipalities.csv'),
  categories: new Set(
    (JSON.parse(text('seeds/reference/submission-categories.json')) as { code: string }[]).map(({ code }) => code),
  ),
};
const requirements = rrfRequirements();
const count = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number => items.filter(holds).length;

describe(`the demo's batch (seed ${SEED})`, () => {
  const cases = batch(SEED);
  const persons = cases.flatMap((rrf) => rrf.persons);

  it.each(Object.entries(files()))('%s is generated again byte for byte', (name, generated) => {
    expect(text(`seeds/demo/${name}`)).toBe(generated);
  });

  it('has 62 cases of 1 to 12 persons, 220 in all, mean 3.5', () => {
    const sizes = cases.map((rrf) => rrf.caseSize);
    expect([cases.length, persons.length, Math.min(...sizes), Math.max(...sizes)]).toEqual([62, 220, 1, 12]);
    expect(persons.length / cases.length).toBeCloseTo(3.5, 1);
  });

  it('comes from the countries of the 2025 round, mostly Congolese, with Afghan women and girls in Türkiye', () => {
    const inRound = cases.filter((rrf) => rrf.priority !== 'emergency');
    expect(new Set(inRound.map((rrf) => rrf.countryOfAsylum))).toEqual(new Set(['UG', 'TZ', 'RW', 'TR']));
    expect(count(persons, (person) => person.nationality === 'CD')).toBeGreaterThan(persons.length / 2);
    const inTurkiye = cases.filter((rrf) => rrf.countryOfAsylum === 'TR').flatMap((rrf) => rrf.persons);
    expect(count(inTurkiye, (person) => person.nationality === 'AF' && person.sex === 'female')).toBe(inTurkiye.length);
  });

  it('has the three priorities, emergency cases from several parts of the world', () => {
    expect(
      ['emergency', 'urgent', 'normal'].map((priority) => count(cases, (rrf) => rrf.priority === priority)),
    ).toEqual([8, 6, 48]);
    expect(new Set(cases.filter((rrf) => rrf.priority === 'emergency').map((rrf) => rrf.countryOfAsylum)).size).toBe(5);
  });

  it('has birth dates that collide on 1 January, names in three scripts and relatives in Sweden', () => {
    expect(count(persons, (person) => person.birthDate === '1982-01-01')).toBeGreaterThan(2);
    expect(count(persons, (person) => /\p{Script=Arabic}/u.test(person.familyName))).toBeGreaterThan(0);
    expect(count(persons, (person) => /\p{Script=Ethiopic}/u.test(person.familyName))).toBeGreaterThan(0);
    expect(count(cases, (rrf) => (rrf.relativesInSweden ?? []).length > 0)).toBeGreaterThan(4);
  });

  it('is valid on the first day and complete all through the year, but for one missing signature', () => {
    for (const day of ['2025-01-07', '2025-12-15']) {
      expect(cases.flatMap((rrf) => invalidIn(rrf, day, reference))).toEqual([]);
      const incomplete = cases.filter((rrf) => missingFrom(rrf, day, requirements).length > 0);
      expect(
        incomplete.map((rrf) => [rrf.unhcrCaseNumber, missingFrom(rrf, day, requirements).map(({ code }) => code)]),
      ).toEqual([['SYN-800-25C00023', ['adultSignatureMissing']]]);
    }
  });

  it('has numbers that occur once', () => {
    expect(new Set(persons.map((person) => person.individualNumber)).size).toBe(persons.length);
    expect(new Set(cases.map((rrf) => rrf.resettlementReferenceNumber)).size).toBe(cases.length);
  });

  it('has a completed version of the incomplete form', () => {
    const again = resubmission(SEED);
    expect(again.resettlementReferenceNumber).toBe('SYN-800-RST-2025-00023');
    expect(invalidIn(again, '2025-01-15', reference)).toEqual([]);
    expect(missingFrom(again, '2025-01-15', requirements)).toEqual([]);
  });

  it('comes with a batch of sixty lines of which three are bad, each in its own way', () => {
    const lines = linesWithBadOnes(SEED);
    const verdicts = lines.map((line, index): [number, string] | null => {
      try {
        const found = invalidIn(JSON.parse(line) as Rrf, '2025-01-07', reference)[0];
        return found ? [index + 1, found.code] : null;
      } catch {
        return [index + 1, 'malformedJson'];
      }
    });
    expect(lines).toHaveLength(60);
    expect(verdicts.filter((verdict) => verdict !== null)).toEqual(
      Object.entries(BAD_LINES).map(([code, line]) => [line, code]),
    );
  });
});
