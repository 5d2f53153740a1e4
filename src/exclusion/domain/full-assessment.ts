import { addMonths, type InvalidInput, type PlainDate, type Unmet } from '../../kernel/index.js';
import { REFUSED_ELSEWHERE } from './grounds.js';
import { triggersNoted, type Triggers } from './questions.js';

type Wrong = ConstructorParameters<typeof InvalidInput>[0][number];

/** A ground as it was weighed. */
export interface Considered {
  readonly groundCode: string;
  readonly finding: 'met' | 'not_met';
  readonly reasons: string;
  readonly memberState?: string | null;
  readonly refusedOn?: PlainDate | null;
}

export interface Assessed {
  readonly outcome: 'no_ground' | 'ground_found';
  readonly groundCode?: string;
  readonly triggers: Triggers;
  readonly considered?: readonly Considered[];
  readonly reasons: string;
}

/** What contradicts itself in an assessment, field by field. */
export function contradictionsOf({ outcome, groundCode, considered = [] }: Assessed, today: PlainDate): Wrong[] {
  const wrong: Wrong[] = [];
  if ((outcome === 'ground_found') !== (groundCode !== undefined))
    wrong.push({
      pointer: '/groundCode',
      code: 'groundCode',
      message: 'A ground has its code, and only a ground has one.',
    });
  const seen = new Set<string>();
  for (const [index, one] of considered.entries()) {
    const at = `/considered/${index}`;
    if (seen.has(one.groundCode))
      wrong.push({ pointer: `${at}/groundCode`, code: 'consideredTwice', message: 'Each ground is weighed once.' });
    seen.add(one.groundCode);
    wrong.push(...wrongWithRefusal(one, at, today));
    const contradicts =
      one.groundCode === groundCode
        ? one.finding === 'not_met'
        : outcome === 'no_ground' && one.finding === 'met' && one.groundCode !== REFUSED_ELSEWHERE;
    if (contradicts)
      wrong.push({
        pointer: `${at}/finding`,
        code: 'contradictsOutcome',
        message: 'A ground that is met is a ground found; one that is found is met.',
      });
  }
  return wrong;
}

function wrongWithRefusal({ groundCode, memberState, refusedOn }: Considered, at: string, today: PlainDate): Wrong[] {
  const isRefusal = groundCode === REFUSED_ELSEWHERE;
  const told = { memberState: memberState ?? null, refusedOn: refusedOn ?? null };
  return (['memberState', 'refusedOn'] as const).flatMap((field): Wrong[] => {
    if ((told[field] !== null) !== isRefusal)
      return [
        {
          pointer: `${at}/${field}`,
          code: 'refusalElsewhere',
          message: `A refusal by another member state, and nothing else, has ${field}.`,
        },
      ];
    if (field === 'refusedOn' && refusedOn && refusedOn > today)
      return [
        { pointer: `${at}/refusedOn`, code: 'afterToday', message: `refusedOn may not lie after today, ${today}.` },
      ];
    return [];
  });
}

/**
 * The grounds that still have to be weighed: all that the questions answered with yes open, unless a ground was found. A ground that
 * is found decides for itself; that none is found is believed only when each was looked at.
 */
export function unmetForFull(personId: string, { outcome, triggers, considered = [] }: Assessed): Unmet[] {
  if (outcome === 'ground_found') return [];
  const weighed = new Set(considered.map(({ groundCode }) => groundCode));
  const noted = triggersNoted(triggers);
  const open = [...new Set(noted.flatMap(({ opens }) => opens))].filter((code) => !weighed.has(code));
  if (open.length === 0) return [];
  return [
    {
      code: 'fullAssessmentRequired',
      detail: `Answered with yes: ${noted.map(({ code }) => code).join(', ')}. Not weighed yet: ${open.join(', ')}.`,
      source: 'Aliens Act 4:2b, 4:2c; UNHCR and EUAA practice: triggers call for a full assessment',
      personId,
    },
  ];
}

/** All grounds that an assessment weighed: the one that was found is among them although only its code was told. */
export const groundsOf = ({ groundCode, considered = [], reasons }: Assessed): Considered[] =>
  groundCode === undefined || considered.some((one) => one.groundCode === groundCode)
    ? [...considered]
    : [{ groundCode, finding: 'met', reasons }, ...considered];

/**
 * True while a refusal by another member state bars admission on the day: during the months that follow it (Regulation (EU)
 * 2024/1350, article 6(1)(f): three years before admission). The last day on which it bars is the one before they are full.
 */
export const barsAdmission = (refusedOn: PlainDate, admittedOn: PlainDate, { months }: { months: number }): boolean =>
  admittedOn < addMonths(refusedOn, months);
