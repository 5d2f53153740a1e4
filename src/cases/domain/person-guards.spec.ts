import { describe, expect, it } from '@jest/globals';
import type { FactsOf, PersonInGuard } from './person-facts.js';
import { GUARDS, unmetFor, type Guard } from './person-guards.js';
import { PERSON_ACTIONS, type PersonAction } from './person-lifecycle.js';

const adult: PersonInGuard = { id: 'person', status: 'under_examination', age: 34, isAdult: true, mayBeChild: false };
const child: PersonInGuard = { ...adult, age: 8, isAdult: false, mayBeChild: true };

type Refusal<Facts> = readonly [code: string, facts: Partial<Facts>, person?: PersonInGuard];
interface Case<Facts> {
  /** Facts with which the verb passes for an adult. */
  passes: Facts;
  /** One changed fact each, and the code it is refused with. */
  refuses: readonly Refusal<Facts>[];
}

const decision = (outcome: 'grant' | 'refuse' | 'exclude'): FactsOf['refuse'] => ({
  proposal: { outcome, proposedById: 'officer', reasonsGiven: true },
  actorId: 'decision maker',
  exclusionAssessed: true,
  exclusionGroundFound: outcome === 'exclude',
  ...{ exclusionSecondLook: true, refusedElsewhere: false, barredByRegister: false },
});
const grant: FactsOf['grant'] = {
  ...decision('grant'),
  clearanceInForce: true,
  examined: true,
  protectionCategorySet: true,
  childHeardOrReason: true,
  permitRuleFound: true,
  outsideHomeCountryOrExcepted: true,
  placesLeft: 5,
  placesWanted: 5,
  subQuotaOpen: true,
  overrunAllowed: false,
};
const signatures = (outcome: 'grant' | 'refuse' | 'exclude'): Refusal<FactsOf['refuse']>[] => [
  ['notProposed', { proposal: null }],
  ['notProposed', { proposal: { ...decision(outcome).proposal!, outcome: outcome === 'refuse' ? 'grant' : 'refuse' } }],
  ['reasonsMissing', { proposal: { ...decision(outcome).proposal!, reasonsGiven: false } }],
  ['secondPersonNeeded', { actorId: 'officer' }],
];
const ready: FactsOf['make_ready'] = {
  clearanceInForce: true,
  permitInForce: true,
  municipalityAccepted: true,
  openItems: [],
};
const openItem = { code: 'noTravelDocument', detail: 'The travel document is missing.', source: 'Aliens Act 2:1a' };
const readiness: Refusal<FactsOf['make_ready']>[] = [
  ['noPermit', { permitInForce: false }],
  ['municipalityNotAccepted', { municipalityAccepted: false }],
  ['noTravelDocument', { openItems: [openItem] }],
  ['clearanceNotInForce', { clearanceInForce: false }],
];
const journey: Case<FactsOf['book']> = {
  passes: { ...ready, programmeSuspended: false },
  refuses: [...readiness, ['programmeSuspended', { programmeSuspended: true }]],
};
const answer: Case<FactsOf['accept']> = {
  passes: { assignmentOpen: true },
  refuses: [['noAssignment', { assignmentOpen: false }]],
};
const free = { passes: {}, refuses: [] };
const securityCase: FactsOf['decide_security_case'] = {
  objectionInForce: true,
  draftComplete: true,
  draftedById: 'officer',
  actorId: 'second officer',
};

