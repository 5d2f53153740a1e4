import { Acts } from './acts.js';
import { cohortsOf, isPrincipal, on, type BadRoads, type Cohort } from './cohorts.js';
import type { DemoCase, DemoClient, DemoPerson } from './demo-client.js';
import { OneCase } from './one-case.js';
import { setUpQuota, type DemoQuota } from './set-up-quota.js';
import { receiveSubmissions } from './receive-submissions.js';

/** One step of the year: what happened to how many. */
export type Tell = (date: string, what: string, cases: number, persons: number) => void;

type Agenda = (readonly [date: string, act: () => Promise<void>])[];

const LAST_DAY = '2025-12-15';

/** The year 2025 of the demo: good roads and bad ones, each act over HTTP by the official whose task it is. */
export class Story {
  private readonly acts: Acts;
  private cases = new Map<string, DemoCase>();
  private special: BadRoads;
  private oneCase: OneCase;

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
    const { cohorts, badRoads } = cohortsOf([...this.cases.values()]);
    this.special = badRoads;
    this.oneCase = new OneCase(this.acts, badRoads, this.tell);
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
          await this.each(cases, (theCase) => this.oneCase.settle(theCase));
          told(days.assigned, 'municipality accepted', 'accepted');
        },
      ],
      [
        days.ready,
        async () => {
          await this.each(cases, (theCase) => this.oneCase.prepare(theCase, cohort));
          told(days.ready, 'booked', 'booked');
        },
      ],
      [
        days.departed,
        async () => {
          await this.each(cases, (theCase) => this.oneCase.travel(theCase, cohort));
          told(days.departed, 'departed and arrived', 'arrived');
        },
      ],
      [
        days.received,
        async () => {
          await this.each(cases, (theCase) => this.oneCase.receive(theCase, cohort));
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
    await this.each(cases, (theCase) => this.oneCase.examine(theCase, mission, decided));
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
