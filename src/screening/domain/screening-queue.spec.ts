import { describe, expect, it } from '@jest/globals';
import { daysOutside, toBeSent, type ScreeningRequest } from './screening-queue.js';

const request = (id: string, more: Partial<ScreeningRequest> = {}): ScreeningRequest => ({
  id,
  kind: 'referral',
  personId: `person of ${id}`,
  caseId: 'case',
  priority: 'normal',
  requestedOn: '2025-02-03',
  diaryNumber: `SAK-2025-${id}`,
  sentOn: null,
  answeredOn: null,
  remindedOn: null,
  hastenedOn: null,
  wanted: true,
  ...more,
});

describe('what is to be sent', () => {
  it('is what is awaited and lies here: emergencies first, then the longest asked', () => {
    const requests = [
      request('1', { requestedOn: '2025-01-07' }),
      request('2', { priority: 'urgent' }),
      request('3', { priority: 'emergency' }),
      request('4', { requestedOn: '2025-01-06' }),
      request('5', { sentOn: '2025-02-04' }),
      request('6', { answeredOn: '2025-02-04' }),
      request('7', { wanted: false }),
      request('8', { requestedOn: '2025-01-07' }),
    ];
    expect(toBeSent(requests).map(({ id }) => id)).toEqual(['3', '2', '4', '1', '8']);
  });
});

describe('the days outside the agency', () => {
  it('run from the batch to the statement, or from the request that went by itself', () => {
    const requests = [
      ...[10, 20, 30, 40].map((day) =>
        request(`${day}`, { sentOn: '2025-03-01', answeredOn: `2025-03-${day > 31 ? 31 : day}` }),
      ),
      request('alone', { requestedOn: '2025-03-01', answeredOn: '2025-03-03' }),
      request('awaited', { sentOn: '2025-03-01' }),
      request('gone', { sentOn: '2025-01-01', wanted: false }),
      request('here'),
    ];
    expect(daysOutside(requests, '2025-04-01').at(-1)).toEqual({
      priority: 'normal',
      toSend: 1,
      awaited: 1,
      longestAwaitedDays: 31,
      answered: 5,
      medianDays: 19,
      ninthDecileDays: 30,
    });
  });

  it('are none where nothing was asked', () => {
    expect(daysOutside([], '2025-04-01')[0]).toMatchObject({ priority: 'emergency', answered: 0, medianDays: null });
  });
});
