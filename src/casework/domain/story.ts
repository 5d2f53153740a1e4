import { IN_SWEDISH } from './story-in-swedish.js';
import { listOf, text, type Sentence, type Told } from './told.js';

const inWords = (code: unknown): string => text(code).replaceAll('_', ' ');
const howMany = (count: number): string => (count === 1 ? '1 person' : `${count} persons`);
const lacking = (missing: unknown): string =>
  listOf(missing).length === 0 ? 'complete' : `${listOf(missing).length} things are missing`;
const waiting = (differences: unknown): string =>
  Number(differences ?? 0) === 0
    ? 'it lists the persons of the case'
    : `it differs from the case on ${howMany(Number(differences))}`;
const always =
  (sentence: string): Sentence =>
  () =>
    sentence;
const principal = ({ payload, personIds }: Told): string =>
  payload.principalApplicantId !== undefined && personIds[0] === payload.principalApplicantId
    ? ' This was the principal applicant: a new one must be chosen, and the custody of children be checked.'
    : '';
const ending =
  (sentence: string): Sentence =>
  (told) =>
    sentence + principal(told);
const places =
  (done: string): Sentence =>
  ({ personIds }) =>
    `${personIds.length === 1 ? 'The place' : 'The places'} of ${howMany(personIds.length)} ${personIds.length === 1 ? 'was' : 'were'} ${done}.`;

