import type { PlainDate, Unmet } from '../../kernel/index.js';

/** Where what may concern security is noticed (S0: talks with applicants, tips, documents, passports, staff; S3: the public). */
export const INDICATION_SOURCES = ['interview', 'document', 'passport', 'staff', 'public', 'anonymous'] as const;
export type IndicationSource = (typeof INDICATION_SOURCES)[number];

/** Who deals with it (S3): the unit of an open case, the region of a closed one, national operations when it is tied to nobody. */
export const INDICATION_HANDLERS = ['handling_unit', 'region', 'national_operations'] as const;
export type IndicationHandler = (typeof INDICATION_HANDLERS)[number];

/** What the Security Service answers to a presentation (S0): guidance, a wish to take a closer look, or: refer. */
export const PRESENTATION_ANSWERS = ['guidance', 'closer_look', 'refer'] as const;
export type PresentationAnswer = (typeof PRESENTATION_ANSWERS)[number];

export const INDICATION_CONCLUSIONS = ['referred', 'no_action', 'not_identified'] as const;
export type IndicationConclusion = (typeof INDICATION_CONCLUSIONS)[number];

interface TiedTo {
  readonly caseId: string | null;
  /** Null when it is about the case as a whole, or about nobody known. */
  readonly personId: string | null;
  readonly goesTo: IndicationHandler;
}
export type Received = TiedTo & {
  readonly kind: 'received';
  readonly source: IndicationSource;
  readonly receivedOn: PlainDate;
  /** Where the paper itself is kept. What it says is never stored here. */
  readonly reference: string;
};
export type Identified = TiedTo & { readonly kind: 'identified'; readonly identifiedOn: PlainDate };
export interface Presented {
  readonly kind: 'presented';
  readonly presentedOn: PlainDate;
  readonly reference: string;
}
export interface Answered {
  readonly kind: 'answered';
  readonly answer: PresentationAnswer;
  readonly answeredOn: PlainDate;
  readonly reference: string;
}
export interface Concluded {
  readonly kind: 'concluded';
  readonly conclusion: IndicationConclusion;
  readonly concludedOn: PlainDate;
}
/** The papers of an indication, the first of which is its receipt. */
export type IndicationPaper = Received | Identified | Presented | Answered | Concluded;

/** What an indication waits for next. */
export const INDICATION_WAITS = ['identification', 'presentation', 'answer', 'conclusion'] as const;
export type IndicationWait = (typeof INDICATION_WAITS)[number];

/** Where an indication stands, folded from its papers. */
export interface IndicationStanding extends Omit<Received, 'kind'> {
  readonly presentedOn: PlainDate | null;
  readonly answer: PresentationAnswer | null;
  readonly answeredOn: PlainDate | null;
  readonly conclusion: IndicationConclusion | null;
  readonly concludedOn: PlainDate | null;
  /** Null once it is concluded. */
  readonly waitsFor: IndicationWait | null;
  /** Day of the last paper: what it waits for, it waits for since then. */
  readonly waitsSince: PlainDate;
}

/** Who deals with an indication: `caseOpen` is null when it is tied to nobody. */
export const handlerOf = (caseOpen: boolean | null): IndicationHandler =>
  caseOpen === null ? 'national_operations' : caseOpen ? 'handling_unit' : 'region';

/** Folds the papers in the order in which they were recorded. */
export function standingOfIndication([{ kind: _kind, ...received }, ...papers]: readonly [
  Received,
  ...IndicationPaper[],
]): IndicationStanding {
  const begun: IndicationStanding = {
    ...received,
    presentedOn: null,
    answer: null,
    answeredOn: null,
    conclusion: null,
    concludedOn: null,
    waitsFor: received.goesTo === 'national_operations' ? 'identification' : 'presentation',
    waitsSince: received.receivedOn,
  };
  return papers.reduce(afterPaper, begun);
}

function afterPaper(standing: IndicationStanding, paper: IndicationPaper): IndicationStanding {
  switch (paper.kind) {
    case 'identified': {
      const { caseId, personId, goesTo, identifiedOn } = paper;
      const next =
        standing.presentedOn === null ? ({ waitsFor: 'presentation', waitsSince: identifiedOn } as const) : {};
      return { ...standing, caseId, personId, goesTo, ...next };
    }
    case 'presented':
      return { ...standing, presentedOn: paper.presentedOn, waitsFor: 'answer', waitsSince: paper.presentedOn };
    case 'answered': {
      const { answer, answeredOn } = paper;
      // A closer look is no last word: the Service will come back, with another answer or with a statement.
      const waitsFor = answer === 'closer_look' ? 'answer' : 'conclusion';
      return { ...standing, answer, answeredOn, waitsFor, waitsSince: answeredOn };
    }
    case 'concluded': {
      const { conclusion, concludedOn } = paper;
      return { ...standing, conclusion, concludedOn, waitsFor: null, waitsSince: concludedOn };
    }
    case 'received':
      return standing;
  }
}

const NOT_YET: Record<string, Unmet> = {
  concluded: { code: 'indicationConcluded', detail: 'The indication is concluded.', source: 'S3' },
  identified: { code: 'indicationIdentified', detail: 'The indication is tied to a case already.', source: 'S3' },
  presented: {
    code: 'notPresented',
    detail: 'The indication has not been presented to the Security Service.',
    source: 'S0: presentation, then answer',
  },
  unknown: {
    code: 'notIdentified',
    detail:
      'Only an indication that is tied to nobody can be concluded as not identified, and only one that is tied to a person as referred.',
    source: 'S3',
  },
};

/** What forbids the paper as the indication stands: empty when it may follow. */
export function unmetForPaper(standing: IndicationStanding, paper: IndicationPaper): Unmet[] {
  if (standing.concludedOn !== null) return [NOT_YET.concluded!];
  if (paper.kind === 'identified' && standing.goesTo !== 'national_operations') return [NOT_YET.identified!];
  if (paper.kind === 'answered' && standing.presentedOn === null) return [NOT_YET.presented!];
  if (paper.kind !== 'concluded' || paper.conclusion === 'no_action') return [];
  return (paper.conclusion === 'not_identified') === (standing.caseId === null) ? [] : [NOT_YET.unknown!];
}
