export { FamilyModule } from './family.module.js';
export { ChangeFamily, type FamilyChange, type FamilyPreview } from './change-family.js';
export { principalIsMissing, ReadFamily, type FamilyNote } from './read-family.js';
export { unmetForCase as unmetForReallocating } from './reallocate.service.js';
export { familyVerbs } from './standing-verbs.js';
export type { Wish } from './weigh.js';
