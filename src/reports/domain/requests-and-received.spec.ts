import { describe, expect, it } from '@jest/globals';
import { compareRequests, type RequestThen } from './requests-and-received.js';

const asked = (persons: number, month: string, rest: Partial<RequestThen> = {}): RequestThen => ({
  countryOfAsylum: 'UG',
  asked: { persons, month },
  promised: null,
  withdrawn: false,
  ...rest,
});
const came = (persons: number, month: string, caseId = month) =>
  Array.from({ length: persons }, () => ({ countryOfAsylum: 'UG', month, caseId }));

describe('requests to UNHCR beside what was received', () => {
  it('are told by country and month', () => {
    const requests = [
      asked(120, '2025-03', { promised: { persons: 100, month: '2025-04' } }),
      asked(50, '2025-04', { withdrawn: true, promised: { persons: 50, month: '2025-04' } }),
      asked(30, '2025-04', { countryOfAsylum: 'RW' }),
    ];
    const { rows, total } = compareRequests(requests, came(60, '2025-04'), '2025-04');
    expect(rows).toEqual([
      {
        countryOfAsylum: 'RW',
        month: '2025-04',
        asked: 30,
        withdrawn: 0,
        promised: 0,
        receivedPersons: 0,
        receivedCases: 0,
        late: 0,
      },
      {
        countryOfAsylum: 'UG',
        month: '2025-03',
        asked: 120,
        withdrawn: 0,
        promised: 0,
        receivedPersons: 0,
        receivedCases: 0,
        late: 0,
      },
      {
        countryOfAsylum: 'UG',
        month: '2025-04',
        asked: 50,
        withdrawn: 50,
        promised: 100,
        receivedPersons: 60,
        receivedCases: 1,
        late: 0,
      },
    ]);
    expect(total).toEqual({ asked: 200, withdrawn: 50, promised: 100, receivedPersons: 60, receivedCases: 1, late: 0 });
  });

  it('are late from the month after the promised one on, as far as nobody came', () => {
    const promises = [
      asked(100, '2025-03', { promised: { persons: 100, month: '2025-03' } }),
      asked(40, '2025-04', { promised: { persons: 40, month: '2025-04' } }),
    ];
    const late = (received: ReturnType<typeof came>, thisMonth: string) =>
      compareRequests(promises, received, thisMonth).rows.map((row) => [row.month, row.late]);
    expect(late([], '2025-04')).toEqual([
      ['2025-03', 100],
      ['2025-04', 0],
    ]);
    expect(late(came(110, '2025-04'), '2025-05')).toEqual([
      ['2025-03', 0],
      ['2025-04', 30],
    ]);
    expect(late(came(140, '2025-05'), '2025-06')).toEqual([
      ['2025-03', 0],
      ['2025-04', 0],
      ['2025-05', 0],
    ]);
  });

  it('count what came without a promise, and owe nothing for it', () => {
    expect(compareRequests([], came(5, '2025-03'), '2025-06').total).toMatchObject({
      asked: 0,
      receivedPersons: 5,
      late: 0,
    });
  });
});
