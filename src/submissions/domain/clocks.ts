import type { PlainDate, Unmet } from '../../kernel/index.js';
import type { Priority } from './rrf.js';

// The clocks of a case start at registration, not at the receipt of the RRF, and no wait for the Security Service pauses them
// (Regulation (EU) 2024/1350 article 9; domain.md (e) 32). How long they run are dated rules.

export const CLOCK_KINDS = ['eu_conclusion', 'eu_emergency', 'priority'] as const;
/** To the conclusion in general, to the conclusion of an emergency, and by UNHCR's priority from submission to departure. */
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** Which clocks run for a priority: an emergency has a shorter one to its conclusion. */
export const clocksOf = (priority: Priority): readonly ClockKind[] =>
  priority === 'emergency' ? ['eu_emergency', 'priority'] : ['eu_conclusion', 'priority'];

/** The clock that an extension would lengthen, as it stands; null when the case has none. */
export interface ConclusionClock {
  readonly kind: ClockKind;
  readonly dueOn: PlainDate;
  readonly extendedOn: PlainDate | null;
}

const SOURCE = 'Regulation (EU) 2024/1350, article 9';

/**
 * Why the clock cannot be extended by so many months; all reasons at once, empty when it can. `longest` is what the rule of the
 * clock allows, `isConcluded` that nobody of the case awaits a decision any more.
 */
export function unmetForExtension(
  clock: ConclusionClock | null,
  { months, longest, isConcluded }: { months: number; longest: number; isConcluded: boolean },
): Unmet[] {
  if (!clock)
    return [
      {
        code: 'noClock',
        detail: 'No clock to the conclusion runs: the case is not registered, or it was before the Regulation applied.',
        source: SOURCE,
      },
    ];
  const unmet: Unmet[] = [];
  const refuse = (code: string, detail: string): void => void unmet.push({ code, detail, source: SOURCE });
  if (clock.kind === 'eu_emergency') refuse('emergencyNotExtended', 'The clock of an emergency is not extended.');
  else if (months > longest) refuse('extensionTooLong', `The clock is extended by ${longest} months at most.`);
  if (clock.extendedOn !== null)
    refuse('clockExtended', `The clock was extended on ${clock.extendedOn}, to ${clock.dueOn}: once is all.`);
  if (isConcluded) refuse('concluded', 'Everybody of the case has been decided on: there is nothing to conclude.');
  return unmet;
}
