import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clearanceInForce, identityStated, shownUntil, standingOf } from './standing.js';
import type { DraftKind, SecurityOutcome, StatementOutcome, WalledContent, WalledRecord } from './walled-record.js';

let made = 0;
const recorded = (...contents: WalledContent[]): WalledRecord[] =>
  contents.map((content) => {
    made += 1;
    const id = `record-${made}`;
    const recordedAt = '2025-01-07T08:00:00.000Z';
    return {
      id,
      personId: 'p',
      referralId: 'r',
      diaryNumber: id,
      recordedAt,
      recordedById: 'a',
      recordedByName: 'A',
      content,
    };
  });

const statement = (
  outcome: StatementOutcome,
  statedOn: string,
  { cleared = false, identityVersion = 1 } = {},
): WalledContent => ({
  kind: 'statement',
  outcome,
  statedOn,
  reference: 'S-1',
  recommendation: null,
  clearance:
    outcome === 'no_objection'
      ? { validUntil: `${Number(statedOn.slice(0, 4)) + 1}${statedOn.slice(4)}`, identityVersion }
      : null,
  cleared,
});
const rescreening = (openedOn: string): WalledContent => ({
  kind: 'rescreening',
  openedOn,
  identityVersion: 2,
  reason: 'A tip.',
});
const draft = (of: DraftKind): WalledContent => ({ kind: 'draft', of, content: {} });
const decision = (outcome: SecurityOutcome, decidedOn: string): WalledContent => ({
  kind: 'decision',
  outcome,
  decidedOn,
  clearance: { validUntil: `2026${decidedOn.slice(4)}`, identityVersion: 1 },
});
const clearing = statement('no_objection', '2025-02-01', { cleared: true });

const holds = (on: string, ...contents: WalledContent[]) => clearanceInForce(standingOf(recorded(...contents)), 1, on);

describe('a clearance', () => {
  it('is given by a statement without objection, and holds to its last day', () => {
    expect(holds('2025-02-01')).toBe(false);
    expect(holds('2025-02-01', clearing)).toBe(true);
    expect(holds('2026-02-01', clearing)).toBe(true);
    expect(holds('2026-02-02', clearing)).toBe(false);
  });

  it('is not given by more time or an objection', () => {
    expect(holds('2025-02-01', statement('more_time', '2025-02-01'))).toBe(false);
    expect(holds('2025-02-01', statement('objection', '2025-02-01'))).toBe(false);
  });

  it('holds for the identity that it was given for', () => {
    expect(clearanceInForce(standingOf(recorded(clearing)), 2, '2025-02-01')).toBe(false);
    const renewed = statement('no_objection', '2025-03-01', { identityVersion: 2 });
    expect(clearanceInForce(standingOf(recorded(clearing, renewed)), 2, '2025-03-01')).toBe(true);
  });

  it('is about the identity that was referred, or was screened anew before the statement', () => {
    const standing = standingOf(recorded(clearing, rescreening('2025-03-01')));
    expect(identityStated(standing, 1, '2025-02-28')).toBe(1);
    expect(identityStated(standing, 1, '2025-03-01')).toBe(2);
    expect(identityStated(standingOf([]), 1, '2025-03-01')).toBe(1);
  });

  it('ends with a late objection and comes back with a statement that answers it', () => {
    const objection = statement('objection', '2025-03-01');
    expect(holds('2025-03-01', clearing, objection)).toBe(false);
    expect(holds('2025-03-02', clearing, objection, statement('no_objection', '2025-03-02'))).toBe(true);
  });

  it('does not come back with a statement that was made before the objection', () => {
    expect(
      holds('2025-03-02', clearing, statement('objection', '2025-03-01'), statement('no_objection', '2025-02-28')),
    ).toBe(false);
  });

  it('ends with an objection that is older than it but arrived later: safety first', () => {
    expect(holds('2025-03-02', clearing, statement('objection', '2025-01-15'))).toBe(false);
  });

  it('rests while a re-screening is open; an answer of an earlier day or more time leaves it open', () => {
    expect(holds('2025-03-02', clearing, rescreening('2025-03-01'))).toBe(false);
    expect(holds('2025-03-02', clearing, rescreening('2025-03-01'), statement('no_objection', '2025-02-27'))).toBe(
      false,
    );
    expect(holds('2025-03-02', clearing, rescreening('2025-03-01'), statement('more_time', '2025-03-02'))).toBe(false);
    expect(holds('2025-03-02', clearing, rescreening('2025-03-01'), statement('no_objection', '2025-03-01'))).toBe(
      true,
    );
  });

  it('is not touched by more time that nobody asked about', () => {
    expect(holds('2025-03-02', clearing, statement('more_time', '2025-03-01'))).toBe(true);
  });

  it('comes from the security unit too, when it grants or upholds, and from no other decision of it', () => {
    const objection = statement('objection', '2025-02-01');
    for (const outcome of ['granted', 'upheld'] as const) {
      expect(holds('2025-03-01', objection, decision(outcome, '2025-03-01'))).toBe(true);
      expect(holds('2026-03-02', objection, decision(outcome, '2025-03-01'))).toBe(false);
    }
    for (const outcome of ['refused', 'excluded', 'discontinued', 'permit_withdrawn'] as const)
      expect(holds('2025-03-01', clearing, objection, decision(outcome, '2025-03-01'))).toBe(false);
  });

  it('keeps the later last day when an older statement arrives after a newer one', () => {
    expect(holds('2026-03-01', statement('no_objection', '2025-03-01'), statement('no_objection', '2025-02-01'))).toBe(
      true,
    );
  });
});

