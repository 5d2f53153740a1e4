import { Acts } from './acts.js';
import type { DemoCase, DemoClient, DemoPerson } from './demo-client.js';
import { municipalityOf, setUpQuota, type DemoQuota } from './set-up-quota.js';
import { receiveSubmissions } from './receive-submissions.js';

/** One step of the year: what happened to how many. */
export type Tell = (date: string, what: string, cases: number, persons: number) => void;

const on = (persons: readonly DemoPerson[], ...statuses: string[]): DemoPerson[] =>
  persons.filter(({ status }) => statuses.includes(status));
const bornBefore = (person: DemoPerson, date: string): boolean => person.birthDate === null || person.birthDate <= date;
const isAdult = (person: DemoPerson, day: string): boolean =>
  bornBefore(person, `${Number(day.slice(0, 4)) - 18}${day.slice(4)}`);
const isPrincipal = (person: DemoPerson): boolean => person.relationToPrincipal === 'principal_applicant';

type Agenda = (readonly [date: string, act: () => Promise<void>])[];

const LAST_DAY = '2025-12-15';

/** A group of cases that goes the road together, and the days on which it does. */
interface Cohort {
  name: string;
  cases: string[];
  route: 'dossier' | 'mission';
  days: { decided: string; assigned: string; ready: string; departed: string; received: string };
  from: string;
}

/** The year 2025 of the demo: good roads and bad ones, each act over HTTP by the official whose task it is. */
export class Story {
  private readonly acts: Acts;
  private cases = new Map<string, DemoCase>();
  private special: Record<
    'objection' | 'split' | 'death' | 'decline' | 'withdrawn' | 'postponed' | 'reversed' | 'deferred',
    string
  >;

  constructor(
    private readonly client: DemoClient,
    private readonly tell: Tell,
  ) {
    this.acts = new Acts(client);
  }

  /** Tells the year from 7 January to 15 December; returns the period that the report is about. */
  async tellAll(): Promise<DemoQuota> {
    await this.goTo('2025-01-07');
    const quota = await setUpQuota(this.client);
    this.tell('2025-01-07', 'quota opened: 900 places inside the pledge 2024–2025', 0, quota.places);
    await this.intake();
    const cohorts = this.cohorts();
    const emergencies = cohorts[0]!.cases;
    const agenda: Agenda = [
      ['2025-01-20', () => this.referAll()],
      ['2025-01-24', () => this.clearEmergencies(emergencies)],
      ['2025-02-17', () => this.clearTheRest(emergencies)],
      ['2025-03-03', () => this.clearAfterMoreTime()],
      ['2025-04-07', () => this.decideSecurityCase()],
      ['2025-06-16', () => this.correctArrival()],
      ...cohorts.flatMap((cohort) => this.agendaOf(cohort)),
    ];
    for (const [date, act] of agenda.filter(([date]) => date <= LAST_DAY).sort(([a], [b]) => a.localeCompare(b))) {
      await this.goTo(date);
      await act();
    }
    await this.goTo(LAST_DAY);
    return quota;
  }

  private async goTo(date: string): Promise<void> {
    await this.client.act('administrator', '/demo/clock', { now: `${date}T08:00:00.000Z` });
  }

  private async intake(): Promise<void> {
    await this.goTo('2025-01-08');
    const received = await receiveSubmissions(this.client);
    this.tell(
      '2025-01-08',
      `submissions received; ${received.returned.length} incomplete, returned to UNHCR`,
      received.cases,
      received.persons,
    );
    await this.goTo('2025-01-20');
    await received.resubmit();
    this.tell(
      '2025-01-20',
      'resubmitted complete and registered',
      received.returned.length,
      received.returned.reduce((sum, { caseSize }) => sum + caseSize, 0),
    );
    const page = await this.client.get<{ items: DemoCase[] }>('case.officer', '/cases?limit=200');
    for (const { id } of page.items.reverse()) this.cases.set(id, await this.acts.case(id));
  }

