import { AuditService } from './audit/index.js';
import { firstBrokenDuty } from './exclusion/index.js';
import type { Tx } from './platform/index.js';
import { firstBadText } from './screening/index.js';

/** What modules keep beside the audit log and `npm run audit:verify` holds to account, too: what is wrong with each, or null. */
export const KEPT_BESIDE: readonly { readonly name: string; readonly wrong: (tx: Tx) => Promise<string | null> }[] = [
  {
    name: 'sealed texts',
    wrong: async (tx) => {
      const bad = await firstBadText(tx, new AuditService());
      return bad && `${bad.diaryNumber}: ${bad.why}`;
    },
  },
  {
    name: 'duty to report',
    wrong: async (tx) => {
      const position = await firstBrokenDuty(tx);
      return position === null ? null : `at ${position}: a record was changed, taken away or cut off.`;
    },
  },
];
