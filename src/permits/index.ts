export { PermitsModule } from './permits.module.js';
export { PermitsService, type EndPermits } from './permits.service.js';
export { PERMIT_ENDS, type PermitEnd } from './domain/proposal-rules.js';
