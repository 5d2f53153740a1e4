import type { DemoCase, DemoClient, DemoPerson } from './demo-client.js';

const NO_TRIGGERS = {
  military: false,
  police: false,
  intelligence: false,
  armedGroup: false,
  prisonService: false,
  officialPost: false,
  checkpointDuty: false,
};

export interface Assignment {
  id: string;
  version: number;
  municipalityCode: string;
}

/** What the officials do with one case, each act over HTTP by the one whose task it is. Every act returns the case as it stands then. */
export class Acts {
  private statements = 0;
  private bookings = 0;

  constructor(private readonly client: DemoClient) {}

  case(caseId: string): Promise<DemoCase> {
    return this.client.get<DemoCase>('case.officer', `/cases/${caseId}`);
  }

  refer(theCase: DemoCase): Promise<DemoCase> {
    return this.client.verb('case.officer', theCase, 'refer', {});
  }

  /** The answer tells nothing, so the case is read again. */
  async recordStatement(
    theCase: DemoCase,
    persons: readonly DemoPerson[],
    outcome: 'no_objection' | 'objection' | 'more_time',
    statedOn: string,
  ): Promise<DemoCase> {
    if (persons.length === 0) return theCase;
    this.statements += 1;
    const reference = `S-2025-${String(this.statements).padStart(4, '0')}`;
    const recommendation = outcome === 'objection' ? { recommendation: 'refuse_permit' } : {};
    await this.client.verb('security.liaison', theCase, 'record-statement', {
      personIds: ids(persons),
      outcome,
      statedOn,
      reference,
      ...recommendation,
    });
    return this.case(theCase.id);
  }

  chooseRoute(theCase: DemoCase, route: 'dossier' | 'mission', reason: string): Promise<DemoCase> {
    return this.client.verb('case.officer', theCase, 'choose-route', { route, reason });
  }

  examine(theCase: DemoCase, persons: readonly DemoPerson[]): Promise<DemoCase> {
    return this.client.verb('case.officer', theCase, 'examine', { personIds: ids(persons) });
  }

  async assessExclusion(
    theCase: DemoCase,
    person: DemoPerson,
    ground?: { groundCode: string; reasons: string },
  ): Promise<DemoCase> {
    const finding = ground
      ? {
          outcome: 'ground_found',
          ...ground,
          triggers: {
            ...NO_TRIGGERS,
            armedGroup: true,
            checkpointDuty: true,
            notes: 'Commanded a checkpoint of an armed group, 2012 to 2014.',
          },
        }
      : {
          outcome: 'no_ground',
          triggers: NO_TRIGGERS,
          reasons: 'The account gives no reason to consider that an excludable act was committed.',
        };
    const assessed = await this.client.verb('case.officer', theCase, 'assess-exclusion', {
      personIds: [person.id],
      ...finding,
    });
    if (!ground) return assessed;
    return this.client.verb('exclusion.specialist', assessed, 'review-exclusion', {
      personId: person.id,
      kind: 'second_look',
      agrees: true,
      reasons: 'The ground is met by the standard of serious reasons.',
    });
  }

  async interview(
    theCase: DemoCase,
    person: DemoPerson,
    missionId: string,
    heldOn: string,
    childHeard: boolean | undefined,
  ): Promise<DemoCase> {
    const { version } = await this.client.act<{ version: number }>(
      'mission.leader',
      `/cases/${theCase.id}/interviews`,
      {
        personId: person.id,
        missionId,
        heldOn,
        interviewer: 'Ulla Uttagning',
        interpreterLanguage: 'sw',
        childHeard,
        notes: 'The account was given freely and hangs together.',
      },
      { version: theCase.version },
    );
    return { ...theCase, version };
  }

  recordExamination(
    theCase: DemoCase,
    person: DemoPerson,
    mayBeChild: boolean,
    recommendation: 'grant' | 'refuse' | 'exclude',
  ): Promise<DemoCase> {
    return this.client.verb('case.officer', theCase, 'record-examination', {
      personId: person.id,
      inclusion: recommendation === 'grant' ? 'refugee' : 'none',
      identityBasis: "UNHCR's identity assessment.",
      credibility: 'Coherent and in line with country information.',
      ...(mayBeChild
        ? {
            bestInterests: 'To stay with the family and go to school.',
            childHeard: false,
            childNotHeardReason: 'The parents spoke for the child.',
          }
        : {}),
      recommendation,
      notes: 'Examined for the demo.',
    });
  }

  propose(
    theCase: DemoCase,
    persons: readonly DemoPerson[],
    outcome: 'grant' | 'refuse' | 'exclude',
    reasons: string,
    reasonCodes: string[] = [],
  ): Promise<DemoCase> {
    return this.client.verb('case.officer', theCase, 'propose', {
      persons: persons.map(({ id: personId }) => ({ personId, outcome, reasons, reasonCodes })),
    });
  }

