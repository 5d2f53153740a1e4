import type { BirthToMatch } from './person-to-match.js';
import { oneEditApart } from '../../../kernel/names/sound.js';

export type BirthLevel =
  | 'same_day'
  | 'day_and_month_exchanged'
  | 'one_figure_differs'
  | 'same_month'
  | 'same_year'
  | 'same_year_other_day'
  | 'one_year_apart'
  | 'two_years_apart'
  | 'three_years_apart'
  | 'other_year'
  | 'far_apart'
  | 'unknown';

const FAR = 6;
/** One figure mistyped. */
const TEN = 10;
const APART = ['same_year', 'one_year_apart', 'two_years_apart', 'three_years_apart'] as const;

/** A first of January is what an office writes for a year: as good as an estimate (domain.md (e) 18). */
const isEstimate = ({ month, day, estimated }: BirthToMatch): boolean =>
  estimated || month == null || day == null || (month === 1 && day === 1);

const monthKnown = ({ month, day, estimated }: BirthToMatch): boolean =>
  month != null && !estimated && !(month === 1 && (day == null || day === 1));

/** What two birth dates say of each other. Pure. */
export function compareBirths(a: BirthToMatch, b: BirthToMatch): BirthLevel {
  if (a.year === null || b.year === null) return 'unknown';
  const years = Math.abs(a.year - b.year);
  if (!isEstimate(a) && !isEstimate(b)) return exactly(a, b, years);
  if (years === 0 && monthKnown(a) && monthKnown(b) && a.month === b.month) return 'same_month';
  return APART[years] ?? (years > FAR && years !== TEN ? 'far_apart' : 'other_year');
}

function exactly(a: BirthToMatch, b: BirthToMatch, years: number): BirthLevel {
  const [sameMonth, sameDay] = [a.month === b.month, a.day === b.day];
  if (years === 0) {
    if (sameMonth && sameDay) return 'same_day';
    if (a.month === b.day && a.day === b.month) return 'day_and_month_exchanged';
    const slip = (sameMonth && slipped(a.day!, b.day!)) || (sameDay && slipped(a.month!, b.month!));
    return slip ? 'one_figure_differs' : 'same_year_other_day';
  }
  if (sameMonth && sameDay && oneFigure(a.year!, b.year!)) return 'one_figure_differs';
  // Two full dates of which nothing agrees contradict each other more than two estimates do.
  return years > FAR && years !== TEN ? 'far_apart' : 'other_year';
}

const oneFigure = (a: number, b: number): boolean =>
  oneEditApart(String(a).padStart(2, '0'), String(b).padStart(2, '0'));
/** The next day or month, or one figure mistyped. */
const slipped = (a: number, b: number): boolean => Math.abs(a - b) === 1 || oneFigure(a, b);
