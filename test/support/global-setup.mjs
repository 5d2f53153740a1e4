import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder for the databases of this run; two runs at once do not meet. */
export default function () {
  process.env.VIDAR_TEST_FOLDER = mkdtempSync(join(tmpdir(), 'vidar-test-'));
}
