import type { Acts } from './acts.js';
import { isAdult, mayBeChild, on, type BadRoads, type Cohort } from './cohorts.js';
import type { DemoCase } from './demo-client.js';
import { municipalityOf } from './set-up-quota.js';
import type { Tell } from './story.js';

/** What happens to one case at each stage. */
export class OneCase {
  constructor(
    private readonly acts: Acts,
    private readonly badRoads: BadRoads,
    private readonly tell: Tell,
  ) {}

  /** Examination to decision; in one family a member is excluded and the rest judged on their own claim. */
  async examine(theCase: DemoCase, mission: string | null, day: string): Promise<DemoCase> {
    const persons = on(theCase.persons, 'cleared');
    if (persons.length === 0) return theCase;
    const excluded =
      theCase.id === this.badRoads.split ? persons.filter((person) => isAdult(person, day)).slice(0, 1) : [];
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
    if (theCase.id === this.badRoads.deferred) {
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
        mayBeChild(person, day),
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

  /** Assigned and accepted; one municipality declines, one person died after the grant. */
  async settle(theCase: DemoCase): Promise<DemoCase> {
    let now = theCase;
    if (theCase.id === this.badRoads.death) {
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
    if (now.id === this.badRoads.decline) {
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

  /** Checklist, readiness, IOM request, booking; one family withdraws. */
  async prepare(theCase: DemoCase, { days, from }: Cohort): Promise<DemoCase> {
    let now = theCase;
    if (theCase.id === this.badRoads.withdrawn) {
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

  /** Departure and arrival; one journey is postponed. */
  async travel(theCase: DemoCase, { days }: Cohort): Promise<DemoCase> {
    const persons = on(theCase.persons, 'booked');
    if (persons.length === 0) return theCase;
    if (theCase.id === this.badRoads.postponed) {
      this.tell(days.departed, 'postponed: a child is ill; grant and place stay', 1, persons.length);
      return this.acts.other('travel.officer', theCase, 'postpone', {
        personIds: persons.map(({ id }) => id),
        reasonCode: 'not_fit_to_travel',
      });
    }
    const departed = await this.acts.depart(theCase, persons, `${days.departed}T01:30:00.000Z`);
    return this.acts.arrive(departed, on(departed.persons, 'departed'), `${days.departed}T07:10:00.000Z`);
  }

  /** Reception in the municipality. */
  async receive(theCase: DemoCase, { days }: Cohort): Promise<DemoCase> {
    const persons = on(theCase.persons, 'arrived');
    // The wrong arrival is found before anybody is received.
    if (persons.length === 0 || theCase.id === this.badRoads.reversed) return theCase;
    return this.acts.receive(theCase, persons, days.received);
  }
}

const GROUND = 'article_1f_a';
