import { word } from '../i18n/format';

const COLOURS: Readonly<Record<string, string>> = {
  emergency: 'red',
  urgent: 'orange',
  granted: 'green',
  arrived: 'green',
  received: 'green',
  completed: 'green',
  refused: 'red',
  excluded: 'red',
  returned_incomplete: 'orange',
  deferred: 'orange',
};

/** A stable word in words; its colour says nothing that the word does not. */
export function Chip({ group, code }: { group: string; code: string }) {
  return <span className={`chip chip-${COLOURS[code] ?? 'plain'}`}>{word(group, code)}</span>;
}
