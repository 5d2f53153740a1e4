import { writeFileSync } from 'node:fs';
import { matrixPage } from '../domain/matrix.js';

writeFileSync('test/security/matrix.md', matrixPage());
