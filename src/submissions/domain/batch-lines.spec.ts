import { describe, expect, it } from '@jest/globals';
import { contentOf } from './batch-lines.js';

describe('a line of a batch', () => {
  it('is what stands in it, with or without a carriage return; blanks are nothing', () => {
    expect(['{"a":1}\r', ' {"b":2}', '', '  ', '\r'].map(contentOf)).toEqual(['{"a":1}', '{"b":2}', '', '', '']);
  });

  it('loses a byte order mark', () => {
    expect(contentOf('\ufeff{}')).toBe('{}');
  });

  it('stays malformed when it holds a NUL, which no database row could keep', () => {
    const content = contentOf('{"name":"a\u0000b"}');
    expect(content).not.toContain('\u0000');
    expect(() => JSON.parse(content) as unknown).toThrow();
  });
});
