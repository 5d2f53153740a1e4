import { compositionOf, type Composition, type Share, type ShareLimits } from './composition.js';
import { SMALLEST_SHOWN } from './suppress.js';

/** Persons who count towards a target, of all. */
export interface Counted {
  readonly counted: number;
  readonly total: number;
}

/**
 * What threatens a target while places are left. `missed`: whoever fills them; `at_risk`: not met as it is; `will_fall`: met as it is,
 * and no more when the places go to those now on their way; `too_few_waiting`: those on their way who count are not enough.
 */
export const COMPOSITION_WARNINGS = ['missed', 'at_risk', 'will_fall', 'too_few_waiting'] as const;
export type CompositionWarningCode = (typeof COMPOSITION_WARNINGS)[number];
export interface CompositionWarning {
  readonly code: CompositionWarningCode;
  readonly detail: string;
}

export interface CompositionOutlook {
  readonly composition: Composition;
  /** The share of the places left that must go to persons who count; null when none are left. */
  readonly shareNeeded: number | null;
  readonly reachable: boolean;
  /** The share there will be when the places left go to those on their way as they are; null when nobody is. */
  readonly shareExpected: number | null;
  readonly warnings: readonly CompositionWarning[];
}

const rounded = (part: number, of: number): number | null =>
  of === 0 ? null : Math.round((part * 10_000) / of) / 10_000;
const within = ({ minShare, maxShare }: ShareLimits, counted: number, total: number): boolean =>
  (minShare === null || counted * minShare.of >= minShare.part * total) &&
  (maxShare === null || counted * maxShare.of <= maxShare.part * total);
const inWords = ({ part, of }: Share): string => `${part} of ${of}`;
const limitsInWords = ({ minShare, maxShare }: ShareLimits): string =>
  [minShare && `at least ${inWords(minShare)}`, maxShare && `at most ${inWords(maxShare)}`].filter(Boolean).join(', ');

/**
 * How a target will stand: what is counted so far, the places left, and those on their way to them. Counts in, counts out: nobody is
 * named. Told while a mission or a round of dossiers can still change it.
 */
export function compositionOutlook(
  limits: ShareLimits,
  soFar: Counted,
  remaining: number,
  onTheirWay: Counted,
): CompositionOutlook {
  const composition = compositionOf(limits, { ...soFar, remaining });
  const filled = Math.min(remaining, onTheirWay.total);
  const joining = onTheirWay.total === 0 ? 0 : (onTheirWay.counted * filled) / onTheirWay.total;
  const [counted, total] = [soFar.counted + joining, soFar.total + filled];
  return {
    composition,
    shareNeeded: rounded(composition.needed, remaining),
    reachable: composition.standing !== 'missed',
    shareExpected: onTheirWay.total === 0 ? null : rounded(counted, total),
    warnings: warningsOf(limits, composition, onTheirWay, within(limits, counted, total)),
  };
}

function warningsOf(
  limits: ShareLimits,
  { standing, needed, remaining }: Composition,
  onTheirWay: Counted,
  asExpected: boolean,
): CompositionWarning[] {
  const target = limitsInWords(limits);
  if (standing === 'missed')
    return [
      { code: 'missed', detail: `The target, ${target}, cannot be met any more, whoever fills the places left.` },
    ];
  const warnings: CompositionWarning[] = [];
  if (standing === 'at_risk')
    warnings.push({
      code: 'at_risk',
      detail: `The target, ${target}, is not met so far; the places left can still change it.`,
    });
  if (standing === 'met' && onTheirWay.total > 0 && !asExpected)
    warnings.push({
      code: 'will_fall',
      detail: `The target, ${target}, is met so far; it will not be when the places left go to those now on their way.`,
    });
  if (needed > onTheirWay.counted && remaining > 0)
    warnings.push({
      code: 'too_few_waiting',
      detail: `Of those on their way too few count towards the target, ${target}: ask UNHCR for more of them, or plan a mission.`,
    });
  return warnings;
}

/** Too few on either side: the numbers would tell of single persons. */
export const isSmall = ({ counted, total }: Counted): boolean =>
  [counted, total - counted].some((cell) => cell > 0 && cell < SMALLEST_SHOWN);