const CASES: { readonly [A in PersonAction]: Case<FactsOf[A]> } = {
  refer: {
    passes: {
      registered: true,
      biographicMinimum: true,
      consentRecorded: true,
      holdsEuProtection: false,
      personInAnotherCase: false,
      duplicate: 'none',
    },
    refuses: [
      ['notRegistered', { registered: false }],
      ['biographicMinimum', { biographicMinimum: false }],
      ['consentMissing', { consentRecorded: false }],
      ['holdsEuProtection', { holdsEuProtection: true }],
      ['personInAnotherCase', { personInAnotherCase: true }],
      ['duplicateSuspected', { duplicate: 'suspected' }],
      ['duplicatePerson', { duplicate: 'confirmed' }],
    ],
  },
  clear: free,
  decide_security_case: {
    passes: securityCase,
    refuses: [
      ['noObjection', { objectionInForce: false }],
      ['draftIncomplete', { draftComplete: false, draftedById: null }],
      ['secondPersonNeeded', { actorId: 'officer' }],
    ],
  },
  examine: {
    passes: { clearanceInForce: true, routeChosen: true, missionUnderWay: null },
    refuses: [
      ['clearanceNotInForce', { clearanceInForce: false }],
      ['routeNotChosen', { routeChosen: false }],
      ['missionNotPlanned', { missionUnderWay: false }],
    ],
  },
  defer: free,
  resume: free,
  grant: {
    passes: grant,
    refuses: [
      ...signatures('grant'),
      ['clearanceNotInForce', { clearanceInForce: false }],
      ['exclusionNotAssessed', { exclusionAssessed: false }],
      ['exclusionGroundFound', { exclusionGroundFound: true }],
      ['refusedByMemberState', { refusedElsewhere: true }],
      ['barredByRegister', { barredByRegister: true }],
      ['notExamined', { examined: false, protectionCategorySet: false }],
      ['protectionCategoryMissing', { protectionCategorySet: false }],
      ['childNotHeard', { childHeardOrReason: false }, child],
      ['noPermitRule', { permitRuleFound: false }],
      ['insideHomeCountry', { outsideHomeCountryOrExcepted: false }],
      ['subQuotaNotOpen', { subQuotaOpen: false, placesLeft: 0 }],
      ['placesUsedUp', { placesLeft: 4 }],
    ],
  },
  refuse: { passes: decision('refuse'), refuses: signatures('refuse') },
  exclude: {
    passes: decision('exclude'),
    refuses: [
      ...signatures('exclude'),
      ['exclusionNotAssessed', { exclusionAssessed: false }],
      ['noExclusionGround', { exclusionGroundFound: false }],
      ['secondLookMissing', { exclusionSecondLook: false }],
    ],
  },
  assign: {
    passes: { municipalityOpen: true, roomLeft: 3, roomWanted: 3, overAssignmentAllowed: false },
    refuses: [
      ['noMunicipalNumber', { municipalityOpen: false, roomLeft: 0 }],
      ['municipalNumberUsedUp', { roomLeft: 2 }],
    ],
  },
  accept: answer,
  decline: answer,
  unassign: free,
  make_ready: { passes: ready, refuses: readiness },
  unready: free,
  book: journey,
  postpone: free,
  depart: journey,
  turn_back: free,
  arrive: free,
  reverse_arrival: free,
  receive: answer,
  reverse_reception: free,
  discontinue: free,
  withdraw_permit: {
    passes: { securityCase },
    refuses: [
      ['noObjection', { securityCase: { ...securityCase, objectionInForce: false } }],
      ['draftIncomplete', { securityCase: { ...securityCase, draftComplete: false } }],
      ['secondPersonNeeded', { securityCase: { ...securityCase, actorId: 'officer' } }],
    ],
  },
  withdraw: free,
  record_death: free,
  lose_contact: free,
  resettle_elsewhere: free,
  reopen: {
    passes: { personInAnotherCase: false },
    refuses: [['personInAnotherCase', { personInAnotherCase: true }]],
  },
};

const caseOf = (action: PersonAction) => CASES[action] as Case<FactsOf[PersonAction]>;
const ALL_REFUSALS = PERSON_ACTIONS.flatMap((action) =>
  caseOf(action).refuses.map(([code, facts, person = adult]) => ({ action, code, facts, person })),
);
const judge = ({ action, facts, person }: Pick<(typeof ALL_REFUSALS)[number], 'action' | 'facts' | 'person'>) =>
  unmetFor(person, action, { ...caseOf(action).passes, ...facts } as FactsOf[PersonAction]);

