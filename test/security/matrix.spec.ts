import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { matrixPage } from '../../src/access/domain/matrix.js';

describe('the matrix of roles and permissions', () => {
  it('is the page that the catalogue makes', () => {
    expect(readFileSync(new URL('./matrix.md', import.meta.url), 'utf8')).toBe(matrixPage());
  });
});
