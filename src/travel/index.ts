export { TravelModule } from './travel.module.js';
export { TravelService, type CancelledJourneys } from './travel.service.js';
export { ITEM_KINDS, type ItemKind } from './domain/checklist.js';
