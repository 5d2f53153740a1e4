export { ReferenceModule } from './reference.module.js';
export { ReferenceService } from './reference.service.js';
export { saveChanged, type SavedRows } from './save-changed.js';
export { saveReference } from './save-reference.js';
export { CONDITIONS_IN_SWEDISH } from './condition-words.js';
export { FIELDS_IN_SWEDISH } from './field-words.js';
export { countryNameOn } from './domain/country-name.js';
export type {
  Country,
  County,
  CountyNumber,
  Municipality,
  ReasonCode,
  ReferenceData,
  SubmissionCategory,
} from './domain/reference-rows.js';
export {
  contradictionsIn,
  FIGURE_PRECISIONS,
  PUBLISHED_MEASURES,
  type FigureWarning,
  type PublishedFigure,
  type PublishedMeasure,
} from './domain/published-figures.js';
export { REGIONS, type Region } from './domain/regions.js';
export { STANDARDS_OF_PROOF, type StandardOfProof } from './domain/standard-of-proof.js';
export { inSwedishOrder, sortedBy } from './domain/swedish-order.js';
