export { PermitsModule } from './permits.module.js';
export { PermitsService, type EndPermits } from './permits.service.js';
export { PERMIT_ENDS, type PermitEnd } from './domain/proposal-rules.js';
export type { LetterTemplate } from './domain/letters.js';
export { readLetterTemplates } from './letters.schema.js';
export { saveLetterTemplates } from './letter-templates.js';
