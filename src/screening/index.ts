export { ScreeningModule } from './screening.module.js';
export { Registers } from './registers.js';
export { RescreeningsDue, type RescreeningDue } from './rescreenings-due.js';
export { seal, unseal } from './seal.js';
export {
  ScreeningService,
  type Draft,
  type DraftContent,
  type ScreeningStatus,
  type SealedFile,
} from './screening.service.js';
export {
  DRAFTED_INCLUSIONS,
  DRAFTED_RECOMMENDATIONS,
  EXCLUSION_OUTCOMES,
  ExaminationFinding,
  ExclusionFinding,
  ExclusionTriggers,
  ConsideredGround,
  GROUND_FINDINGS,
  type GroundFinding,
  SecurityProposal,
  type ExclusionOutcome,
} from './sealed-file.dto.js';
export {
  DRAFT_KINDS,
  RESCREENING_CAUSES,
  SECURITY_OUTCOMES,
  type DraftKind,
  type SecurityOutcome,
} from './domain/walled-record.js';
export { firstBadText } from './verify-sealed.js';