  /** Who goes when; the bad roads fall to cases that are large enough to show them. */
  private cohorts(): Cohort[] {
    const all = [...this.cases.values()];
    const emergency = all.filter(({ priority }) => priority === 'emergency');
    const rest = all.filter(({ priority }) => priority !== 'emergency');
    const turkey = rest.filter(({ countryOfAsylum }) => countryOfAsylum === 'TR');
    const africa = rest.filter(({ countryOfAsylum }) => countryOfAsylum !== 'TR');
    const [dossier, kampala, kigoma] = [0, 1, 2].map((third) =>
      africa.filter((_, index) => [0, 1, 0, 2, 1][index % 5] === third),
    );
    const couples = dossier!.filter(
      (one) => one.persons.filter((person) => isAdult(person, '2025-03-10')).length >= 2 && one.caseSize >= 3,
    );
    const large = kampala!.filter(({ caseSize }) => caseSize >= 3);
    this.special = {
      objection: couples[0]!.id,
      split: couples[1]!.id,
      death: couples[2]!.id,
      decline: couples[3]!.id,
      withdrawn: large[0]!.id,
      postponed: large[1]!.id,
      reversed: large[2]!.id,
      deferred: kigoma![0]!.id,
    };
    const ids = (cases: DemoCase[]): string[] => cases.map(({ id }) => id);
    const days = (decided: string, assigned: string, ready: string, departed: string, received: string) => ({
      decided,
      assigned,
      ready,
      departed,
      received,
    });
    return [
      {
        name: 'emergencies',
        cases: ids(emergency),
        route: 'dossier',
        from: 'NBO',
        days: days('2025-01-27', '2025-01-29', '2025-02-03', '2025-02-06', '2025-02-07'),
      },
      {
        name: 'dossier round',
        cases: ids(dossier!),
        route: 'dossier',
        from: 'EBB',
        days: days('2025-03-10', '2025-03-24', '2025-05-05', '2025-05-14', '2025-05-15'),
      },
      {
        name: 'mission to Kampala',
        cases: ids(kampala!),
        route: 'mission',
        from: 'EBB',
        days: days('2025-04-14', '2025-05-05', '2025-06-02', '2025-06-11', '2025-06-12'),
      },
      {
        name: 'mission to Ankara',
        cases: ids(turkey),
        route: 'mission',
        from: 'ESB',
        days: days('2025-06-23', '2025-08-11', '2025-09-22', '2025-10-01', '2025-10-02'),
      },
      {
        name: 'mission to Kigoma',
        cases: ids(kigoma!),
        route: 'mission',
        from: 'DAR',
        days: days('2025-10-20', '2025-11-10', '2025-12-08', '2025-12-17', '2025-12-18'),
      },
    ];
  }

  private async each(cases: readonly string[], act: (theCase: DemoCase) => Promise<DemoCase>): Promise<void> {
    for (const id of cases) this.cases.set(id, await act(this.cases.get(id)!));
  }

  private report(date: string, what: string, cases: readonly string[], counted: (person: DemoPerson) => boolean): void {
    const shown = cases.map((id) => this.cases.get(id)!.persons.filter(counted).length).filter((count) => count > 0);
    this.tell(
      date,
      what,
      shown.length,
      shown.reduce((sum, count) => sum + count, 0),
    );
  }

  private async referAll(): Promise<void> {
    const all = [...this.cases.keys()];
    await this.each(all, (theCase) => this.acts.refer(theCase));
    this.report('2025-01-20', 'referred to the Security Service', all, ({ status }) => status === 'in_screening');
  }

  private async clearEmergencies(cases: readonly string[]): Promise<void> {
    await this.each(cases, (theCase) =>
      this.acts.recordStatement(theCase, theCase.persons, 'no_objection', '2025-01-24'),
    );
    this.report('2025-01-24', 'emergencies cleared', cases, ({ status }) => status === 'cleared');
  }

