/** The questions of the trigger questionnaire; the last one joined later, so earlier answers lack it. */
export type Question =
  | 'military'
  | 'police'
  | 'intelligence'
  | 'armedGroup'
  | 'prisonService'
  | 'officialPost'
  | 'checkpointDuty'
  | 'seriousCrime';

/** The answers, as far as rules need them. */
export type Triggers = Readonly<Record<Exclude<Question, 'seriousCrime'>, boolean>> & {
  readonly seriousCrime?: boolean;
};

export interface DeclaredQuestion {
  readonly code: Question;
  readonly text: string;
  /** The grounds that must be weighed where the answer is yes. A trigger never decides by itself (domain.md 4). */
  readonly opens: readonly string[];
  readonly source: string;
}

const INTERNATIONAL_CRIMES = ['article_1f_a', 'subsidiary_international_crime', 'urf_6_1_b_i'];
const SERIOUS_CRIMES = ['article_1f_b', 'subsidiary_serious_crime', 'urf_6_1_b_ii'];
const ACTS_AGAINST_UN = ['article_1f_c', 'subsidiary_un_purposes', 'urf_6_1_b_iii'];
const PRACTICE = 'Practice of UNHCR and EUAA (no published list found); grounds: Aliens Act 4:2b, 4:2c';

/** The questionnaire, in the order of asking. */
export const QUESTIONS: readonly DeclaredQuestion[] = [
  { code: 'military', text: 'Served in an army?', opens: INTERNATIONAL_CRIMES, source: PRACTICE },
  { code: 'police', text: 'Served in the police?', opens: INTERNATIONAL_CRIMES, source: PRACTICE },
  {
    code: 'intelligence',
    text: 'Worked for an intelligence or security service?',
    opens: [...INTERNATIONAL_CRIMES, ...ACTS_AGAINST_UN],
    source: PRACTICE,
  },
  {
    code: 'armedGroup',
    text: 'Belonged to a militia or another armed group?',
    opens: [...INTERNATIONAL_CRIMES, ...ACTS_AGAINST_UN],
    source: PRACTICE,
  },
  {
    code: 'prisonService',
    text: 'Worked in a prison or another place of detention?',
    opens: INTERNATIONAL_CRIMES,
    source: PRACTICE,
  },
  {
    code: 'officialPost',
    text: 'Held a post in a ruling party or the state?',
    opens: [...INTERNATIONAL_CRIMES, ...ACTS_AGAINST_UN],
    source: PRACTICE,
  },
  { code: 'checkpointDuty', text: 'Stood at checkpoints?', opens: INTERNATIONAL_CRIMES, source: PRACTICE },
  {
    code: 'seriousCrime',
    text: 'Convicted of, charged with or wanted for a serious crime?',
    opens: SERIOUS_CRIMES,
    source: 'Aliens Act 4:2b 2, 4:2c 2; Regulation (EU) 2024/1350, article 6(1)(b)(ii)',
  },
];

/** The questions answered with yes, in the order of asking. */
export const triggersNoted = (triggers: Triggers): DeclaredQuestion[] =>
  QUESTIONS.filter(({ code }) => triggers[code] === true);
