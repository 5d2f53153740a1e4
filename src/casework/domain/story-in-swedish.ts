import { listOf, text, type Sentence } from './told.js';
import type { ToldAct } from './story.js';

// The story in Swedish: one sentence for each that story.ts tells in English; it does not compile while one is lacking.

const WORDS: Readonly<Record<string, string>> = {
  agreed: 'instämmer',
  agreed_with_changes: 'instämmer med ändringar',
  not_agreed: 'instämmer inte',
  taken_note_of: 'har tagit del av det',
  dual_submission: 'framställan även till ett annat land',
  family_reunification: 'familjeåterförening',
  withdrawn: 'återkallat',
  lapsed: 'förfallet',
};
const inWords = (code: unknown): string => WORDS[text(code)] ?? text(code).replaceAll('_', ' ');
const howMany = (count: number): string => (count === 1 ? '1 person' : `${count} personer`);
const lacking = (missing: unknown): string =>
  listOf(missing).length === 0 ? 'komplett' : `${listOf(missing).length} uppgifter saknas`;
const waiting = (differences: unknown): string =>
  Number(differences ?? 0) === 0
    ? 'den tar upp ärendets personer'
    : `den skiljer sig från ärendet för ${howMany(Number(differences))}`;
const always =
  (sentence: string): Sentence =>
  () =>
    sentence;
const ending =
  (sentence: string): Sentence =>
  ({ payload, personIds }) =>
    payload.principalApplicantId !== undefined && personIds[0] === payload.principalApplicantId
      ? `${sentence} Personen var huvudsökande: en ny ska väljas, och vårdnaden om barnen kontrolleras.`
      : sentence;
const places =
  (one: string, several: string): Sentence =>
  ({ personIds }) =>
    personIds.length === 1 ? `Platsen för 1 person ${one}.` : `Platserna för ${howMany(personIds.length)} ${several}.`;

