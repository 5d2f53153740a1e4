import { InvalidInput, stockholmDateOf, type Instant, type PlainDate } from '../../kernel/index.js';

/** The day an act is entered for: the one that was said, or the day of `at` in Stockholm. Throws InvalidInput for a later day than that. */
export function dayOfAct(at: Instant, said?: PlainDate): PlainDate {
  const today = stockholmDateOf(at);
  if (said !== undefined && said > today)
    throw new InvalidInput([
      { pointer: '/occurredOn', code: 'afterToday', message: `occurredOn may not lie after today, ${today}.` },
    ]);
  return said ?? today;
}
