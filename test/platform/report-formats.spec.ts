import { describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { toPdf, toXlsx } from '../../src/platform/index.js';

const SHEET = {
  name: 'Per kommun: å/ä',
  header: ['Kod', 'Dag', 'Antal', 'Text'],
  columnTypes: ['text', 'date', 'number', 'text'] as const,
  rows: [
    ['0180', '2025-03-30', 1234.5, '=HYPERLINK("https://example.org")'],
    ['0114', null, 0, 'Åsa Öberg'],
    ['Summa', null, 1234.5, null],
  ],
  totals: 1,
};

describe('a workbook', () => {
  it('is read by another program with codes, days, numbers and texts as they are', async () => {
    const [sheet] = await readXlsxFile(Buffer.from(await toXlsx('Prov', '2025-12-31', [SHEET])));
    expect(sheet!.sheet).toBe('Per kommun  å ä');
    expect(sheet!.data).toEqual([
      ['Kod', 'Dag', 'Antal', 'Text'],
      ['0180', new Date('2025-03-30T00:00:00.000Z'), 1234.5, '=HYPERLINK("https://example.org")'],
      ['0114', null, 0, 'Åsa Öberg'],
      ['Summa', null, 1234.5, null],
    ]);
  });

  it('has the same bytes each time it is made', async () => {
    const made = async () => Buffer.from(await toXlsx('Prov', '2025-12-31', [SHEET])).toString('base64');
    expect(await made()).toBe(await made());
  });
});

describe('a printed document', () => {
  const made = async (text: string) =>
    Buffer.from(await toPdf({ title: 'Prov', on: '2025-12-31', content: [{ text }], foot: 'Fot' }));

  it('has the same bytes each time it is made, and carries no day but its own', async () => {
    const [one, another] = [await made('Räksmörgås'), await made('Räksmörgås')];
    expect(one.toString('base64')).toBe(another.toString('base64'));
    expect(one.toString('latin1').match(/D:\d{14}Z/g)).toEqual(['D:20251231120000Z']);
  });

  it.each([
    ['an address', { image: 'https://example.org/image.png' }],
    ['a file of the machine', { image: '/etc/hostname' }],
  ])('fetches nothing from %s', async (_, content) => {
    await expect(toPdf({ title: 'Prov', on: '2025-12-31', content: [content], foot: '' })).rejects.toThrow(/denied/);
  });
});