/** One sentence an act. Those about a person are put after the person's number and name. */
const IN_ENGLISH = {
  'case.create': ({ payload }) => `The case was opened under the diary number ${text(payload.diaryNumber)}.`,
  'submission.receive': ({ payload }) =>
    `The RRF was registered as document ${text(payload.documentNumber)}: ${lacking(payload.missing)}.`,
  'case.return_incomplete': ({ payload }) =>
    `The RRF was returned to its sender as incomplete (letter ${text(payload.documentNumber)}); the answer is awaited by ${text(payload.answerDueOn)}.`,
  'case.resubmit': ({ payload }) =>
    `Version ${text(payload.rrfVersion)} of the RRF was registered as document ${text(payload.documentNumber)}: ${lacking(payload.missing)}.`,
  'case.update_rrf': ({ payload }) =>
    `Version ${text(payload.rrfVersion)} of the RRF was registered as document ${text(payload.documentNumber)}: ${waiting(payload.differences)}.`,
  'document.file': ({ payload }) => `A document was filed as ${text(payload.documentNumber)}.`,
  'document.replace': ({ payload }) =>
    `Version ${text(payload.number)} of the document ${text(payload.documentNumber)} took the place of the one before.`,
  'document.withdraw': ({ payload }) =>
    `The document ${text(payload.documentNumber)} was withdrawn: its content is hidden.`,
  'document.refuse_malware': always('A file was not taken: the malware scanner found something in it.'),
  'case.extend_clock': ({ payload }) =>
    `The clock to the conclusion was lengthened by ${text(payload.months)} months, to ${text(payload.dueOn)}.`,
  'case.assign_officer': ({ payload }) =>
    text(payload.officerName) === ''
      ? 'Nobody is responsible for the case any more.'
      : `${text(payload.officerName)} became responsible for the case.`,
  'case.place_in_sub_quota': ({ payload }) => `The case was placed in the sub-quota ${text(payload.subQuota)}.`,
  'case.reallocate': ({ payload }) =>
    payload.carriedFrom === undefined
      ? `The case was reallocated to the sub-quota ${text(payload.subQuota)}, ${text(payload.period)}, on the authority of ${text(payload.authority)}.`
      : `The case was carried over from ${text(payload.carriedFrom)} to the sub-quota ${text(payload.subQuota)}, on the authority of ${text(payload.authority)}.`,
  'case.mark_special_importance': always('The case was marked as one of special importance.'),
  'case.unmark_special_importance': always('The case is no longer of special importance.'),
  'case.consult': ({ payload }) => `${text(payload.consulted)} was consulted (${text(payload.documentReference)}).`,
  'case.record_answer': ({ payload }) =>
    `${text(payload.consulted)} answered: ${inWords(payload.outcome)} (${text(payload.documentReference)}).`,
  'case.choose_route': ({ payload }) =>
    payload.route === 'mission' ? 'To be examined by a mission.' : 'To be examined on dossier.',
  'case.add_to_mission': ({ payload }) =>
    `Put on the mission to ${text(payload.place)}, ${text(payload.startsOn)} to ${text(payload.endsOn)}.`,
  'case.leave_mission': ({ payload }) => `Taken off the mission to ${text(payload.place)}; it waits for another.`,
  'case.shift_mission': ({ payload }) =>
    `The mission to ${text(payload.place)} moved to ${text(payload.startsOn)} to ${text(payload.endsOn)}.`,
  'case.add_member': ({ payload }) =>
    payload.arrival === 'newborn' ? 'A newborn was added.' : 'A relative who was found was added.',
  'case.choose_principal': always('A new principal applicant was chosen; the relations were rebuilt.'),
  'case.record_marriage': always('A marriage of two members was recorded.'),
  'case.record_separation': always('A separation of two members was recorded.'),
  'case.split': ({ payload, personIds }) =>
    `${howMany(personIds.length)} went on in a case of their own, ${text(payload.newCase)}.`,
  'case.merge': ({ payload, personIds }) =>
    `${howMany(personIds.length)} of ${text(payload.fromCase)} went on in this case.`,
  'case.merge_into': ({ payload }) => `Merged into ${text(payload.toCase)} and closed.`,
  'case.link': ({ payload }) => `Linked to ${text(payload.otherCase)}: they travel and settle together.`,
  'case.unlink': ({ payload }) => `The link to ${text(payload.otherCase)} was taken back.`,
  'case.dismiss_difference': ({ payload, personIds }) =>
    personIds.length > 0
      ? `stays in the case, though version ${text(payload.rrfVersion)} of the RRF lists them no longer.`
      : `Somebody whom version ${text(payload.rrfVersion)} of the RRF lists beside the case was not added.`,
  'person.move': ({ payload }) => `went on in ${text(payload.toCase)}, coming from ${text(payload.fromCase)}.`,
  'person.retell': ({ payload }) =>
    `what is known of the family was changed (${listOf(payload.fields).map(text).join(', ')}).`,
  'person.list': always('listed.'),
  'person.judge_duplicate': ({ payload }) =>
    payload.verdict === 'same_person'
      ? 'judged to be the same as a person of another registration.'
      : 'judged not to be the same as a person of another registration.',
  'person.note_parallel': ({ payload }) => `A parallel procedure was noted (${inWords(payload.kind)}).`,
  'person.end_parallel': ({ payload }) => `A parallel procedure ended (${inWords(payload.kind)}).`,
  'person.correct': ({ payload }) =>
    `particulars corrected from a newer RRF (${listOf(payload.fields).map(text).join(', ')}).`,
  'person.refer': always('referred to the Security Service.'),
  'person.clear': always('pre-screening concluded without objection.'),
  'person.examine': always('examination begun.'),
  'person.interview': always('An interview was recorded.'),
  'person.record_examination': always('The outcome of an examination was recorded.'),
  'person.assess_exclusion': ({ personIds }) => `Exclusion was assessed for ${howMany(personIds.length)}.`,
  'person.review_exclusion': ({ personIds }) =>
    `An exclusion assessment was looked at by a specialist (${howMany(personIds.length)}).`,
  'record.request': always('A copy of the case was asked for.'),
  'record.prepare': always('A masked copy of the case was prepared.'),
  'record.review': ({ payload }) =>
    payload.approved === true ? 'A masked copy was approved by a second person.' : 'A masked copy was sent back.',
  'record.release': always('A masked copy of the case was given out.'),
  'person.defer': always('deferred: information was asked of UNHCR.'),
  'person.resume': always('examination resumed.'),
  'person.return_proposal': ({ payload }) =>
    `The proposal for ${howMany(listOf(payload.proposals).length)} was sent back instead of signed.`,
  'case.answer_unhcr': always('UNHCR was answered.'),
  'person.propose': ({ personIds }) => `A decision was proposed for ${howMany(personIds.length)} (first signature).`,
  'person.grant': always('permit granted.'),
  'person.refuse': always('permit refused.'),
  'person.exclude': always('permit refused: excluded.'),
  'person.assign': always('assigned to a municipality.'),
  'person.accept': always('accepted by the municipality.'),
  'person.decline': always('declined by the municipality.'),
  'person.unassign': always('assignment taken back; permit and place stay.'),
  'person.check': always('The checklist before departure was kept.'),
  'travel.request': always('The journey was ordered from IOM.'),
  'travel.approve_emergency': always('Approved to travel as an emergency although transfers are suspended.'),
  'person.make_ready': always('ready to travel.'),
  'person.unready': always('not ready to travel any more.'),
  'person.book': ({ payload }) =>
    `journey booked (${text(payload.bookingReference)}), departure on ${text(payload.departsOn)}.`,
  'person.postpone': always('journey postponed; permit and place stay.'),
  'person.depart': always('departed.'),
  'person.turn_back': always('turned back on the way.'),
  'person.arrive': always('arrived in Sweden.'),
  'person.reverse_arrival': always('the recorded arrival was wrong and is reversed.'),
  'person.receive': always('received by the municipality.'),
  'person.reverse_reception': always('the recorded reception was wrong and is reversed.'),
  'person.discontinue': ending('discontinued.'),
  'person.withdraw': ending('withdrawn.'),
  'person.withdraw_permit': ending('permit withdrawn before entry.'),
  'person.record_death': ending('deceased.'),
  'person.lose_contact': ending('contact lost.'),
  'person.resettle_elsewhere': ({ payload, ...told }) =>
    `resettled elsewhere (${text(payload.countryCode)}).${principal({ payload, ...told })}`,
  'person.reopen': always('listed anew; the earlier decision stays.'),
  'permit.end': ({ payload }) => `the permit ended (${inWords(payload.why)}).`,
  'quota.reserve': places('reserved'),
  'quota.use': places('counted as used'),
  'quota.reverse': places('reversed to reserved'),
  'quota.release': places('released'),
  'quota.overrun': ({ payload }) =>
    `${howMany(Number(payload.places ?? 0))} beyond the places of the sub-quota: an overrun.`,
} satisfies { readonly [action: string]: Sentence };
/** The acts that have a sentence of their own; story-in-swedish.ts has one for each, too. */
export type ToldAct = keyof typeof IN_ENGLISH;

const SENTENCES = { en: IN_ENGLISH, sv: IN_SWEDISH } satisfies Record<string, { readonly [action: string]: Sentence }>;

/** What happened, in words. An act that has no sentence of its own is told by its word. */
export function tell(told: Told, language: keyof typeof SENTENCES): string {
  const { action } = told;
  const sentences: { readonly [action: string]: Sentence } = SENTENCES[language];
  const sentence = sentences[action];
  return sentence ? sentence(told) : `${inWords(action.slice(action.indexOf('.') + 1))}.`;
}

/** Whom an entry concerns: its subject, or those that it names. */
export function personsOf({
  subjectType,
  subjectId,
  payload,
}: {
  subjectType: string;
  subjectId: string | null;
  payload: Readonly<Record<string, unknown>>;
}): string[] {
  if (subjectType === 'person') return subjectId ? [subjectId] : [];
  const named = [
    ...listOf(payload.personIds),
    payload.personId,
    ...[...listOf(payload.proposals), ...listOf(payload.items)].map((one) => (one as { personId?: unknown }).personId),
  ];
  return [...new Set(named.filter((id) => typeof id === 'string'))];
}
