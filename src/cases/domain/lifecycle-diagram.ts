import { PERSON_ACTIONS, PERSON_STATUSES, statusesWith, targetsOf, type PersonStatus } from './person-lifecycle.js';

/** A verb possible in this many states or more is drawn once, from all of them together, instead of from each. */
const TOGETHER_FROM = 4;

const inWords = (state: PersonStatus): string => state.replaceAll('_', ' ');

/** `listed … booked` for states that follow one another on the road, else all of them. */
function nameOf(states: readonly PersonStatus[]): string {
  const first = PERSON_STATUSES.indexOf(states[0]!);
  const follow = states.every((state, index) => PERSON_STATUSES[first + index] === state);
  return follow ? `${inWords(states[0]!)} … ${inWords(states.at(-1)!)}` : states.map(inWords).join(', ');
}

/** The lifecycle as a Mermaid flow chart, made from the table: what is not in the table cannot be in the picture. */
export function lifecycleDiagram(): string {
  const edges = new Map<string, string[]>();
  const together = new Map<string, string>();
  for (const action of PERSON_ACTIONS) {
    const from = statusesWith(action);
    if (from.length >= TOGETHER_FROM)
      together.set(nameOf(from), together.get(nameOf(from)) ?? `any${together.size + 1}`);
    for (const state of from)
      for (const target of targetsOf(state, action)) {
        const edge = `${together.get(nameOf(from)) ?? state}|${target}`;
        edges.set(edge, [...new Set([...(edges.get(edge) ?? []), action])]);
      }
  }
  return [
    'flowchart TD',
    ...[...edges].map(
      ([edge, actions]) => `  ${edge.split('|')[0]} -- ${actions.join(', ')} --> ${edge.split('|')[1]}`,
    ),
    ...[...together].map(([name, node]) => `  ${node}(["${name}"])`),
  ].join('\n');
}
