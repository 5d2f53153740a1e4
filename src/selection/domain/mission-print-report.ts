import type { PlainDate } from '../../kernel/index.js';
import { countedBy, type CaseOfMission } from './mission-print-list.js';
import {
  fact,
  known,
  languageInWords,
  missionFacts,
  nameOf,
  priorityInWords,
  subjectOf,
  type MissionOnPaper,
  type PrintColumn,
  type Printout,
} from './mission-print.js';

export interface InterviewOfMission {
  readonly personId: string;
  readonly heldOn: PlainDate;
  readonly interviewer: string;
  readonly interpreterLanguage: string | null;
  readonly childHeard: boolean | null;
}

export interface MissionReported {
  readonly mission: MissionOnPaper & {
    readonly ending: 'closed' | 'cancelled' | null;
    readonly endedOn: PlainDate | null;
    readonly account: string | null;
  };
  /** Every case that stands or stood on the mission. */
  readonly cases: readonly CaseOfMission[];
  readonly interviews: readonly InterviewOfMission[];
  readonly on: PlainDate;
}

const ENDINGS = { closed: 'avslutad', cancelled: 'inställd' } as const;
const AMOUNT: PrintColumn = { header: 'Intervjuer', type: 'number', width: 70 };

/** The report after a mission: what was done, whom it met, whom it did not, and its account (EUAA: post-mission report). Pure. */
export function printedReport({ mission, cases, interviews, on }: MissionReported): Printout {
  const isMet = ({ persons }: CaseOfMission): boolean => persons.some(({ interviewedOn }) => interviewedOn.length > 0);
  const met = cases.filter(isMet);
  const days = [...new Set(interviews.map(({ heldOn }) => heldOn))].sort();
  const { ending, endedOn, account } = mission;
  return {
    title: 'Rapport efter uttagningsresa',
    subject: subjectOf(mission),
    on,
    facts: [
      ...missionFacts(mission),
      fact('Läge', ending === null ? 'pågår eller planeras' : `${ENDINGS[ending]} ${endedOn}`),
      fact('Ärenden på listan', cases.length),
      fact('Ärenden som träffades', met.length),
      fact('Ärenden som inte träffades', cases.length - met.length),
      fact('Intervjuer', interviews.length),
      fact('Personer som intervjuades', new Set(interviews.map(({ personId }) => personId)).size),
      fact('Intervjuer där barn hördes', interviews.filter(({ childHeard }) => childHeard === true).length),
      ...known(['Intervjudagar', days.length]),
    ],
    parts: [
      {
        title: 'Redogörelse',
        paragraphs: account === null ? ['Ingen redogörelse är skriven än.'] : account.split('\n'),
      },
      {
        title: 'Intervjuer per dag',
        columns: [{ header: 'Dag', type: 'date' }, AMOUNT, { header: 'Utredare', type: 'number', width: 70 }],
        rows: days.map((day) => {
          const held = interviews.filter(({ heldOn }) => heldOn === day);
          return [day, held.length, new Set(held.map(({ interviewer }) => interviewer)).size];
        }),
      },
      {
        title: 'Intervjuer per utredare',
        columns: [{ header: 'Utredare' }, AMOUNT],
        rows: countedBy(interviews.map(({ interviewer }) => interviewer)),
      },
      {
        title: 'Intervjuer per tolkspråk',
        columns: [{ header: 'Tolkspråk' }, AMOUNT],
        rows: countedBy(interviews.map(({ interpreterLanguage }) => interpreterLanguage ?? '')).map(([code, count]) => [
          code === '' ? 'utan tolk' : languageInWords(code),
          count,
        ]),
      },
      casesPart('Ärenden som träffades', met),
      casesPart(
        'Ärenden som inte träffades',
        cases.filter((one) => !isMet(one)),
      ),
    ],
  };
}

const casesPart = (title: string, cases: readonly CaseOfMission[]) => ({
  title,
  columns: [
    { header: 'Ärende', width: 80 },
    { header: 'Prioritet', width: 60 },
    { header: 'Huvudsökande' },
    { header: 'Personer', type: 'number' as const, width: 60 },
    { header: 'Intervjuade', type: 'number' as const, width: 60 },
  ],
  rows: cases.map(({ diaryNumber, priority, persons }) => [
    diaryNumber,
    priorityInWords(priority),
    nameOf(
      persons.find(({ relationToPrincipal }) => relationToPrincipal === 'principal_applicant') ??
        persons[0] ?? { givenNames: '', familyName: '' },
    ),
    persons.length,
    persons.filter(({ interviewedOn }) => interviewedOn.length > 0).length,
  ]),
});
