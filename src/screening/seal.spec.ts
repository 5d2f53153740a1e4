import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './seal.js';

const key = randomBytes(32);
const place = ['record', 'referral', 'person'];
const flipped = (sealed: string, at: number): string => {
  const bytes = Buffer.from(sealed, 'base64');
  bytes[at] = bytes[at]! ^ 1;
  return bytes.toString('base64');
};

describe('a seal', () => {
  it('gives back what was sealed', () => {
    const content = { outcome: 'objection', reference: 'S-2025-1', text: 'å'.repeat(9000) };
    expect(unseal(key, seal(key, content, place), place)).toEqual(content);
  });

  it('shows nothing of it, and is another each time', () => {
    const sealed = seal(key, { reference: 'CANARY-1' }, place);
    expect(Buffer.from(sealed, 'base64').includes('CANARY-1')).toBe(false);
    expect(seal(key, { reference: 'CANARY-1' }, place)).not.toBe(sealed);
  });

  it('is equally long for short contents, whatever they say', () => {
    const lengths = ['no_objection', 'objection', 'x'.repeat(3900)].map(
      (outcome) => seal(key, { outcome }, place).length,
    );
    expect(new Set(lengths).size).toBe(1);
    expect(seal(key, 'x'.repeat(5000), place).length).toBe(seal(key, 'x'.repeat(8000), place).length);
  });

  it('breaks under another key, in another place, with one bit changed, or in a shape this server does not know', () => {
    const sealed = seal(key, { outcome: 'objection' }, place);
    expect(() => unseal(randomBytes(32), sealed, place)).toThrow();
    expect(() => unseal(key, sealed, ['record', 'referral', 'another person'])).toThrow();
    expect(() => unseal(key, sealed, ['record', 'referralperson'])).toThrow();
    for (const at of [1, 13, 29, 4000]) expect(() => unseal(key, flipped(sealed, at), place)).toThrow();
    expect(() => unseal(key, flipped(sealed, 0), place)).toThrow('Sealed in the shape 0');
  });

  it('opens with any of several keys, and with none that is not among them', () => {
    const sealed = seal(key, { outcome: 'objection' }, place);
    expect(unseal([randomBytes(32), key], sealed, place)).toEqual({ outcome: 'objection' });
    expect(() => unseal([randomBytes(32), randomBytes(32)], sealed, place)).toThrow();
  });
});
