import { z } from 'zod';
import { isPlainDate } from '../kernel/index.js';
import { REQUIRED_OF, type Requirement } from './domain/completeness.js';
import { ATTACHMENT_TYPES, NEED_TOPICS, PRIORITIES, SUBMISSION_SOURCES } from './domain/rrf.js';

const date = z.string().refine(isPlainDate, 'must be an existing date written YYYY-MM-DD');

/** Later than every date. */
const ENDLESS = '9999-12-31';

const requirement = z.strictObject({
  code: z.string().min(1).max(40),
  text: z.string().min(1).max(300),
  source: z.string().min(1).max(300),
  validFrom: date,
  validTo: date.nullable(),
  verified: z.boolean(),
  sources: z.array(z.enum(SUBMISSION_SOURCES)).min(1),
  categories: z.array(z.string().length(3)).min(1).nullable(),
  priorities: z.array(z.enum(PRIORITIES)).min(1).nullable(),
  requiredOf: z.enum(REQUIRED_OF),
  fields: z.array(z.string().min(1)),
  topics: z.array(z.enum(NEED_TOPICS)),
  attachments: z.array(z.enum(ATTACHMENT_TYPES)),
  note: z.string().min(1).nullable(),
});

/**
 * The requirements of a release, judged before they are stored. Throws an Error that names the requirement for one that ends before
 * it begins, or for two of one code that are in force on the same day.
 */
export function readRequirements(content: unknown): Requirement[] {
  const read = z
    .array(requirement)
    .parse(content)
    .map((one, index): Requirement => ({ ...one, id: `${one.code}-${one.validFrom}`, position: index + 1 }));
  for (const [index, one] of read.entries()) {
    if (one.validTo !== null && one.validTo < one.validFrom)
      throw new Error(`The requirement ${one.id} ends before it begins.`);
    const clash = read
      .slice(index + 1)
      .find(
        (other) =>
          other.code === one.code &&
          one.validFrom <= (other.validTo ?? ENDLESS) &&
          other.validFrom <= (one.validTo ?? other.validFrom),
      );
    if (clash) throw new Error(`The requirements ${one.id} and ${clash.id} are in force on the same day.`);
  }
  return read;
}
