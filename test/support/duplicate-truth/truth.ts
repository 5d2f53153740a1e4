import { createHash } from 'node:crypto';
import type { PersonToMatch, RelativeToMatch } from '../../../src/submissions/domain/duplicates/person-to-match.js';
import type { Being, Trap } from './beings.js';
import { Chance } from './chance.js';
import { Households } from './households.js';
import { Offices, type Record } from './records.js';

/** A generated register of which it is known who is who. */
export interface Truth {
  /** In the order in which they arrive. */
  readonly cases: readonly (readonly PersonToMatch[])[];
  readonly persons: number;
  /** The pairs that are one person: `smaller id|larger id`. */
  readonly pairs: ReadonlySet<string>;
  readonly trapOf: ReadonlyMap<string, Exclude<Trap, null>>;
  /** For each second record, in which case it differs from the first: for reading what was missed. */
  readonly recordsOf: ReadonlyMap<string, Record>;
  readonly hash: string;
}

interface Case {
  readonly records: readonly Record[];
  readonly outside: readonly Record[];
  readonly caseNumber: string;
}

export const pairOf = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

const DUPLICATES = 0.05;
/** How somebody comes a second time: with the family, in somebody else's case, or alone. */
const WITH_FAMILY = 0.4;
const IN_ANOTHER = 0.7;

/** A register of about `size` persons, of whom five in a hundred are second records of somebody. The same seed gives the same set; ids count on from `idsFrom`. */
export function makeTruth(seed: number, size: number, idsFrom = 0): Truth {
  const chance = new Chance(seed);
  const households = new Households(chance);
  const offices = new Offices(chance);
  const cases: Case[] = [];
  let caseNumber = 0;
  const newCaseNumber = (): string => `SYN-${900 + (caseNumber % 7)}-24C${String((caseNumber += 1)).padStart(6, '0')}`;
  const first = (beings: readonly Being[]): Record[] => beings.map((being) => offices.first(being));
  const wanted = Math.round(size * (1 - DUPLICATES));
  for (let made = 0; made < wanted;) {
    const { members, outside } = households.next();
    cases.push({ records: first(members), outside: first(outside), caseNumber: newCaseNumber() });
    made += members.length;
  }
  const again = chance.shuffled(cases.map((_, index) => index));
  let second = 0;
  for (const index of again) {
    if (second >= size * DUPLICATES) break;
    const { records, outside, caseNumber: known } = cases[index]!;
    const lot = chance.next();
    if (lot < WITH_FAMILY) {
      const back = records.filter(() => chance.is(0.9)).map((record) => offices.again(record));
      if (back.length === 0) continue;
      cases.push({
        records: back,
        outside: outside.filter(() => chance.is(0.5)).map((record) => offices.again(record)),
        caseNumber: chance.is(0.15) ? known : newCaseNumber(),
      });
      second += back.length;
      continue;
    }
    const one = chance.one(records);
    // Section 3 of the form asks everybody for parents, spouse, children, brothers and sisters; not everybody names them all.
    const kin = [...records.filter((record) => record !== one), ...outside];
    const remembered = chance.is(0.85) ? kin.filter(() => chance.is(0.7)).map((record) => offices.again(record)) : [];
    const back = offices.again(one);
    if (lot < IN_ANOTHER) {
      const { members } = households.next();
      cases.push({ records: [...first(members.slice(1)), back], outside: remembered, caseNumber: newCaseNumber() });
    } else cases.push({ records: [back], outside: remembered, caseNumber: newCaseNumber() });
    second += 1;
  }
  return toTruth(chance.shuffled(cases), idsFrom);
}

const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

function toTruth(cases: readonly Case[], idsFrom: number): Truth {
  const seen = new Map<number, string>();
  const pairs = new Set<string>();
  const trapOf = new Map<string, Exclude<Trap, null>>();
  const recordsOf = new Map<string, Record>();
  let persons = 0;
  const listed = cases.map(({ records, outside, caseNumber }, caseIndex) =>
    records.map((record): PersonToMatch => {
      persons += 1;
      const personId = idOf(idsFrom + persons);
      const other = seen.get(record.being.id);
      if (other !== undefined) pairs.add(pairOf(other, personId));
      seen.set(record.being.id, personId);
      recordsOf.set(personId, record);
      if (record.being.trap !== null) trapOf.set(personId, record.being.trap);
      const relatives = [...records.filter((one) => one !== record), ...outside].map(
        ({ names, birth }): RelativeToMatch => ({ name: names[0]!, birthYear: birth.year, relation: 'relative' }),
      );
      const { names, sex, birth, birthPlace, nationality, numbers, documentNumbers } = record;
      return {
        personId,
        caseId: idOf(idsFrom + caseIndex + 1),
        numbers,
        caseNumbers: [caseNumber],
        documentNumbers,
        names,
        sex,
        birth,
        birthPlace,
        countryOfBirth: nationality,
        nationality,
        relatives,
      };
    }),
  );
  const hash = createHash('sha256').update(JSON.stringify(listed)).digest('hex');
  return { cases: listed, persons, pairs, trapOf, recordsOf, hash };
}
