export { SelectionModule } from './selection.module.js';
export { SelectionService, type ExaminationDraft } from './selection.service.js';
export { INCLUSIONS, RECOMMENDATIONS, type ExaminationOutcome } from './domain/selection-rules.js';
