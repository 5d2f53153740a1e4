import { describe, expect, it } from '@jest/globals';
import { answerOf, lookupOf, wordsSought, wordsToKeep } from './search-words.js';

const answers = (typed: string, written: string): (string | null)[] =>
  wordsSought(typed)[0]!.map(
    (word) =>
      wordsToKeep([{ given: written, family: '' }])
        .map((kept) => answerOf(word, kept.word))
        .find((answer) => answer !== null) ?? null,
  );

describe('a typed name', () => {
  it.each([
    ['mulugeta', 'ሙሉጌታ', 'written'],
    ['Mulgeta', 'ሙሉጌታ', 'sounds'],
    ['ሙሉጌታ', 'Mulugeta', 'written'],
    ['محمد', 'Mohamed', 'sounds'],
    ['Xuseen', 'Hussein', 'sounds'],
    ['mul', 'ሙሉጌታ', 'begins'],
    ['ሙሉ', 'Mulugeta', 'begins'],
    ['moham', 'محمد', 'begins_like'],
    ['ras', 'Rashid', 'begins'],
    ['Rachel', 'Rahel', 'close'],
    ['Rahman', 'Abd al-Rahman', 'written'],
  ])('%s answers to %s: %s', (typed, written, answer) => {
    expect(answers(typed, written)).toEqual([answer]);
  });

  it.each([
    ['Hassan', 'Hussein'],
    ['Ali', 'Ahmed'],
    ['geta', 'Mulugeta'],
    ['Amina', 'Imani'],
  ])('%s is not %s', (typed, written) => {
    expect(answers(typed, written)).toEqual([null]);
  });

  it('is found where its sounds are kept', () => {
    for (const [typed, written] of [
      ['Rachel', 'Rahel'],
      ['moham', 'محمد'],
      ['Yohannes', 'Johannes'],
    ] as const) {
      const { sounds, soundStarts, wordStart } = lookupOf(wordsSought(typed)[0]![0]!);
      const found = wordsToKeep([{ given: '', family: written }]).some(
        ({ sound, word }) =>
          sounds.includes(sound) || soundStarts.some((start) => sound.startsWith(start)) || word.startsWith(wordStart),
      );
      expect([typed, found]).toEqual([typed, true]);
    }
  });

  it('is parted as the ear joins it, and as it was written', () => {
    expect(wordsSought('Gebre Medhin Tesfay')).toEqual([
      ['gebremedhin', 'tesfay'],
      ['gebre', 'medhin', 'tesfay'],
    ]);
    expect(wordsSought('Mulugeta')).toEqual([['mulugeta']]);
    expect(wordsSought('147-25')).toEqual([]);
  });
});
