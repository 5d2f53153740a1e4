import { rmSync } from 'node:fs';

export default function () {
  rmSync(process.env.VIDAR_TEST_FOLDER, { recursive: true, force: true });
}
