export { FamilyModule } from './family.module.js';
export { unmetForCase as unmetForReallocating } from './reallocate.service.js';