export const IN_SWEDISH: { readonly [action in ToldAct]: Sentence } = {
  'case.create': ({ payload }) => `Ärendet öppnades med diarienummer ${text(payload.diaryNumber)}.`,
  'submission.receive': ({ payload }) =>
    `RRF:en registrerades som handling ${text(payload.documentNumber)}: ${lacking(payload.missing)}.`,
  'case.return_incomplete': ({ payload }) =>
    `RRF:en återsändes som ofullständig (brev ${text(payload.documentNumber)}); svaret väntas senast ${text(payload.answerDueOn)}.`,
  'case.resubmit': ({ payload }) =>
    `Version ${text(payload.rrfVersion)} av RRF:en registrerades som handling ${text(payload.documentNumber)}: ${lacking(payload.missing)}.`,
  'case.update_rrf': ({ payload }) =>
    `Version ${text(payload.rrfVersion)} av RRF:en registrerades som handling ${text(payload.documentNumber)}: ${waiting(payload.differences)}.`,
  'document.file': ({ payload }) => `En handling registrerades som ${text(payload.documentNumber)}.`,
  'document.replace': ({ payload }) =>
    `Version ${text(payload.number)} av handlingen ${text(payload.documentNumber)} ersatte den förra.`,
  'document.withdraw': ({ payload }) =>
    `Handlingen ${text(payload.documentNumber)} drogs tillbaka: innehållet är dolt.`,
  'document.refuse_malware': always('En fil togs inte emot: skyddet mot skadlig kod fann något i den.'),
  'case.extend_clock': ({ payload }) =>
    `Fristen förlängdes med ${text(payload.months)} månader, till ${text(payload.dueOn)}.`,
  'case.assign_officer': ({ payload }) =>
    text(payload.officerName) === ''
      ? 'Ingen ansvarar längre för ärendet.'
      : `${text(payload.officerName)} blev ansvarig för ärendet.`,
  'case.place_in_sub_quota': ({ payload }) => `Ärendet placerades i delkvoten ${text(payload.subQuota)}.`,
  'case.reallocate': ({ payload }) =>
    payload.carriedFrom === undefined
      ? `Ärendet flyttades till delkvoten ${text(payload.subQuota)}, ${text(payload.period)}, med stöd av ${text(payload.authority)}.`
      : `Ärendet fördes över från ${text(payload.carriedFrom)} till delkvoten ${text(payload.subQuota)}, med stöd av ${text(payload.authority)}.`,
  'case.mark_special_importance': always('Ärendet märktes som ett av särskild vikt.'),
  'case.unmark_special_importance': always('Ärendet är inte längre av särskild vikt.'),
  'case.consult': ({ payload }) => `Samråd med ${text(payload.consulted)} (${text(payload.documentReference)}).`,
  'case.record_answer': ({ payload }) =>
    `${text(payload.consulted)} svarade: ${inWords(payload.outcome)} (${text(payload.documentReference)}).`,
  'case.choose_route': ({ payload }) =>
    payload.route === 'mission' ? 'Utreds på uttagningsresa.' : 'Utreds på dossier.',
  'case.add_to_mission': ({ payload }) =>
    `Sattes upp på uttagningsresan till ${text(payload.place)}, ${text(payload.startsOn)} till ${text(payload.endsOn)}.`,
  'case.leave_mission': ({ payload }) =>
    `Ärendet togs av uttagningsresan till ${text(payload.place)} och väntar på en annan.`,
  'case.shift_mission': ({ payload }) =>
    `Uttagningsresan till ${text(payload.place)} flyttades till ${text(payload.startsOn)} till ${text(payload.endsOn)}.`,
  'case.add_member': ({ payload }) =>
    payload.arrival === 'newborn' ? 'Ett nyfött barn lades till.' : 'En anhörig som återfunnits lades till.',
  'case.choose_principal': always('En ny huvudsökande valdes; relationerna ordnades om.'),
  'case.record_marriage': always('Ett äktenskap mellan två medlemmar registrerades.'),
  'case.record_separation': always('En separation mellan två medlemmar registrerades.'),
  'case.split': ({ payload, personIds }) =>
    `${howMany(personIds.length)} gick vidare i ett eget ärende, ${text(payload.newCase)}.`,
  'case.merge': ({ payload, personIds }) =>
    `${howMany(personIds.length)} från ${text(payload.fromCase)} gick vidare i det här ärendet.`,
  'case.merge_into': ({ payload }) => `Sammanfördes med ${text(payload.toCase)} och stängdes.`,
  'case.link': ({ payload }) => `Kopplades till ${text(payload.otherCase)}: de reser och bosätts tillsammans.`,
  'case.unlink': ({ payload }) => `Kopplingen till ${text(payload.otherCase)} togs tillbaka.`,
  'case.dismiss_difference': ({ payload, personIds }) =>
    personIds.length > 0
      ? `står kvar i ärendet, fast version ${text(payload.rrfVersion)} av RRF:en inte längre tar upp personen.`
      : `En person som version ${text(payload.rrfVersion)} av RRF:en tar upp utöver ärendet lades inte till.`,
  'person.move': ({ payload }) => `gick vidare i ${text(payload.toCase)}, från ${text(payload.fromCase)}.`,
  'person.retell': ({ payload }) => `uppgifter om familjen ändrades (${listOf(payload.fields).length} fält).`,
  'person.list': always('upptagen i ärendet.'),
  'person.judge_duplicate': ({ payload }) =>
    payload.verdict === 'same_person'
      ? 'bedömd vara samma person som i en annan registrering.'
      : 'bedömd vara en annan person än i en annan registrering.',
  'person.note_parallel': ({ payload }) => `Ett parallellt förfarande noterades (${inWords(payload.kind)}).`,
  'person.end_parallel': ({ payload }) => `Ett parallellt förfarande upphörde (${inWords(payload.kind)}).`,
  'person.correct': ({ payload }) => `uppgifter rättades efter en nyare RRF (${listOf(payload.fields).length} fält).`,
  'person.refer': always('remitterad till Säkerhetspolisen.'),
  'person.clear': always('säkerhetskontrollen avslutad utan erinran.'),
  'person.examine': always('utredningen inledd.'),
  'person.interview': always('En intervju registrerades.'),
  'person.record_examination': always('En utrednings utfall registrerades.'),
  'person.assess_exclusion': ({ personIds }) => `Uteslutande bedömdes för ${howMany(personIds.length)}.`,
  'person.review_exclusion': ({ personIds }) =>
    `En bedömning av uteslutande granskades av en specialist (${howMany(personIds.length)}).`,
  'record.request': always('En kopia av ärendet begärdes.'),
  'record.prepare': always('En maskerad kopia av ärendet förbereddes.'),
  'record.review': ({ payload }) =>
    payload.approved === true
      ? 'En maskerad kopia godkändes av en andra person.'
      : 'En maskerad kopia sändes tillbaka.',
  'record.release': always('En maskerad kopia av ärendet lämnades ut.'),
  'person.defer': always('vilande: uppgifter begärdes från UNHCR.'),
  'person.resume': always('utredningen återupptogs.'),
  'person.return_proposal': ({ payload }) =>
    `Förslaget för ${howMany(listOf(payload.proposals).length)} sändes tillbaka i stället för att undertecknas.`,
  'case.answer_unhcr': always('UNHCR fick svar.'),
  'person.propose': ({ personIds }) => `Ett beslut föreslogs för ${howMany(personIds.length)} (första underskriften).`,
  'person.grant': always('uppehållstillstånd beviljat.'),
  'person.refuse': always('uppehållstillstånd avslaget.'),
  'person.exclude': always('uppehållstillstånd avslaget: utesluten.'),
  'person.assign': always('anvisad till en kommun.'),
  'person.accept': always('mottagen anvisning: kommunen har accepterat.'),
  'person.decline': always('kommunen har avböjt.'),
  'person.unassign': always('anvisningen togs tillbaka; tillstånd och plats består.'),
  'person.check': always('Checklistan före avresan fördes.'),
  'travel.request': always('Resan beställdes av IOM.'),
  'travel.approve_emergency': always('Fick som akut ärende resa fast överföringarna är inställda.'),
  'person.make_ready': always('redo att resa.'),
  'person.unready': always('inte längre redo att resa.'),
  'person.book': ({ payload }) => `resan bokad (${text(payload.bookingReference)}), avresa ${text(payload.departsOn)}.`,
  'person.postpone': always('resan uppskjuten; tillstånd och plats består.'),
  'person.depart': always('avrest.'),
  'person.turn_back': always('vände om på vägen.'),
  'person.arrive': always('ankommen till Sverige.'),
  'person.reverse_arrival': always('den registrerade ankomsten var fel och är återförd.'),
  'person.receive': always('mottagen av kommunen.'),
  'person.reverse_reception': always('det registrerade mottagandet var fel och är återfört.'),
  'person.discontinue': ending('avskriven.'),
  'person.withdraw': ending('återkallad.'),
  'person.withdraw_permit': ending('tillståndet återkallat före inresan.'),
  'person.record_death': ending('avliden.'),
  'person.lose_contact': ending('kontakten förlorad.'),
  'person.resettle_elsewhere': (told) =>
    ending(`vidarebosatt i ett annat land (${text(told.payload.countryCode)}).`)(told),
  'person.reopen': always('upptagen på nytt; det tidigare beslutet består.'),
  'permit.end': ({ payload }) => `tillståndet upphörde (${inWords(payload.why)}).`,
  'quota.reserve': places('reserverades', 'reserverades'),
  'quota.use': places('räknades som använd', 'räknades som använda'),
  'quota.reverse': places('återfördes till reserverad', 'återfördes till reserverade'),
  'quota.release': places('frigjordes', 'frigjordes'),
  'quota.overrun': ({ payload }) =>
    `${howMany(Number(payload.places ?? 0))} utöver delkvotens platser: ett överskridande.`,
};
