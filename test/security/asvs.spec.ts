import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';

const PAGE = new URL('./asvs.md', import.meta.url);
const rows = readFileSync(PAGE, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, , , , proof] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return /^\d+$/.test(number ?? '') ? [{ number: Number(number), proof: proof! }] : [];
  });
const linksOf = (proof: string): { name: string; path: string }[] =>
  [...proof.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, name, path]) => ({ name: name!, path: path! }));

describe('the table of OWASP ASVS', () => {
  it('has a line for each of the 62 requirements', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 62 }, (_, n) => n + 1));
  });

  it.each(rows)('line $number points to tests that exist, by their names, or says why there is none', ({ proof }) => {
    const links = linksOf(proof);
    const missing = links.filter(({ name, path }) => {
      const file = new URL(path, PAGE);
      return !existsSync(file) || !readFileSync(file, 'utf8').includes(name);
    });
    expect(missing).toEqual([]);
    if (links.length === 0) expect(proof).toMatch(/^(Open|Not applicable): .{20,}/);
  });
});
