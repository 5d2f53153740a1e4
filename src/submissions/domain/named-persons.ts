import type { FieldError } from '../../kernel/index.js';
import type { Rrf } from './rrf.js';

const PARAGRAPHS = ['claims', 'needsForResettlement', 'describedNeeds', 'remarks', 'attachments'] as const;
const RELATIVES = ['relativesInSweden', 'relativesElsewhere'] as const;

/** Paragraphs, papers and relatives that name somebody whom the form does not list: nobody could say for whom they stay hidden. */
export function wronglyNamed(rrf: Rrf): FieldError[] {
  const listed = new Set(rrf.persons.map(({ individualNumber }) => individualNumber));
  const unknown = (pointer: string): FieldError => ({
    pointer,
    code: 'unknownPerson',
    message: 'This is not the individual number of a person listed in the form.',
  });
  return [
    ...PARAGRAPHS.flatMap((field) =>
      (rrf[field] ?? []).flatMap(({ about }, index) =>
        about.flatMap((number, place) => (listed.has(number) ? [] : [unknown(`/${field}/${index}/about/${place}`)])),
      ),
    ),
    ...RELATIVES.flatMap((field) =>
      (rrf[field] ?? []).flatMap(({ relativeOf }, index) =>
        relativeOf == null || listed.has(relativeOf) ? [] : [unknown(`/${field}/${index}/relativeOf`)],
      ),
    ),
  ];
}