describe('the guards', () => {
  it.each(PERSON_ACTIONS)('let %s pass when all conditions hold', (action) => {
    expect(unmetFor(adult, action, caseOf(action).passes)).toEqual([]);
    expect(unmetFor(child, action, caseOf(action).passes)).toEqual([]);
  });

  it.each(ALL_REFUSALS.map((refusal) => [refusal.action, refusal.code, refusal] as const))(
    'refuse %s with %s, its words, its source and the person',
    (_, code, refusal) => {
      const [unmet, ...others] = judge(refusal);
      expect(others).toEqual([]);
      expect(unmet).toEqual({ code, detail: expect.any(String), source: expect.any(String), personId: 'person' });
      expect(unmet!.detail).toMatch(/\w.*\.$/);
      expect(unmet!.source.trim()).not.toBe('');
    },
  );

  it('are each refused by some row of this table', () => {
    for (const action of PERSON_ACTIONS)
      for (const guard of GUARDS[action] as readonly Guard<PersonAction>[]) {
        const refusing = caseOf(action).refuses.some(([, facts, person = adult]) => {
          const found = guard(person, { ...caseOf(action).passes, ...facts } as FactsOf[PersonAction]);
          return found !== null && [found].flat().length > 0;
        });
        expect([action, refusing]).toEqual([action, true]);
      }
  });

  it('list every condition that does not hold, each once', () => {
    const nothing: FactsOf['grant'] = {
      ...grant,
      clearanceInForce: false,
      exclusionAssessed: false,
      examined: false,
      protectionCategorySet: false,
      childHeardOrReason: false,
      permitRuleFound: false,
      placesLeft: 0,
      actorId: 'officer',
    };
    expect(unmetFor(adult, 'grant', nothing).map(({ code }) => code)).toEqual([
      'secondPersonNeeded',
      'clearanceNotInForce',
      'exclusionNotAssessed',
      'notExamined',
      'noPermitRule',
      'placesUsedUp',
    ]);
  });
});

describe('what a guard does not ask', () => {
  it('of a child: an exclusion assessment', () => {
    expect(unmetFor(child, 'grant', { ...grant, exclusionAssessed: false })).toEqual([]);
  });

  it('of an adult: to be heard as a child', () => {
    expect(unmetFor(adult, 'grant', { ...grant, childHeardOrReason: false })).toEqual([]);
  });

  it('of somebody known by the year, who may be a child yet: nothing less than of either', () => {
    const eitherWay = { ...adult, age: 18, mayBeChild: true };
    const facts = { ...grant, childHeardOrReason: false, exclusionAssessed: false };
    expect(unmetFor(eitherWay, 'grant', facts).map(({ code }) => code)).toEqual([
      'exclusionNotAssessed',
      'childNotHeard',
    ]);
  });

  it('of who is refused: places, a clearance, an examination', () => {
    const facts = { ...decision('refuse'), exclusionAssessed: false };
    expect(unmetFor(adult, 'refuse', facts)).toEqual([]);
  });

  it('for a grant beyond the places with leave and reason: more places', () => {
    expect(unmetFor(adult, 'grant', { ...grant, placesLeft: 0, overrunAllowed: true })).toEqual([]);
  });

  it('for an assignment beyond the municipal number with leave and reason: more room', () => {
    const facts = { municipalityOpen: true, roomLeft: 0, roomWanted: 3, overAssignmentAllowed: true };
    expect(unmetFor(adult, 'assign', facts)).toEqual([]);
  });

  it('of a decision maker who withdraws a permit: a security case', () => {
    expect(unmetFor(adult, 'withdraw_permit', { securityCase: null })).toEqual([]);
  });
});

describe('the words of a guard', () => {
  it('are the same for every verb that needs a clearance, and do not tell why there is none', () => {
    const refused = ALL_REFUSALS.filter(({ code }) => code === 'clearanceNotInForce');
    expect(refused.map(({ action }) => action)).toEqual(['examine', 'grant', 'make_ready', 'book', 'depart']);
    const sentences = new Set(refused.map((refusal) => judge(refusal)[0]!.detail));
    expect([...sentences]).toHaveLength(1);
    expect([...sentences][0]).not.toMatch(/objection|statement|lapsed|screening/i);
  });

  it('say how many places are left and how many are needed', () => {
    expect(unmetFor(adult, 'grant', { ...grant, placesLeft: 5, placesWanted: 7 })[0]!.detail).toBe(
      'The sub-quota has 5 places left; 7 are needed.',
    );
    const fitting = 'A family is not cut to fit. Cases that fit: VID-2025-00002 (3).';
    expect(unmetFor(adult, 'grant', { ...grant, placesLeft: 5, placesWanted: 7, fitting })[0]!.detail).toBe(
      `The sub-quota has 5 places left; 7 are needed. ${fitting}`,
    );
  });

  it('name what a draft of the sealed file still lacks, one by one', () => {
    const missing = { code: 'notExamined', detail: 'Not examined.', source: 'Aliens Act 5:2' };
    const facts = { ...securityCase, draftComplete: false, draftUnmet: [missing] };
    expect(unmetFor(adult, 'decide_security_case', facts)).toEqual([
      expect.objectContaining({ code: 'draftIncomplete' }),
      { ...missing, personId: 'person' },
    ]);
  });
});
