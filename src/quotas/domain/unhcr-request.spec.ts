import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, TransitionRefused } from '../../kernel/index.js';
import { requestAt, requireStanding, type RequestAct } from './unhcr-request.js';

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const said = (version: number, occurredOn: string, rest: Partial<RequestAct>): RequestAct => ({
  version,
  act: 'ask',
  persons: null,
  month: null,
  withdrawnBy: null,
  occurredOn,
  recordedAt: `${occurredOn}T09:00:00.000Z`,
  ...rest,
});

const ask = said(1, '2017-09-04', { persons: 900, month: '2017-11' });
const promise = said(2, '2017-09-20', { act: 'promise', persons: 800, month: '2017-12' });
const revision = said(3, '2017-12-11', { act: 'revise', persons: 616, month: '2018-02' });
const withdrawal = said(4, '2018-03-01', { act: 'withdraw', withdrawnBy: 'unhcr' });
const ALL = [ask, promise, revision, withdrawal];
const TODAY = '2018-06-01';

const standingAt = (through: string) => requestAt(ALL, { through }, TODAY)?.standing ?? null;

describe('a request to UNHCR, made in 2017 for 2018', () => {
  it.each([
    ['is not there before it was made', '2017-09-03', null],
    ['is asked from its day on', '2017-09-04', 'asked'],
    ['is promised when UNHCR has answered', '2017-09-20', 'promised'],
    ['is promised again when the promise was revised', '2017-12-11', 'promised'],
    ['is not late on the last day of the promised month', '2018-02-28', 'promised'],
    ['is withdrawn when UNHCR takes it back', '2018-03-01', 'withdrawn'],
  ])('%s (%s)', (_, day, standing) => {
    expect(standingAt(day)).toBe(standing);
  });

  it('is late the day after the promised month, until something else is promised', () => {
    expect(requestAt([ask, promise], { through: '2017-12-31' }, TODAY)?.standing).toBe('promised');
    expect(requestAt([ask, promise], { through: '2018-01-01' }, TODAY)?.standing).toBe('late');
    expect(requestAt([ask, promise, revision], { through: '2018-01-01' }, TODAY)?.standing).toBe('promised');
  });

  it('without limits is late by the calendar', () => {
    expect(requestAt([ask, promise], {}, '2017-12-31')?.standing).toBe('promised');
    expect(requestAt([ask, promise], {}, '2018-01-01')?.standing).toBe('late');
    expect(requestAt([ask, promise], { through: '2018-01-01', asOf: '2017-12-31' }, TODAY)?.standing).toBe('promised');
  });

  it('keeps what was said before: asked 900, promised 800, then 616', () => {
    const { asked, promised, requestedOn, version, acts } = requestAt(ALL, {}, TODAY)!;
    expect({ asked, promised, requestedOn, version }).toEqual({
      asked: { persons: 900, month: '2017-11' },
      promised: { persons: 616, month: '2018-02' },
      requestedOn: '2017-09-04',
      version: 4,
    });
    expect(acts).toEqual(ALL);
  });

  it('tells who took it back and when', () => {
    expect(requestAt(ALL, {}, TODAY)).toMatchObject({ withdrawnOn: '2018-03-01', withdrawnBy: 'unhcr' });
  });

  it('shows a promise of an earlier day only as of the day when it was written', () => {
    const late = said(2, '2017-09-20', {
      act: 'promise',
      persons: 800,
      month: '2017-12',
      recordedAt: '2017-10-05T08:00:00.000Z',
    });
    const through = '2017-09-30';
    expect(requestAt([ask, late], { through, asOf: '2017-10-04' }, TODAY)?.standing).toBe('asked');
    expect(requestAt([ask, late], { through, asOf: '2017-10-05' }, TODAY)?.standing).toBe('promised');
  });

  it('once withdrawn takes no further word', () => {
    expect(() => requireStanding({ standing: 'withdrawn' }, 'record_promise')).toThrow(TransitionRefused);
    for (const standing of ['asked', 'promised', 'late'] as const) requireStanding({ standing }, 'withdraw_request');
  });

  it('is not taken for one without persons', () => {
    expect(() => requestAt([{ ...ask, persons: null }], {}, TODAY)).toThrow('Act 1 names no persons or no month.');
  });
});

/** Acts that follow each other as the service lets them: an ask, promises, perhaps a withdrawal; none before the ask's day. */
const aHistory = fc
  .array(
    fc.record({
      daysLater: fc.integer({ min: 0, max: 40 }),
      daysBack: fc.integer({ min: 0, max: 60 }),
      persons: fc.integer({ min: 1, max: 500 }),
      withdraws: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((steps) => {
    const acts = [ask];
    let today = ask.occurredOn;
    for (const { daysLater, daysBack, persons, withdraws } of steps) {
      if (acts.at(-1)!.act === 'withdraw') break;
      today = addDays(today, daysLater);
      const earlier = addDays(today, -daysBack);
      const occurredOn = earlier < ask.occurredOn ? ask.occurredOn : earlier;
      const words: Partial<RequestAct> = withdraws
        ? { act: 'withdraw', withdrawnBy: 'agency' }
        : { act: acts.length === 1 ? 'promise' : 'revise', persons, month: today.slice(0, 7) };
      acts.push(said(acts.length + 1, occurredOn, { ...words, recordedAt: `${today}T10:00:00.000Z` }));
    }
    return acts;
  });
const aDay = fc.integer({ min: -10, max: 400 }).map((days) => addDays(ask.occurredOn, days));

describe(`random histories of requests (seed ${SEED})`, () => {
  it('show at any two dates the same, whatever is written later', () => {
    fc.assert(
      fc.property(aHistory, aDay, aDay, (acts, through, asOf) => {
        const stoodThen = acts.filter(({ recordedAt }) => recordedAt.slice(0, 10) <= asOf);
        // Asked on the day itself, when nothing later had been written, and years afterwards.
        expect(requestAt(acts, { through, asOf }, '2030-01-01')).toEqual(requestAt(stoodThen, { through, asOf }, asOf));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('never lose their first act, and count it once', () => {
    fc.assert(
      fc.property(aHistory, aDay, aDay, (acts, through, asOf) => {
        const state = requestAt(acts, { through, asOf }, '2030-01-01');
        expect(state === null).toBe(through < ask.occurredOn || asOf < ask.occurredOn);
        if (state === null) return;
        expect(state.asked).toEqual({ persons: 900, month: '2017-11' });
        expect(state.acts.length).toBeLessThanOrEqual(state.version);
        expect(state.standing === 'withdrawn').toBe(state.acts.some(({ act }) => act === 'withdraw'));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
