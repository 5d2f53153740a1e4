export { QuotasModule } from './quotas.module.js';
export { QuotasService, type Holding, type OfPersons, type PlacesLeft, type SubQuota } from './quotas.service.js';
export { COUNTING_EVENTS, SCHEMES, type CountingEvent, type Scheme } from './quotas.entities.js';
