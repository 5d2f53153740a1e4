export { ExclusionModule } from './exclusion.module.js';
export { ExclusionService, type ExclusionFindings } from './exclusion.service.js';
export { firstBrokenDuty } from './duty-chain.js';
export { DutyRegister } from './duty-register.js';
