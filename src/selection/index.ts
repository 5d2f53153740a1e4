export { SelectionModule } from './selection.module.js';
export { unmetForChoosingRoute } from './choose-route.js';
export { SelectionService } from './selection.service.js';
export { INCLUSIONS, outcomeOf, RECOMMENDATIONS, type ExaminationOutcome } from './domain/selection-rules.js';
