import type { NameParts } from '../../kernel/names/name-tokens.js';
import { answerOf, WORTH, wordsToKeep, type Answer } from '../../kernel/names/search-words.js';

// Why a person answers to what was typed, in words: the reader must see at a glance that ሙሉጌታ was meant.

interface Best {
  readonly word: string;
  readonly answer: Answer;
}

const bestFor = (typed: string, words: readonly string[]): Best | null =>
  words
    .flatMap((word): Best[] => {
      const answer = answerOf(typed, word);
      return answer === null ? [] : [{ word, answer }];
    })
    .sort((a, b) => WORTH[b.answer] - WORTH[a.answer])[0] ?? null;

const HOW: Readonly<Record<Answer, string>> = {
  written: 'read as',
  sounds: 'which sounds like',
  begins: 'read as',
  begins_like: 'which begins like',
  close: 'which is close to',
};

/** What the names of a person have in common with the typed words, each in its own letters; null when they lack one of the words. Pure. */
export function whyFound(names: readonly NameParts[], ways: readonly (readonly string[])[]): string | null {
  const words = [...new Set(wordsToKeep(names).map(({ word }) => word))];
  const answers = ways
    .map((way) => way.map((typed) => ({ typed, best: bestFor(typed, words) })))
    .find((way) => way.every(({ best }) => best !== null));
  if (!answers) return null;
  return answers
    .map(({ typed, best }) => {
      const { word, answer } = best!;
      const spelled = spelledAs(names, word);
      const said = answer === 'written' || answer === 'begins' ? word : typed;
      return spelled.toLowerCase() === said
        ? `"${spelled}"`
        : `"${spelled}" ${HOW[answer]} ${said.replaceAll('?', '')}`;
    })
    .join(', ');
}

/** The piece of the names in which the word stands, as it was written. */
function spelledAs(names: readonly NameParts[], word: string): string {
  const parts = names.flatMap(({ given, family }) => [given, family]).filter((part) => part !== '');
  const pieces = [...parts.flatMap((part) => part.split(/\s+/)), ...parts];
  return pieces.find((piece) => wordsToKeep([{ given: piece, family: '' }]).some((kept) => kept.word === word)) ?? word;
}