  decide(
    theCase: DemoCase,
    persons: readonly DemoPerson[],
    outcome: 'grant' | 'refuse' | 'exclude',
  ): Promise<DemoCase> {
    return this.client.verb('decision.maker', theCase, outcome, { personIds: ids(persons) });
  }

  async assign(
    theCase: DemoCase,
    persons: readonly DemoPerson[],
    municipalityCode: string,
    reason: string,
  ): Promise<{ theCase: DemoCase; assignment: Assignment }> {
    await this.client.verb('placement.officer', theCase, 'assign', {
      personIds: ids(persons),
      municipalityCode,
      reason,
    });
    const { items } = await this.client.get<{ items: Assignment[] }>(
      'placement.officer',
      `/assignments?caseId=${theCase.id}&status=assigned`,
    );
    return { theCase: await this.case(theCase.id), assignment: items[0]! };
  }

  accept(theCase: DemoCase, assignment: Assignment): Promise<DemoCase> {
    return this.answer(theCase, assignment, 'accept', { dwellingConfirmed: true, contact: 'Integration unit' });
  }

  decline(theCase: DemoCase, assignment: Assignment): Promise<DemoCase> {
    return this.answer(theCase, assignment, 'decline', {
      reasonCode: 'no_suitable_housing',
      comment: 'No dwelling of that size before the autumn.',
    });
  }

  /** The municipality reads what it is asked, then answers. */
  private async answer(
    theCase: DemoCase,
    { id, municipalityCode }: Assignment,
    verb: 'accept' | 'decline',
    body: Record<string, unknown>,
  ): Promise<DemoCase> {
    const username = `municipality.${municipalityCode}`;
    const { version } = await this.client.get<Assignment>(username, `/assignments/${id}`);
    await this.client.act(username, `/assignments/${id}/actions/${verb}`, body, { version });
    return this.case(theCase.id);
  }

  check(theCase: DemoCase, persons: readonly DemoPerson[], validUntil: string): Promise<DemoCase> {
    const held = (person: DemoPerson, kind: string, rest: Record<string, unknown> = {}) => ({
      personId: person.id,
      kind,
      state: 'held',
      reference: `${kind}-${person.id.slice(-6)}`,
      ...rest,
    });
    const items = persons.flatMap((person) => [
      held(person, 'travel_document', { form: 'ut_card', validUntil }),
      ...(isChild(person) ? [held(person, 'child_consent')] : []),
      held(person, 'permit_card'),
      held(person, 'biometrics'),
      held(person, 'exit_permit', { validUntil }),
      held(person, 'fit_to_travel', { validUntil }),
      held(person, 'orientation'),
    ]);
    return this.client.verb('travel.officer', theCase, 'check', { items });
  }

  makeReady(theCase: DemoCase, persons: readonly DemoPerson[]): Promise<DemoCase> {
    return this.client.verb('travel.officer', theCase, 'make-ready', { personIds: ids(persons) });
  }

  async requestTravel(
    theCase: DemoCase,
    persons: readonly DemoPerson[],
    earliestOn: string,
    latestOn: string,
  ): Promise<DemoCase> {
    await this.client.act(
      'travel.officer',
      `/cases/${theCase.id}/travel-requests`,
      { personIds: ids(persons), earliestOn, latestOn, destinationAirport: 'ARN', needs: [] },
      { version: theCase.version },
    );
    return this.case(theCase.id);
  }

  book(
    theCase: DemoCase,
    persons: readonly DemoPerson[],
    from: string,
    departsAt: string,
    arrivesAt: string,
  ): Promise<DemoCase> {
    this.bookings += 1;
    return this.client.verb('travel.officer', theCase, 'book', {
      personIds: ids(persons),
      bookingReference: `IOM-2025-${String(this.bookings).padStart(4, '0')}`,
      legs: [{ flightNumber: 'VD101', from, to: 'ARN', departsAt, arrivesAt }],
    });
  }

  depart = (theCase: DemoCase, persons: readonly DemoPerson[], departedAt: string): Promise<DemoCase> =>
    this.client.verb('travel.officer', theCase, 'depart', { personIds: ids(persons), departedAt });

  arrive = (theCase: DemoCase, persons: readonly DemoPerson[], arrivedAt: string): Promise<DemoCase> =>
    this.client.verb('travel.officer', theCase, 'arrive', { personIds: ids(persons), arrivedAt });

  receive = (theCase: DemoCase, persons: readonly DemoPerson[], receivedOn: string): Promise<DemoCase> =>
    this.client.verb('travel.officer', theCase, 'receive', { personIds: ids(persons), receivedOn });

  /** Any other verb, as it stands in the interface. */
  other(username: string, theCase: DemoCase, verb: string, body: Record<string, unknown>): Promise<DemoCase> {
    return this.client.verb(username, theCase, verb, body);
  }
}

const ids = (persons: readonly DemoPerson[]): string[] => persons.map(({ id }) => id);
/** Eighteen on the last day of the demo's year: the guardians' consent is noted for all who were younger at any time in it. */
const isChild = ({ birthDate }: DemoPerson): boolean => birthDate !== null && birthDate > '2007-01-01';