  /** One objection and one request for more time among many answers: from outside both look like a statement still awaited. */
  private async clearTheRest(emergencies: readonly string[]): Promise<void> {
    const rest = [...this.cases.keys()].filter((id) => !emergencies.includes(id));
    await this.each(rest, async (theCase) => {
      const objected = theCase.id === this.special.objection ? theCase.persons.filter(isPrincipal) : [];
      const waiting = theCase.id === this.special.deferred ? theCase.persons.slice(0, 1) : [];
      const clear = theCase.persons.filter((person) => ![...objected, ...waiting].includes(person));
      let now = await this.acts.recordStatement(theCase, objected, 'objection', '2025-02-14');
      now = await this.acts.recordStatement(now, waiting, 'more_time', '2025-02-14');
      return this.acts.recordStatement(now, clear, 'no_objection', '2025-02-14');
    });
    this.report(
      '2025-02-17',
      'cleared (the rest are still under handling)',
      rest,
      ({ status }) => status === 'cleared',
    );
  }

  private async clearAfterMoreTime(): Promise<void> {
    await this.each([this.special.deferred], (theCase) =>
      this.acts.recordStatement(theCase, on(theCase.persons, 'in_screening'), 'no_objection', '2025-03-03'),
    );
    this.report('2025-03-03', 'cleared after more time', [this.special.deferred], ({ status }) => status === 'cleared');
  }

  private agendaOf(cohort: Cohort): Agenda {
    const { days, cases, name } = cohort;
    const told = (date: string, what: string, status: string) =>
      this.report(date, `${name}: ${what}`, cases, (person) => person.status === status);
    return [
      [
        days.decided,
        async () => {
          await this.select(cohort);
          told(days.decided, 'permits granted', 'granted');
        },
      ],
      [
        days.assigned,
        async () => {
          await this.each(cases, (theCase) => this.settle(theCase));
          told(days.assigned, 'municipality accepted', 'accepted');
        },
      ],
      [
        days.ready,
        async () => {
          await this.each(cases, (theCase) => this.prepare(theCase, cohort));
          told(days.ready, 'booked', 'booked');
        },
      ],
      [
        days.departed,
        async () => {
          await this.each(cases, (theCase) => this.travel(theCase, cohort));
          told(days.departed, 'departed and arrived', 'arrived');
        },
      ],
      [
        days.received,
        async () => {
          await this.each(cases, (theCase) => this.receive(theCase, cohort));
          told(days.received, 'received in their municipalities', 'received');
        },
      ],
    ];
  }

  private async select({ cases, route, days: { decided }, name }: Cohort): Promise<void> {
    const reason =
      route === 'dossier'
        ? 'The forms are complete and the claims plain.'
        : 'More is to be asked than paper can answer.';
    await this.each(cases, (theCase) => this.acts.chooseRoute(theCase, route, reason));
    const mission =
      route === 'mission' ? await this.planMission(name.replace('mission to ', ''), cases, decided) : null;
    await this.each(cases, (theCase) => this.examineCase(theCase, mission, decided));
  }

  private async planMission(place: string, cases: string[], endsOn: string): Promise<string> {
    const countryCode = { Kampala: 'UG', Ankara: 'TR', Kigoma: 'TZ' }[place] ?? 'UG';
    const startsOn = `${endsOn.slice(0, 8)}01`;
    const mission = await this.client.act<{ id: string; version: number }>('mission.leader', '/missions', {
      place,
      countryCode,
      startsOn,
      endsOn,
      leaderName: 'Ulla Uttagning',
      team: ['Hanna Handläggare', 'Interpreter'],
    });
    await this.client.act(
      'mission.leader',
      `/missions/${mission.id}/actions/add-cases`,
      { caseIds: cases },
      { version: mission.version },
    );
    await this.each(cases, (theCase) => this.acts.case(theCase.id));
    return mission.id;
  }

