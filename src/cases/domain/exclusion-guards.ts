import type { Unmet } from '../../kernel/index.js';
import type { DecisionFacts, PersonInGuard } from './person-facts.js';

type Condition = Omit<Unmet, 'personId'>;
const unless = (holds: boolean, code: string, detail: string, source: string): Condition | null =>
  holds ? null : { code, detail, source };

const PROTECTION = 'Aliens Act 4:2b, 4:2c';

export const exclusionAssessed = (person: PersonInGuard, f: DecisionFacts): Condition | null =>
  unless(
    f.exclusionAssessed || !person.isAdult,
    'exclusionNotAssessed',
    'Exclusion has not been assessed for this adult.',
    `${PROTECTION}; Refugee Convention article 1F`,
  );

export const noExclusionGround = (_: PersonInGuard, f: DecisionFacts): Condition | null =>
  unless(!f.exclusionGroundFound, 'exclusionGroundFound', 'The assessment found a ground for exclusion.', PROTECTION);

export const exclusionGround = (_: PersonInGuard, f: DecisionFacts): Condition | null =>
  unless(f.exclusionGroundFound, 'noExclusionGround', 'No assessment found a ground for exclusion.', PROTECTION);

/** Asked for only where there is a ground to look at: without one, `exclusionGround` says what is missing. */
export const secondLookTaken = (_: PersonInGuard, f: DecisionFacts): Condition | null =>
  unless(
    f.exclusionSecondLook || !f.exclusionGroundFound,
    'secondLookMissing',
    'No second specialist has looked at the ground and agreed.',
    'Migration Agency: regional specialists for exclusion; architecture.md 4',
  );

/** One sentence for all registers: which of them answered what is read behind its own permission alone. */
export const notBarredByRegister = (_: PersonInGuard, f: DecisionFacts): Condition | null =>
  unless(
    !f.barredByRegister,
    'barredByRegister',
    'What another register answered bars admission on this day. Ask the exclusion specialist.',
    'Regulation (EU) 2024/1350, article 6(1)(d)-(f)',
  );

/** Edge case 15: the look-back counts from the refusal, so waiting can cure it. */
export const notRefusedElsewhere = (_: PersonInGuard, f: DecisionFacts): Condition | null =>
  unless(
    !f.refusedElsewhere,
    'refusedByMemberState',
    'Another member state refused admission under article 6(1)(c) or (d) within the look-back.',
    'Regulation (EU) 2024/1350, article 6(1)(f); policy: refusal-look-back',
  );
