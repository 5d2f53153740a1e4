import type { PlainDate } from '../../kernel/index.js';
import type { MissingItem } from './completeness.js';
import type { Rrf } from './rrf.js';

/** What the letter is about. */
export interface ReturnedForm {
  readonly documentNumber: string;
  readonly writtenOn: PlainDate;
  readonly diaryNumber: string;
  readonly rrf: Rrf;
  readonly rrfVersion: number;
  readonly missing: readonly MissingItem[];
  readonly answerDueOn: PlainDate;
  readonly note: string | null;
}

const PERSON = /^\/persons\/(\d+)/;

/** Whom a missing item concerns, by the number alone: the letter repeats no name. */
function persons(rrf: Rrf, pointers: readonly string[]): string {
  const numbers = pointers.flatMap((pointer) => {
    const match = PERSON.exec(pointer);
    const person = match && rrf.persons[Number(match[1])];
    return person ? [`person ${Number(match[1]) + 1} (${person.individualNumber})`] : [];
  });
  return numbers.length === 0 ? '' : ` Concerns ${numbers.join(', ')}.`;
}

/**
 * The one letter that returns an incomplete form to its sender: every missing item by number, code and words, and that this is no
 * denial (UNHCR Resettlement Handbook 4.10).
 */
export function returnLetter(form: ReturnedForm): string {
  const { documentNumber, writtenOn, diaryNumber, rrf, rrfVersion, missing, answerDueOn, note } = form;
  const sender =
    rrf.source === 'unhcr' ? (rrf.unhcrOffice ?? 'UNHCR') : (rrf.sendingAuthority ?? rrf.submittingOfficer);
  const what = rrf.source === 'unhcr' ? 'Resettlement Registration Form' : 'submission';
  const items = missing.map(
    ({ code, text, source, pointers }, index) =>
      `${index + 1}. ${text}${persons(rrf, pointers)}\n   Code: ${code}. Source: ${source}.`,
  );
  return [
    `Swedish Migration Agency\n${writtenOn}\nDocument ${documentNumber}`,
    `To: ${sender ?? 'the sender'}`,
    [
      `Case ${diaryNumber}`,
      ...(rrf.unhcrCaseNumber ? [`Your case number ${rrf.unhcrCaseNumber}`] : []),
      `Your reference ${rrf.resettlementReferenceNumber}, version ${rrfVersion}, dated ${rrf.rrfDate}`,
    ].join('\n'),
    `The ${what} is returned because it is incomplete. This is not a denial: the case has not been decided on, and it is registered as soon as the completed ${what} has come.`,
    items.length > 0 ? `What is missing:\n\n${items.join('\n\n')}` : 'What is missing is said below.',
    ...(note ? [`Note: ${note}`] : []),
    `Please answer by ${answerDueOn}, under the same reference.`,
  ]
    .join('\n\n')
    .concat('\n');
}
