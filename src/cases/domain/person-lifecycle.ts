/**
 * The road of a person, as data: from which state which verb leads where (architecture.md 4). States are past participles, verbs
 * imperatives; one word serves the verb, the permission (`person.grant`), the audit action and the route (`/actions/grant`).
 */
export const PERSON_STATUSES = [
  'listed',
  'in_screening',
  'cleared',
  'under_examination',
  'deferred',
  'granted',
  'assigned',
  'accepted',
  'travel_ready',
  'booked',
  'departed',
  'arrived',
  'received',
  'refused',
  'excluded',
  'discontinued',
  'permit_withdrawn',
  'withdrawn',
  'deceased',
  'lost_contact',
  'resettled_elsewhere',
] as const;
export type PersonStatus = (typeof PERSON_STATUSES)[number];

export const PERSON_ACTIONS = [
  'refer',
  'clear',
  'decide_security_case',
  'examine',
  'defer',
  'resume',
  'grant',
  'refuse',
  'exclude',
  'assign',
  'accept',
  'decline',
  'unassign',
  'make_ready',
  'unready',
  'book',
  'postpone',
  'depart',
  'turn_back',
  'arrive',
  'reverse_arrival',
  'receive',
  'reverse_reception',
  'discontinue',
  'withdraw_permit',
  'withdraw',
  'record_death',
  'lose_contact',
  'resettle_elsewhere',
  'reopen',
] as const;
export type PersonAction = (typeof PERSON_ACTIONS)[number];

/** What may end the road anywhere before arrival. */
const ENDS_BEFORE_ARRIVAL = {
  withdraw: ['withdrawn'],
  record_death: ['deceased'],
  lose_contact: ['lost_contact'],
  resettle_elsewhere: ['resettled_elsewhere'],
} as const;
/** Before departure consent or biometrics can still be refused (Regulation (EU) 2024/1350 article 7; domain.md (e) 16). */
const ENDS_BEFORE_DEPARTURE = { ...ENDS_BEFORE_ARRIVAL, discontinue: ['discontinued'] } as const;
/** After a grant and before entry the permit can be withdrawn (Aliens Act 7:1, 7:2). */
const ENDS_AFTER_GRANT = { ...ENDS_BEFORE_DEPARTURE, withdraw_permit: ['permit_withdrawn'] } as const;
/** An objection in force makes a security case: the agency decides it on its own, the Service does not (Aliens Act 1:7). */
const SECURITY_CASE = { decide_security_case: ['granted', 'refused', 'excluded', 'discontinued'] } as const;
const REOPENS = { reopen: ['listed'] } as const;

export const PERSON_LIFECYCLE = {
  listed: { refer: ['in_screening'], ...ENDS_BEFORE_DEPARTURE },
  in_screening: { clear: ['cleared'], ...SECURITY_CASE, ...ENDS_BEFORE_DEPARTURE },
  cleared: { examine: ['under_examination'], ...SECURITY_CASE, ...ENDS_BEFORE_DEPARTURE },
  under_examination: {
    defer: ['deferred'],
    grant: ['granted'],
    refuse: ['refused'],
    exclude: ['excluded'],
    ...SECURITY_CASE,
    ...ENDS_BEFORE_DEPARTURE,
  },
  deferred: { resume: ['under_examination'], ...SECURITY_CASE, ...ENDS_BEFORE_DEPARTURE },
  granted: { assign: ['assigned'], ...ENDS_AFTER_GRANT },
  assigned: { accept: ['accepted'], decline: ['granted'], unassign: ['granted'], ...ENDS_AFTER_GRANT },
  accepted: { make_ready: ['travel_ready'], unassign: ['granted'], ...ENDS_AFTER_GRANT },
  travel_ready: { book: ['booked'], unready: ['accepted'], unassign: ['granted'], ...ENDS_AFTER_GRANT },
  booked: { depart: ['departed'], postpone: ['travel_ready'], ...ENDS_AFTER_GRANT },
  departed: {
    arrive: ['arrived'],
    turn_back: ['travel_ready'],
    withdraw_permit: ['permit_withdrawn'],
    ...ENDS_BEFORE_ARRIVAL,
  },
  arrived: { receive: ['received'], reverse_arrival: ['departed'] },
  received: { reverse_reception: ['arrived'] },
  refused: REOPENS,
  excluded: REOPENS,
  discontinued: REOPENS,
  permit_withdrawn: {},
  withdrawn: REOPENS,
  deceased: {},
  lost_contact: REOPENS,
  resettled_elsewhere: {},
} as const satisfies Record<PersonStatus, Partial<Record<PersonAction, readonly PersonStatus[]>>>;

const table: Record<PersonStatus, Partial<Record<PersonAction, readonly PersonStatus[]>>> = PERSON_LIFECYCLE;

/** The states to which the verb may lead from `from`; empty when it is not possible there. */
export const targetsOf = (from: PersonStatus, action: PersonAction): readonly PersonStatus[] =>
  table[from][action] ?? [];

/** The verbs that the table allows in a state, in the order of the road. */
export const actionsFrom = (from: PersonStatus): PersonAction[] =>
  PERSON_ACTIONS.filter((action) => targetsOf(from, action).length > 0);

/** The states from which a verb is possible. */
export const statusesWith = (action: PersonAction): PersonStatus[] =>
  PERSON_STATUSES.filter((from) => targetsOf(from, action).length > 0);

const ROAD = PERSON_STATUSES.slice(0, PERSON_STATUSES.indexOf('received') + 1);

/** True for the states of the road itself, false for those that left it. */
export const isOnRoad = (status: PersonStatus): boolean => ROAD.includes(status);

/** True when a person in this state has (or has had on this road) a permit in force: granted up to received. */
export const holdsPermit = (status: PersonStatus): boolean =>
  isOnRoad(status) && ROAD.indexOf(status) >= ROAD.indexOf('granted');

/** True from which on the verb's state was reached or passed on the road. */
export const hasReached = (status: PersonStatus, stage: PersonStatus): boolean =>
  isOnRoad(status) && ROAD.indexOf(status) >= ROAD.indexOf(stage);
