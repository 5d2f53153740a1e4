export { SelectionModule } from './selection.module.js';
export { unmetForChoosingRoute } from './choose-route.js';
export { MissionsService } from './missions.service.js';
export { SelectionService } from './selection.service.js';
export { INCLUSIONS, outcomeOf, RECOMMENDATIONS, type ExaminationOutcome } from './domain/selection-rules.js';
