import { IdField } from '../platform/index.js';

/** The answer to an act that made something: where to find it. */
export class CreatedResponse {
  @IdField({ about: 'Id of what was made.' }) id: string;
}
