import type { Tx } from '../platform/index.js';
import { saveChanged, type SavedRows } from '../reference/index.js';
import type { PolicyRule } from './domain/policy-rules.js';
import { PolicyRuleRow } from './policy.entities.js';

/** Brings the stored rules to the release's and says what changed. Deletes nothing: decisions of earlier years rest on them. */
export const savePolicyRules = (tx: Tx, rules: readonly PolicyRule[]): Promise<SavedRows> =>
  saveChanged<PolicyRuleRow>(tx, PolicyRuleRow, rules as PolicyRuleRow[], (rule) => rule.code);
