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
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    // In turns, so that what else the machine does falls on both alike.
    let [unknown, wrong] = [Infinity, Infinity];
    for (let n = 0; n < 25; n += 1) {
      unknown = Math.min(unknown, await timed(() => verifyNobody('wrong')));
      wrong = Math.min(wrong, await timed(() => verifyPassword(stored, 'wrong')));
    }
    expect(await verifyNobody(PASSWORD)).toBe(false);
    expect(unknown / wrong).toBeGreaterThan(0.5);
    expect(unknown / wrong).toBeLessThan(2);
  });
});
