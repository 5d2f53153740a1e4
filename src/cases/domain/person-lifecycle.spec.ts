import { describe, expect, it } from '@jest/globals';
import {
  actionsFrom,
  hasReached,
  holdsPermit,
  isOnRoad,
  PERSON_ACTIONS,
  PERSON_STATUSES,
  statusesWith,
  targetsOf,
  type PersonAction,
  type PersonStatus,
} from './person-lifecycle.js';

const LEAVES_BEFORE_ARRIVAL =
  'withdraw→withdrawn record_death→deceased lose_contact→lost_contact resettle_elsewhere→resettled_elsewhere';
const LEAVES = `discontinue→discontinued ${LEAVES_BEFORE_ARRIVAL}`;
const LEAVES_WITH_PERMIT = `withdraw_permit→permit_withdrawn ${LEAVES}`;
const SECURITY_CASE = 'decide_security_case→granted|refused|excluded|discontinued';

/** The table of architecture.md 4, written out once more by hand: every verb of every state, and no other. */
const WRITTEN_OUT: Record<PersonStatus, string> = {
  listed: `refer→in_screening ${LEAVES}`,
  in_screening: `clear→cleared ${SECURITY_CASE} ${LEAVES}`,
  cleared: `examine→under_examination ${SECURITY_CASE} ${LEAVES}`,
  under_examination: `defer→deferred grant→granted refuse→refused exclude→excluded ${SECURITY_CASE} ${LEAVES}`,
  deferred: `resume→under_examination ${SECURITY_CASE} ${LEAVES}`,
  granted: `assign→assigned ${LEAVES_WITH_PERMIT}`,
  assigned: `accept→accepted decline→granted unassign→granted ${LEAVES_WITH_PERMIT}`,
  accepted: `make_ready→travel_ready unassign→granted ${LEAVES_WITH_PERMIT}`,
  travel_ready: `book→booked unready→accepted unassign→granted ${LEAVES_WITH_PERMIT}`,
  booked: `depart→departed postpone→travel_ready ${LEAVES_WITH_PERMIT}`,
  departed: `arrive→arrived turn_back→travel_ready withdraw_permit→permit_withdrawn ${LEAVES_BEFORE_ARRIVAL}`,
  arrived: 'receive→received reverse_arrival→departed',
  received: 'reverse_reception→arrived',
  refused: 'reopen→listed',
  excluded: 'reopen→listed',
  discontinued: 'reopen→listed',
  withdrawn: 'reopen→listed',
  lost_contact: 'reopen→listed',
  permit_withdrawn: '',
  deceased: '',
  resettled_elsewhere: '',
};

const expectedTargets = (from: PersonStatus, action: PersonAction): string[] =>
  WRITTEN_OUT[from]
    .split(' ')
    .filter((entry) => entry.startsWith(`${action}→`))
    .flatMap((entry) => entry.split('→')[1]!.split('|'));

/** Where the verbs lead to from a state, step by step. */
function reachableFrom(
  start: PersonStatus,
  allowed: (action: PersonAction) => boolean = () => true,
): Set<PersonStatus> {
  const reached = new Set<PersonStatus>([start]);
  for (const from of reached)
    for (const action of actionsFrom(from).filter(allowed)) for (const to of targetsOf(from, action)) reached.add(to);
  return reached;
}

describe('the road of a person', () => {
  it('has 21 states and 30 verbs', () => {
    expect(new Set(PERSON_STATUSES).size).toBe(21);
    expect(new Set(PERSON_ACTIONS).size).toBe(30);
    expect(Object.keys(WRITTEN_OUT).sort()).toEqual([...PERSON_STATUSES].sort());
  });

  it.each(PERSON_STATUSES.flatMap((from) => PERSON_ACTIONS.map((action) => [from, action] as const)))(
    'from %s, %s leads where the architecture says',
    (from, action) => {
      expect([...targetsOf(from, action)].sort()).toEqual(expectedTargets(from, action).sort());
    },
  );

  it('names no verb in the hand-written table that does not exist', () => {
    const verbs = Object.values(WRITTEN_OUT).flatMap((line) =>
      line
        .split(' ')
        .filter(Boolean)
        .map((entry) => entry.split('→')[0]!),
    );
    expect(verbs.filter((verb) => !(PERSON_ACTIONS as readonly string[]).includes(verb))).toEqual([]);
    expect(new Set(verbs).size).toBe(PERSON_ACTIONS.length);
  });

  it('reaches every state from listed', () => {
    expect([...reachableFrom('listed')].sort()).toEqual([...PERSON_STATUSES].sort());
  });

  it('leads to received from every state but those that end it', () => {
    const ended = PERSON_STATUSES.filter((status) => !reachableFrom(status).has('received'));
    expect(ended).toEqual(['permit_withdrawn', 'deceased', 'resettled_elsewhere']);
    for (const status of ended) expect(actionsFrom(status)).toEqual([]);
  });

  it('lets nobody leave received but by reversal', () => {
    expect(actionsFrom('received')).toEqual(['reverse_reception']);
    expect(actionsFrom('arrived')).toEqual(['reverse_arrival', 'receive']);
  });

  it('never examines before the statement: without clear and the security unit nobody is examined or granted', () => {
    const reached = reachableFrom('listed', (action) => action !== 'clear' && action !== 'decide_security_case');
    expect([...reached].filter((status) => hasReached(status, 'cleared'))).toEqual([]);
  });

  it('starts a reopened person from the beginning', () => {
    for (const status of statusesWith('reopen')) expect(targetsOf(status, 'reopen')).toEqual(['listed']);
  });

  it('tells the road from what left it', () => {
    expect(PERSON_STATUSES.filter((status) => !isOnRoad(status))).toEqual([
      'refused',
      'excluded',
      'discontinued',
      'permit_withdrawn',
      'withdrawn',
      'deceased',
      'lost_contact',
      'resettled_elsewhere',
    ]);
  });

  it('knows who holds a permit and what was reached', () => {
    expect(PERSON_STATUSES.filter(holdsPermit)).toEqual([
      'granted',
      'assigned',
      'accepted',
      'travel_ready',
      'booked',
      'departed',
      'arrived',
      'received',
    ]);
    expect(hasReached('booked', 'granted')).toBe(true);
    expect(hasReached('granted', 'granted')).toBe(true);
    expect(hasReached('cleared', 'granted')).toBe(false);
    expect(hasReached('deceased', 'listed')).toBe(false);
  });
});
