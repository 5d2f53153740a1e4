export { PermitsModule } from './permits.module.js';
export { PERMIT_ENDS, PermitsService, type PermitEnd } from './permits.service.js';
