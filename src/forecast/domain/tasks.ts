import type { PlainDate } from '../../kernel/index.js';
import { lastSafeDates, type LastSafeDate } from './backward-calendar.js';
import { drawArrivals, fillingOf, totalsOf, type Drawing, type Filling } from './forecast.js';
import { requestsNeeded, type Request, type RequestsNeeded } from './requests-needed.js';
import type { Calendar, Unit } from './road.js';
import type { History } from './scenarios.js';
import { covers, crps, HELD, quantile } from './scoring.js';

/** What a forecast is made of: everything that was known on its day. */
export interface Known {
  readonly history: History;
  readonly units: readonly Unit[];
  readonly calendar: Calendar;
  readonly drawing: Drawing;
}

interface Places {
  readonly left: number;
  readonly tolerance: number;
}

/** Questions that take seconds, as data: they are answered in a thread of their own. */
export type Task =
  | ({ readonly kind: 'forecast'; readonly groups: readonly Places[]; readonly total: Places } & Known)
  | ({ readonly kind: 'requests'; readonly request: Request; readonly later: Request } & Known)
  | {
      readonly kind: 'calendar';
      readonly history: History;
      readonly arriveBy: PlainDate;
      readonly share: number;
    }
  | { readonly kind: 'backtest'; readonly days: readonly (Known & { readonly outcome: number })[] };

export interface Judged {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly outcome: number;
  readonly covered: boolean;
  readonly crps: number;
}

interface Answers {
  forecast: { readonly groups: readonly Filling[]; readonly total: Filling; readonly assumed: readonly boolean[] };
  requests: { readonly now: RequestsNeeded; readonly later: RequestsNeeded };
  /** By stratum. */
  calendar: readonly (readonly LastSafeDate[])[];
  backtest: readonly Judged[];
}
export type AnswerTo<Kind extends Task['kind']> = Answers[Kind];

/** Answers a task. The units of the last group of a forecast have no place in any: they count in the total alone. */
export function answer(task: Task): Answers[Task['kind']] {
  switch (task.kind) {
    case 'forecast': {
      const { history, units, calendar, drawing, groups, total } = task;
      const paths = drawArrivals(history, units, groups.length + 1, calendar, drawing);
      return {
        groups: groups.map(({ left, tolerance }, group) => fillingOf(paths, [group], left, tolerance)),
        total: fillingOf(paths, [...paths.groups.keys()], total.left, total.tolerance),
        assumed: paths.assumed,
      };
    }
    case 'requests': {
      const { history, units, calendar, drawing, request, later } = task;
      const needed = (asked: Request) => requestsNeeded(history, units, calendar, drawing, asked);
      return { now: needed(request), later: needed(later) };
    }
    case 'calendar':
      return task.history.road.strata.map((_, stratum) =>
        lastSafeDates(task.history, stratum, task.arriveBy, task.share),
      );
    case 'backtest':
      return task.days.map(judge);
  }
}

function judge({ history, units, calendar, drawing, outcome }: Known & { outcome: number }): Judged {
  const together = units.map((unit) => ({ ...unit, group: 0 }));
  const draws = totalsOf(drawArrivals(history, together, 1, calendar, drawing), [0]);
  const [low, likely, high] = [(1 - HELD) / 2, 0.5, (1 + HELD) / 2].map((share) => quantile(draws, share));
  return {
    ...{ low: low!, likely: likely!, high: high!, outcome },
    covered: covers(draws, outcome, HELD),
    crps: crps(draws, outcome),
  };
}
