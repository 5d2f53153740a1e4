import type { DemoCase, DemoPerson } from './demo-client.js';

/** The persons who stand in one of the states. */
export const on = (persons: readonly DemoPerson[], ...statuses: string[]): DemoPerson[] =>
  persons.filter(({ status }) => statuses.includes(status));
const bornBefore = (person: DemoPerson, date: string): boolean => person.birthDate === null || person.birthDate <= date;
export const isAdult = (person: DemoPerson, day: string): boolean =>
  bornBefore(person, `${Number(day.slice(0, 4)) - 18}${day.slice(4)}`);
/** Known to the year alone, somebody may have been born on its last day: then what is owed to children is noted, too. */
export const mayBeChild = (person: DemoPerson, day: string): boolean =>
  !isAdult(
    person.birthDatePrecision === 'year' && person.birthDate !== null
      ? { ...person, birthDate: `${person.birthDate.slice(0, 4)}-12-31` }
      : person,
    day,
  );
export const isPrincipal = (person: DemoPerson): boolean => person.relationToPrincipal === 'principal_applicant';

/** A group of cases that goes the road together, and the days on which it does. */
export interface Cohort {
  name: string;
  cases: string[];
  route: 'dossier' | 'mission';
  days: { decided: string; assigned: string; ready: string; departed: string; received: string };
  from: string;
}

/** The cases to which something happens that nobody wished for. */
export type BadRoads = Record<
  'objection' | 'split' | 'death' | 'decline' | 'withdrawn' | 'postponed' | 'reversed' | 'deferred',
  string
>;

/** Who goes when; the bad roads fall to cases that are large enough to show them. */
export function cohortsOf(all: readonly DemoCase[]): { cohorts: Cohort[]; badRoads: BadRoads } {
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
  const badRoads: BadRoads = {
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
  const cohorts: Cohort[] = [
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
  return { cohorts, badRoads };
}