  private async examineCase(theCase: DemoCase, mission: string | null, day: string): Promise<DemoCase> {
    const persons = on(theCase.persons, 'cleared');
    if (persons.length === 0) return theCase;
    const excluded =
      theCase.id === this.special.split ? persons.filter((person) => isAdult(person, day)).slice(0, 1) : [];
    const granted = persons.filter((person) => !excluded.includes(person));
    let now = await this.acts.examine(theCase, persons);
    for (const person of persons.filter((one) => isAdult(one, day)))
      now = await this.acts.assessExclusion(
        now,
        person,
        excluded.includes(person)
          ? {
              groundCode: GROUND,
              reasons: 'Serious reasons for considering that he took part in crimes against humanity.',
            }
          : undefined,
      );
    for (const person of mission ? persons.filter((one) => isAdult(one, day)) : [])
      now = await this.acts.interview(now, person, mission!, day, undefined);
    if (theCase.id === this.special.deferred) {
      now = await this.acts.other('case.officer', now, 'defer', {
        personIds: persons.map(({ id }) => id),
        reasonCode: 'information_from_unhcr',
        askedOfUnhcr: 'Custody papers of the younger child.',
      });
      now = await this.acts.other('case.officer', now, 'resume', {
        personIds: persons.map(({ id }) => id),
        reasonCode: 'information_received',
      });
    }
    for (const person of persons)
      now = await this.acts.recordExamination(
        now,
        person,
        isAdult(person, day),
        excluded.includes(person) ? 'exclude' : 'grant',
      );
    if (excluded.length > 0) {
      now = await this.acts.propose(
        now,
        excluded,
        'exclude',
        'The account itself tells of command over a checkpoint where civilians were killed.',
        [GROUND],
      );
      now = await this.acts.decide(now, excluded, 'exclude');
      this.tell(day, 'split decision: one member excluded, the family judged on its own claim', 1, 1);
    }
    now = await this.acts.propose(
      now,
      granted,
      'grant',
      'Refugees whom Sweden can resettle; nothing speaks against it.',
    );
    return this.acts.decide(now, granted, 'grant');
  }

  private async settle(theCase: DemoCase): Promise<DemoCase> {
    let now = theCase;
    if (theCase.id === this.special.death) {
      now = await this.acts.other('case.officer', now, 'record-death', {
        personIds: [on(now.persons, 'granted')[0]!.id],
        diedOn: '2025-03-20',
        reason: 'Told by UNHCR Kampala.',
      });
      this.tell('2025-03-24', 'a death after the grant: the place is free again', 1, 1);
    }
    const persons = on(now.persons, 'granted');
    if (persons.length === 0) return now;
    let { theCase: assigned, assignment } = await this.acts.assign(
      now,
      persons,
      municipalityOf(now.diaryNumber, 0),
      'Room for the household, and the languages are spoken there.',
    );
    if (now.id === this.special.decline) {
      now = await this.acts.decline(assigned, assignment);
      this.tell('2025-03-24', 'declined by a municipality, assigned to another', 1, persons.length);
      ({ theCase: assigned, assignment } = await this.acts.assign(
        now,
        persons,
        municipalityOf(now.diaryNumber, 1),
        'The first municipality has no dwelling of that size.',
      ));
    }
    return this.acts.accept(assigned, assignment);
  }

  private async prepare(theCase: DemoCase, { days, from }: Cohort): Promise<DemoCase> {
    let now = theCase;
    if (theCase.id === this.special.withdrawn) {
      now = await this.acts.other('coordinator', now, 'withdraw', {
        personIds: on(now.persons, 'accepted').map(({ id }) => id),
        reasonCode: 'refugees_wish',
        reason: 'They wish to stay with a daughter.',
      });
      this.tell(days.ready, 'withdrew at their own wish: places and municipal room are free again', 1, now.caseSize);
    }
    const persons = on(now.persons, 'accepted');
    if (persons.length === 0) return now;
    now = await this.acts.check(now, persons, '2026-01-31');
    now = await this.acts.makeReady(now, persons);
    now = await this.acts.requestTravel(now, persons, days.departed, '2025-12-20');
    return this.acts.book(now, persons, from, `${days.departed}T01:30:00.000Z`, `${days.departed}T07:10:00.000Z`);
  }

