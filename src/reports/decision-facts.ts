import { daysBetween, type PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { knownUntil, monthOf } from '../quotas/index.js';
import { isWithinTime, type Time } from './asked-dates.js';
import { caseFacts, lives, nationalities, UNKNOWN, type CaseFacts } from './case-facts.js';
import type { ConcludedPerson, Measured } from './domain/decisions.js';
import { NOT_CHOSEN } from './group-words.js';
import type { Attrition, Conclusion } from './lives.js';

/** A person who left the road, and why. */
export interface Left {
  readonly why: string;
  readonly reasonCode: string | null;
}

export interface DecisionFacts {
  readonly concluded: ConcludedPerson[];
  /** Concluded without a grant or a refusal. */
  readonly otherwise: Left[];
  /** From the registration of the case to a grant or refusal in the time. */
  readonly toDecision: Measured[];
  /** From the grant to an arrival in the time. */
  readonly toArrival: Measured[];
  /** Left in the time, between grant and arrival. */
  readonly attrition: Left[];
}

/**
 * What was concluded in the time, how long it took, and who left between grant and arrival. Counts are made of it, never a list.
 */
export async function decisionFacts(tx: Tx, time: Time): Promise<DecisionFacts> {
  const cases = await caseFacts(tx, time);
  const nationality = await nationalities(tx, time);
  const codes = await reasonCodes(tx, time);
  const known = await lives(tx, time);
  const leftBy = ({ personId, why, on }: Conclusion | Attrition): Left => ({
    why,
    reasonCode: codes.get(`${personId} ${why} ${on}`) ?? null,
  });
  const measured = (caseId: string, from: PlainDate | null | undefined, to: PlainDate): Measured[] => {
    const theCase = cases.get(caseId);
    // Backdated acts can precede the registration: nothing took less than no time.
    return from && theCase ? [{ days: Math.max(0, daysBetween(from, to)), in: groupsOf(theCase) }] : [];
  };
  const conclusions = known.flatMap((life) => life.conclusions).filter(({ on }) => isWithinTime(on, time));
  return {
    concluded: conclusions.map(({ personId, caseId, kind, on }) => ({
      kind,
      in: {
        month: monthOf(on),
        route: cases.get(caseId)?.route ?? NOT_CHOSEN,
        nationality: nationality.get(personId) ?? UNKNOWN,
      },
    })),
    otherwise: conclusions.filter(({ kind }) => kind === 'concluded_otherwise').map(leftBy),
    toDecision: conclusions
      .filter(({ kind }) => kind !== 'concluded_otherwise')
      .flatMap(({ caseId, on }) => measured(caseId, cases.get(caseId)?.registeredOn, on)),
    toArrival: known.flatMap(({ caseId, grantedOn, arrivedOn }) =>
      arrivedOn !== null && isWithinTime(arrivedOn, time) ? measured(caseId, grantedOn, arrivedOn) : [],
    ),
    attrition: known.flatMap(({ attrition }) =>
      attrition && isWithinTime(attrition.on, time) ? [leftBy(attrition)] : [],
    ),
  };
}

const groupsOf = ({ route, priority, countryOfAsylum }: CaseFacts): Measured['in'] => ({
  route: route ?? NOT_CHOSEN,
  priority,
  countryOfAsylum,
});

/** What ends a road for a reason of its own. Not here: what the security unit decides too, whose ground is not open (architecture.md 1 (5)). */
const WITH_REASON = ['person.withdraw', 'person.lose_contact', 'person.resettle_elsewhere'];

/** The reason codes by person, state and day, as the audit chain has them. */
async function reasonCodes(tx: Tx, { asOf }: Time): Promise<Map<string, string>> {
  const found = await rows<{ personId: string; payload: string }>(
    tx.manager,
    `SELECT e.subject_id AS "personId", p.payload AS payload FROM audit_entries e JOIN audit_payloads p ON p.entry_id = e.id
     WHERE e.chain = 'open' AND e.action IN (:...actions) AND e.recorded_at <= :known ORDER BY e.position`,
    { actions: WITH_REASON, known: knownUntil(asOf) },
  );
  return new Map(
    found.flatMap(({ personId, payload }) => {
      const { to, occurredOn, reasonCode } = JSON.parse(payload) as Record<string, string | undefined>;
      return reasonCode ? [[`${personId} ${to} ${occurredOn}`, reasonCode] as const] : [];
    }),
  );
}
