export { SubmissionsModule } from './submissions.module.js';
export { SubmissionsService } from './submissions.service.js';
export { CaseDocuments } from './documents.js';
export { unmetForReturn } from './domain/intake.js';
export type { RelativeInSweden, Rrf, RrfPerson } from './domain/rrf.js';