  private async travel(theCase: DemoCase, { days }: Cohort): Promise<DemoCase> {
    const persons = on(theCase.persons, 'booked');
    if (persons.length === 0) return theCase;
    if (theCase.id === this.special.postponed) {
      this.tell(days.departed, 'postponed: a child is ill; grant and place stay', 1, persons.length);
      return this.acts.other('travel.officer', theCase, 'postpone', {
        personIds: persons.map(({ id }) => id),
        reasonCode: 'not_fit_to_travel',
      });
    }
    const departed = await this.acts.depart(theCase, persons, `${days.departed}T01:30:00.000Z`);
    return this.acts.arrive(departed, on(departed.persons, 'departed'), `${days.departed}T07:10:00.000Z`);
  }

  private async receive(theCase: DemoCase, { days }: Cohort): Promise<DemoCase> {
    const persons = on(theCase.persons, 'arrived');
    // The wrong arrival is found before anybody is received.
    if (persons.length === 0 || theCase.id === this.special.reversed) return theCase;
    return this.acts.receive(theCase, persons, days.received);
  }

  /** Two members of the security unit: drafts and proposal by one, the second signature by the other. */
  private async decideSecurityCase(): Promise<void> {
    const theCase = this.cases.get(this.special.objection)!;
    const person = on(theCase.persons, 'in_screening')[0]!;
    const examination = {
      inclusion: 'refugee',
      identityBasis: "UNHCR's identity assessment.",
      credibility: 'Coherent.',
      recommendation: 'refuse',
      notes: 'The agency has made an assessment of its own.',
    };
    const exclusion = {
      outcome: 'no_ground',
      triggers: {
        military: false,
        police: false,
        intelligence: false,
        armedGroup: false,
        prisonService: false,
        officialPost: false,
        checkpointDuty: false,
      },
      reasons: 'No ground found.',
    };
    const proposal = {
      outcome: 'refused',
      reasonCode: 'conditions_not_met',
      reasons: 'The conditions for a permit are not met.',
    };
    await this.client.act('security.unit', `/cases/${theCase.id}/security-case/drafts`, {
      personId: person.id,
      exclusion,
      examination,
      proposal,
    });
    await this.client.verb('security.unit.2', await this.acts.case(theCase.id), 'decide-security-case', {
      personIds: [person.id],
    });
    this.cases.set(theCase.id, await this.acts.case(theCase.id));
    this.report(
      '2025-04-07',
      'decided by the security unit, two signatures',
      [theCase.id],
      ({ status }) => status === 'refused',
    );
  }

  /** One arrival was booked for the wrong family: reversed by a new entry, then recorded for the right day. */
  private async correctArrival(): Promise<void> {
    await this.each([this.special.reversed], async (theCase) => {
      const persons = on(theCase.persons, 'arrived');
      let now = await this.acts.other('travel.officer', theCase, 'reverse-arrival', {
        personIds: persons.map(({ id }) => id),
        reasonCode: 'wrong_date',
        reason: 'Recorded from the wrong passenger list; they flew a day later.',
      });
      now = await this.acts.arrive(now, on(now.persons, 'departed'), '2025-06-12T07:10:00.000Z');
      return this.acts.receive(now, on(now.persons, 'arrived'), '2025-06-13');
    });
    this.report(
      '2025-06-16',
      'an arrival reversed and recorded for the right day',
      [this.special.reversed],
      ({ status }) => status === 'received',
    );
  }
}

const GROUND = 'article_1f_a';
