import { ChoiceField, DateField, FlagField, ObjectField, ObjectsField, TextField } from '../platform/index.js';
import { SECURITY_OUTCOMES, type SecurityOutcome } from './domain/walled-record.js';

// What the sealed file of a security case holds until the second signature. Exclusion and selection record the same fields in the
// open; they stand to the right of the wall, so the words are written here and used there.

export const EXCLUSION_OUTCOMES = ['no_ground', 'ground_found'] as const;
export type ExclusionOutcome = (typeof EXCLUSION_OUTCOMES)[number];

/** What in a life calls for a closer look; a trigger never decides by itself (domain.md 4). */
export class ExclusionTriggers {
  @FlagField({ about: 'Served in an army.', example: false }) military: boolean;
  @FlagField({ about: 'Served in the police.', example: false }) police: boolean;
  @FlagField({ about: 'Worked for an intelligence or security service.', example: false }) intelligence: boolean;
  @FlagField({ about: 'Belonged to a militia or another armed group.', example: false }) armedGroup: boolean;
  @FlagField({ about: 'Worked in a prison or another place of detention.', example: false }) prisonService: boolean;
  @FlagField({ about: 'Held a post in a ruling party or the state.', example: false }) officialPost: boolean;
  @FlagField({ about: 'Stood at checkpoints.', example: false }) checkpointDuty: boolean;
  @FlagField({
    about:
      'Convicted of, charged with or wanted for a serious crime. Assessments made before it was asked have no answer.',
    optional: true,
    example: false,
  })
  seriousCrime?: boolean;
  @TextField({
    about: 'Ranks, dates and places.',
    max: 4000,
    optional: true,
    example: 'None of the questions was answered with yes.',
  })
  notes?: string;
}

export const GROUND_FINDINGS = ['met', 'not_met'] as const;
export type GroundFinding = (typeof GROUND_FINDINGS)[number];

/** One ground weighed in a full assessment, by the standard of its own instrument. */
export class ConsideredGround {
  @TextField({
    about: 'The ground: a reason code of the verb exclude, or urf_6_1_f, refused by another member state.',
    max: 40,
    example: 'article_1f_a',
  })
  groundCode: string;
  @ChoiceField({ about: 'Whether it is met by its standard of proof.', of: GROUND_FINDINGS, example: 'not_met' })
  finding: GroundFinding;
  @TextField({ about: 'Why.', min: 3, max: 20000, example: 'Served as a cook, far from the front.' }) reasons: string;
  @TextField({
    about: 'The member state that refused, ISO 3166-1 alpha-2; of urf_6_1_f alone.',
    min: 2,
    max: 2,
    optional: true,
    example: undefined,
  })
  memberState?: string;
  @DateField({ about: 'The day of that refusal; of urf_6_1_f alone.', optional: true, example: undefined })
  refusedOn?: string;
}

/** An exclusion assessment as it is made. */
export class ExclusionFinding {
  @ChoiceField({ about: 'Whether a ground for exclusion was found.', of: EXCLUSION_OUTCOMES })
  outcome: ExclusionOutcome;
  @TextField({
    about: 'The ground, when one was found: a reason code of the verb exclude.',
    max: 40,
    optional: true,
    example: undefined,
  })
  groundCode?: string;
  @ObjectField(() => ExclusionTriggers, { about: 'The trigger questionnaire.' }) triggers: ExclusionTriggers;
  @ObjectsField(() => ConsideredGround, {
    about:
      'The full assessment, ground by ground: needed where a question was answered with yes and no ground is found.',
    maxItems: 30,
    optional: true,
    example: undefined,
  })
  considered?: ConsideredGround[];
  @TextField({
    about: 'Why.',
    min: 3,
    max: 20000,
    example: 'The account gives no reason to consider that an excludable act was committed.',
  })
  reasons: string;
}

export const DRAFTED_INCLUSIONS = ['refugee', 'subsidiary', 'none'] as const;
export const DRAFTED_RECOMMENDATIONS = ['grant', 'refuse', 'exclude'] as const;

/** The outcome of an examination as the security unit drafts it. */
export class ExaminationFinding {
  @ChoiceField({ about: 'Refugee, eligible for subsidiary protection, or neither.', of: DRAFTED_INCLUSIONS })
  inclusion: (typeof DRAFTED_INCLUSIONS)[number];
  @TextField({ about: 'On what the identity rests.', min: 3, max: 4000, example: "UNHCR's identity assessment." })
  identityBasis: string;
  @TextField({
    about: 'How credible the account is.',
    min: 3,
    max: 4000,
    example: 'Coherent and in line with country information.',
  })
  credibility: string;
  @TextField({ about: "The child's best interests.", min: 3, max: 4000, optional: true, example: undefined })
  bestInterests?: string;
  @FlagField({ about: 'Whether the child was heard.', optional: true }) childHeard?: boolean;
  @TextField({ about: 'Why the child was not heard.', min: 3, max: 2000, optional: true, example: undefined })
  childNotHeardReason?: string;
  @ChoiceField({ about: 'What is recommended.', of: DRAFTED_RECOMMENDATIONS })
  recommendation: (typeof DRAFTED_RECOMMENDATIONS)[number];
  @TextField({
    about: 'What else was found.',
    min: 3,
    max: 20000,
    example: 'The agency has made an assessment of its own.',
  })
  notes: string;
}

/** The first of the two signatures in a security case. */
export class SecurityProposal {
  @ChoiceField({ about: 'The decision proposed.', of: SECURITY_OUTCOMES }) outcome: SecurityOutcome;
  @TextField({
    about: 'Reason code of the verb that the decision is: refuse, exclude, discontinue or withdraw_permit.',
    max: 40,
    optional: true,
    example: undefined,
  })
  reasonCode?: string;
  @TextField({
    about: 'The reasons.',
    min: 3,
    max: 20000,
    example: 'The objection does not outweigh the need for protection.',
  })
  reasons: string;
}
