import { PERSON_ACTIONS, PERSON_STATUSES, statusesWith, targetsOf, type PersonStatus } from './person-lifecycle.js';

/** A verb possible in this many states or more is drawn once, from the span of states, instead of from each. */
const SPAN_FROM = 5;

const spanName = (states: readonly PersonStatus[]): string => `${states[0]} … ${states.at(-1)}`;

/** The lifecycle as a Mermaid flow chart, made from the table: what is not in the table cannot be in the picture. */
export function lifecycleDiagram(): string {
  const lines = ['flowchart TD'];
  const spans = new Map<string, string>();
  for (const action of PERSON_ACTIONS) {
    const from = statusesWith(action);
    if (from.length >= SPAN_FROM) {
      const span = spans.get(spanName(from)) ?? `span${spans.size + 1}`;
      spans.set(spanName(from), span);
      for (const target of new Set(from.flatMap((state) => targetsOf(state, action))))
        lines.push(`  ${span} -- ${action} --> ${target}`);
      continue;
    }
    for (const state of from)
      for (const target of targetsOf(state, action)) lines.push(`  ${state} -- ${action} --> ${target}`);
  }
  const reached = PERSON_STATUSES.filter((state) =>
    lines.some((line) => line.endsWith(`> ${state}`) || line.startsWith(`  ${state} `)),
  );
  return [
    ...lines,
    ...[...spans].map(([name, span]) => `  ${span}(["${name}"])`),
    ...reached.map((state) => `  ${state}["${state.replaceAll('_', ' ')}"]`),
  ].join('\n');
}
