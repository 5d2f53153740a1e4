import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyNobody, verifyPassword } from './passwords.js';

const PASSWORD = 'correct horse battery staple';

describe('a password', () => {
  it('is recognised by its hash, and no other is', async () => {
    const stored = await hashPassword(PASSWORD);
    expect(await verifyPassword(stored, PASSWORD)).toBe(true);
    for (const other of [`${PASSWORD} `, PASSWORD.slice(1), '', PASSWORD.toUpperCase(), `${PASSWORD}\u0000`])
      expect(await verifyPassword(stored, other)).toBe(false);
  });

  it('of nobody is refused with as much work as a wrong one, so that names cannot be found by trying', async () => {
    const stored = await hashPassword(PASSWORD);
    const quickest = async (work: () => Promise<unknown>): Promise<number> => {
      let best = Infinity;
      for (let n = 0; n < 15; n += 1) {
        const began = performance.now();
        await work();
        best = Math.min(best, performance.now() - began);
      }
      return best;
    };
    expect(await verifyNobody(PASSWORD)).toBe(false);
    const ratio =
      (await quickest(() => verifyNobody('wrong'))) / (await quickest(() => verifyPassword(stored, 'wrong')));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});