describe('a security case', () => {
  const objection = statement('objection', '2025-02-01');
  it('is an objection in force, until it is lifted or decided', () => {
    const open = (...contents: WalledContent[]) => standingOf(recorded(...contents)).objectionOn !== null;
    expect(open(clearing)).toBe(false);
    expect(open(objection)).toBe(true);
    expect(open(objection, statement('more_time', '2025-02-05'))).toBe(true);
    expect(open(objection, statement('no_objection', '2025-02-01'))).toBe(false);
    expect(open(objection, decision('granted', '2025-02-10'))).toBe(false);
  });

  it('has its own drafts, the latest of each kind; they do not outlive it', () => {
    const kinds = (...contents: WalledContent[]) => Object.keys(standingOf(recorded(...contents)).drafts).sort();
    expect(kinds(objection, draft('proposal'), draft('exclusion'))).toEqual(['exclusion', 'proposal']);
    expect(kinds(objection, draft('proposal'), statement('objection', '2025-02-02'))).toEqual(['proposal']);
    expect(kinds(objection, draft('proposal'), statement('no_objection', '2025-02-02'))).toEqual([]);
    expect(
      kinds(
        objection,
        draft('proposal'),
        statement('no_objection', '2025-02-02'),
        statement('objection', '2025-02-03'),
      ),
    ).toEqual([]);
    expect(
      kinds(objection, draft('proposal'), decision('upheld', '2025-02-03'), statement('objection', '2025-02-04')),
    ).toEqual([]);
    const records = recorded(objection, draft('proposal'), draft('proposal'));
    expect(standingOf(records).drafts.proposal).toBe(records[2]);
  });
});

describe('what everybody may see', () => {
  it('is set by the open act and by nothing behind the wall, whatever comes', () => {
    const later: fc.Arbitrary<WalledContent> = fc.oneof(
      fc
        .constantFrom<StatementOutcome>('no_objection', 'objection', 'more_time')
        .map((outcome) => statement(outcome, '2025-06-01')),
      fc.constant(rescreening('2025-05-01')),
      fc.constantFrom<DraftKind>('proposal', 'exclusion').map(draft),
      fc.constantFrom<SecurityOutcome>('upheld', 'permit_withdrawn').map((outcome) => decision(outcome, '2025-06-02')),
    );
    fc.assert(
      fc.property(fc.array(later), (walled) => {
        expect(shownUntil(standingOf(recorded(clearing, ...walled)), '2026-02-01')).toBe('2026-02-01');
        const undecided = walled.filter(({ kind }) => kind !== 'decision');
        expect(shownUntil(standingOf(recorded(...undecided)), '2026-02-01')).toBeNull();
      }),
    );
  });

  it('is the later clearance once the last day of the earlier one has passed, whatever was objected meanwhile', () => {
    const again = statement('no_objection', '2025-12-01');
    const objection = statement('objection', '2025-12-24');
    for (const walled of [[again], [again, objection], [rescreening('2025-11-20'), again]]) {
      const standing = standingOf(recorded(clearing, ...walled));
      expect([shownUntil(standing, '2026-02-01'), shownUntil(standing, '2026-02-02')]).toEqual([
        '2026-02-01',
        '2026-12-01',
      ]);
    }
    const unanswered = standingOf(recorded(clearing, rescreening('2025-11-20')));
    const objected = standingOf(recorded(clearing, objection));
    expect([unanswered, objected].map((standing) => shownUntil(standing, '2026-02-02'))).toEqual([
      '2026-02-01',
      '2026-02-01',
    ]);
  });
});
