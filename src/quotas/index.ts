export { QuotasModule } from './quotas.module.js';
export {
  QuotasService,
  type OfPersons,
  type PlacesLeft,
  type QuotaPeriod,
  type SubQuota,
  type WantedPlaces,
} from './quotas.service.js';
export type { Holding } from './place-holdings.js';
export { COUNTING_EVENTS, SCHEMES, type CountingEvent, type HoldingState, type Scheme } from './quotas.entities.js';
export type { FramedFigures, PeriodFigures, PlaceFigures, SubQuotaFigures } from './domain/figures.js';
export { knownUntil, type Moment } from './domain/ledger.js';
export { PERIOD_LIFECYCLE, PERIOD_STATUSES, type PeriodAction, type PeriodStatus } from './domain/period-lifecycle.js';
