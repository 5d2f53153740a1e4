import { describe, expect, it } from '@jest/globals';
import { linesOf } from './batch-lines.js';

describe('the lines of a batch', () => {
  it('are counted from 1, with or without a carriage return, empty ones left out but counted', () => {
    expect(linesOf('{"a":1}\r\n\n  \n{"b":2}\n')).toEqual([
      { line: 1, content: '{"a":1}' },
      { line: 4, content: '{"b":2}' },
    ]);
  });

  it('lose a byte order mark', () => {
    expect(linesOf('\ufeff{}')).toEqual([{ line: 1, content: '{}' }]);
  });

  it('stay malformed when they hold a NUL, which no database row could keep', () => {
    const [line] = linesOf('{"name":"a\u0000b"}');
    expect(line?.content).not.toContain('\u0000');
    expect(() => JSON.parse(line?.content ?? '') as unknown).toThrow();
  });

  it('are none in an empty batch', () => {
    expect(linesOf('')).toEqual([]);
    expect(linesOf('\n\r\n')).toEqual([]);
  });
});
