import { systemActor } from '../../src/access/index.js';
import { AuditService } from '../../src/audit/index.js';
import { saveLetterTemplates } from '../../src/permits/index.js';
import { savePolicyRules } from '../../src/policy/index.js';
import type { Tx } from '../../src/platform/index.js';
import { saveReference } from '../../src/reference/index.js';
import { saveRequirements } from '../../src/submissions/index.js';
import { letterTemplates, policyRules, referenceData, rrfRequirements } from './reference-files.js';

/**
 * Brings the reference tables and the dated rules to this release's content; safe in production and at every start, since it
 * inserts and corrects but never deletes, and writes nothing when nothing changed. Each table that changed leaves one audit entry.
 */
export async function seedReference(tx: Tx): Promise<void> {
  const audit = new AuditService();
  const actor = systemActor('seed-reference');
  const changes = {
    ...(await saveReference(tx, referenceData())),
    policyRules: await savePolicyRules(tx, policyRules()),
    rrfRequirements: await saveRequirements(tx, rrfRequirements()),
    letterTemplates: await saveLetterTemplates(tx, letterTemplates()),
  };
  for (const [subjectType, { inserted, updated }] of Object.entries(changes))
    if (inserted.length + updated.length > 0)
      audit.record(tx, actor, {
        action: 'reference.seed',
        subjectType,
        subjectId: null,
        payload: { inserted: [...inserted], updated: [...updated] },
      });
}
