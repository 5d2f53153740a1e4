import { describe, expect, it } from '@jest/globals';
import {
  DECISION_OF,
  DECISION_OUTCOMES,
  isInForce,
  PROPOSAL_OF,
  PROPOSAL_OUTCOMES,
  reasonsGiven,
  reopeningOf,
  stillStands,
} from './proposal-rules.js';

describe('the reasons of a proposal', () => {
  it.each([
    ['a grant with a text', { outcome: 'grant', reasons: 'Is a refugee.', reasonCodes: [] }, true],
    ['a refusal with text and code', { outcome: 'refuse', reasons: 'Why.', reasonCodes: ['conditions_not_met'] }, true],
    ['a refusal without a code', { outcome: 'refuse', reasons: 'Why.', reasonCodes: [] }, false],
    ['an exclusion without a code', { outcome: 'exclude', reasons: 'Why.', reasonCodes: [] }, false],
    ['a code without a text', { outcome: 'refuse', reasons: '', reasonCodes: ['conditions_not_met'] }, false],
    ['blanks', { outcome: 'grant', reasons: ' \n', reasonCodes: [] }, false],
  ] as const)('suffice or not: %s', (_, proposal, holds) => {
    expect(reasonsGiven(proposal)).toBe(holds);
  });
});

describe('a proposal', () => {
  const proposal = { proposedAt: '2025-03-10T09:00:00.000Z', proposedOn: '2025-03-10' };
  const person = { referredAt: '2025-01-07T08:00:00.000Z', underExaminationSince: '2025-03-01' };

  it('stands while the person remains under examination on the same road', () => {
    expect(stillStands(proposal, person)).toBe(true);
    expect(stillStands(proposal, { ...person, underExaminationSince: '2025-03-10' })).toBe(true);
  });

  it('does not outlast a deferral: what came must be weighed anew', () => {
    expect(stillStands(proposal, { ...person, underExaminationSince: '2025-03-11' })).toBe(false);
  });

  it('does not outlast a reopening', () => {
    expect(stillStands(proposal, { ...person, referredAt: '2025-03-10T09:00:00.001Z' })).toBe(false);
    expect(stillStands(proposal, { ...person, referredAt: undefined })).toBe(false);
  });

  it('and its decision are words of one kind', () => {
    for (const outcome of PROPOSAL_OUTCOMES) expect(PROPOSAL_OF[DECISION_OF[outcome]]).toBe(outcome);
    expect(PROPOSAL_OUTCOMES.map((outcome) => DECISION_OF[outcome])).toEqual([...DECISION_OUTCOMES]);
  });
});

describe('a permit', () => {
  it('is in force to its last day, that day included, unless it was ended', () => {
    const permit = { endedOn: null, validUntil: '2026-02-11' };
    expect(isInForce(permit, '2026-02-11')).toBe(true);
    expect(isInForce(permit, '2026-02-12')).toBe(false);
    expect(isInForce({ endedOn: null, validUntil: null }, '2099-12-31')).toBe(true);
    expect(isInForce({ endedOn: '2025-06-01', validUntil: null }, '2025-06-01')).toBe(false);
  });

  it('may be opened again by a proposed rule that comes after it and concerns its type', () => {
    const rules = [{ code: 'permit-reopening-2027', validFrom: '2027-01-01', value: { reopens: 'permanent' } }];
    const permit = { permitType: 'permanent', validFrom: '2026-07-11' };
    expect(reopeningOf(permit, rules)?.code).toBe('permit-reopening-2027');
    expect(reopeningOf({ ...permit, permitType: 'time_limited' }, rules)).toBeNull();
    expect(reopeningOf({ ...permit, validFrom: '2027-01-01' }, rules)).toBeNull();
    expect(reopeningOf(permit, [])).toBeNull();
  });
});
