/** Verbs that an actor may carry out now, on the case or on one person. */
export interface Possible {
  readonly personId: string | null;
  readonly verbs: readonly string[];
}

/** The step that lies nearest: on the case when no persons are named. */
export interface PrimaryAction {
  readonly verb: string;
  readonly personIds: readonly string[];
}

/** What brings a case forward, in the order of the road. Endings, deferrals and reversals are never what an official is led to. */
const FORWARD = [
  'return_incomplete',
  'resubmit',
  'place_in_sub_quota',
  'choose_principal',
  'refer',
  'record_statement',
  'choose_route',
  'examine',
  'resume',
  'decide_security_case',
  'grant',
  'refuse',
  'exclude',
  'assign',
  'accept',
  'make_ready',
  'book',
  'depart',
  'arrive',
  'receive',
] as const;

/** The first verb of the road that is possible for somebody, with all for whom it is: those who are least far come first. */
export function primaryAction(possible: readonly Possible[]): PrimaryAction | null {
  for (const verb of FORWARD) {
    const found = possible.filter(({ verbs }) => verbs.includes(verb));
    if (found.length > 0) return { verb, personIds: found.flatMap(({ personId }) => personId ?? []) };
  }
  return null;
}
