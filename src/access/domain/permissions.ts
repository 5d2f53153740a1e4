import { EXCLUSION_PERMISSIONS } from './exclusion-permissions.js';
import { CASE_HANDLERS, CASE_KEEPERS, CASE_READERS, EXAMINERS, ROLES, STAFF, type Rule } from './roles.js';
import { WALL_PERMISSIONS } from './wall-permissions.js';
import { WATCH_PERMISSIONS } from './watch-permissions.js';

/**
 * The permission catalogue: who may do what. The word of a permission is the verb of its route and the action of its audit entry
 * (architecture.md 4). `own` limits a role to what concerns it: a municipality to its own assignments.
 */
export const PERMISSIONS = {
  'account.manage': { about: 'Make, change and close accounts', roles: ['administrator'] },
  'demo.set_clock': { about: 'Set the clock, outside production only', roles: ['administrator'] },
  ...WATCH_PERMISSIONS,
  'audit.read': { about: 'Read the open audit chain', roles: ['auditor'] },
  'reference.read': { about: 'Read reference data', roles: ROLES },
  'policy.read': { about: 'Read the dated rules', roles: STAFF },
  'quota.read': {
    about: 'Read periods, sub-quotas, balances and entries',
    roles: ['coordinator', 'decision_maker', 'statistician', 'auditor', 'placement_officer', 'travel_officer'],
  },
  'quota.plan': { about: 'Make periods and sub-quotas, decide and allocate places', roles: ['coordinator'] },
  'quota.consult': {
    about: 'Record consultations of the Ministry, on a period or a case of special importance',
    roles: ['coordinator'],
  },
  'quota.request': { about: 'Ask UNHCR for persons and record its answers', roles: ['coordinator'] },
  'quota.overrun': { about: 'Let a grant go beyond the places of a sub-quota, with a reason', roles: ['coordinator'] },
  'quota.fit': {
    about: 'Read which waiting cases fit the places of a sub-quota as wholes',
    roles: ['coordinator', 'decision_maker'],
  },
  'submission.receive': { about: 'Register a submission, import a batch', roles: CASE_KEEPERS },
  'submission.read': {
    about: 'Read the RRF and its completeness',
    roles: CASE_HANDLERS,
  },
  'submission.read_restricted': {
    about: 'Read the restricted parts of the RRF: claim, needs, confidential remarks',
    roles: [
      'case_officer',
      'decision_maker',
      'mission_leader',
      'security_liaison',
      'security_unit',
      'exclusion_specialist',
    ],
  },
  'case.read': { about: 'Read a case, its persons, next actions and timeline', roles: CASE_READERS },
  'case.search': { about: 'Search and list cases', roles: CASE_READERS },
  'view.keep': {
    about: 'Keep views of the cases, and share them with colleagues',
    // Not the security unit: what it looks for would tell of objections. The auditor changes nothing.
    roles: CASE_READERS.filter((role) => role !== 'security_unit' && role !== 'auditor'),
  },
  'view.lead': { about: 'Change shared views of colleagues, and take them over', roles: ['coordinator'] },
  'case.assign_officer': {
    about: 'Make an official responsible for a case',
    roles: ['coordinator', 'case_officer', 'decision_maker'],
  },
  'case.place_in_sub_quota': { about: 'Choose the sub-quota of a case', roles: CASE_KEEPERS },
  'case.reallocate': {
    about: 'Move a case without a grant to another sub-quota or period, on authority',
    roles: ['coordinator'],
  },
  'case.return_incomplete': { about: 'Return an incomplete RRF to UNHCR', roles: CASE_KEEPERS },
  'case.resubmit': { about: 'Register a completed RRF', roles: CASE_KEEPERS },
  'case.update_rrf': { about: 'Register a newer RRF of a registered case', roles: CASE_KEEPERS },
  'case.extend_clock': {
    about: 'Lengthen the clock to the conclusion of a case',
    roles: ['coordinator', 'decision_maker'],
  },
  'deadline.read': {
    about: 'List the deadlines of all cases',
    roles: ['coordinator', 'case_officer', 'decision_maker', 'placement_officer', 'travel_officer', 'auditor'],
  },
  'case.choose_route': { about: 'Choose dossier or mission', roles: ['coordinator', 'case_officer', 'mission_leader'] },
  'document.read': {
    about: 'Read the documents of a case; restricted ones by the permission for them',
    roles: CASE_HANDLERS,
  },
  'document.read_restricted': {
    about: 'Read documents on health, best interests, the claim or suspected crime',
    roles: ['case_officer', 'decision_maker', 'mission_leader', 'security_unit', 'exclusion_specialist'],
  },
  'document.find_missing': {
    about: 'List the documents whose content is missing',
    roles: ['coordinator', 'case_officer', 'mission_leader'],
  },
  'document.file': { about: 'File a document in a case', roles: ['coordinator', 'case_officer', 'mission_leader'] },
  'document.replace': {
    about: 'Let a newer version of a document take the place of the old',
    roles: ['coordinator', 'case_officer', 'mission_leader'],
  },
  'document.withdraw': {
    about: 'Withdraw a document that should not have been filed',
    roles: CASE_KEEPERS,
  },
  'duplicate.read': {
    about: 'Read the pairs of persons who may be one, and compare them',
    roles: ['coordinator', 'case_officer', 'decision_maker'],
  },
  'person.judge_duplicate': { about: 'Say whether two persons are one', roles: CASE_KEEPERS },
  'person.note_parallel': {
    about: 'Note a submission to another country or family reunification beside the case',
    roles: CASE_KEEPERS,
  },
  'person.refer': { about: 'Refer to the Security Service', roles: ['case_officer', 'security_liaison'] },
  ...WALL_PERMISSIONS,
  ...EXCLUSION_PERMISSIONS,
  'case.read_route_advice': {
    about: 'Read what the rules advise on the route; they look at the restricted parts of the form',
    roles: ['case_officer', 'decision_maker', 'mission_leader'],
  },
  'situation.record': {
    about: 'Record how safe and open a country of asylum is for a mission',
    roles: ['mission_leader', 'coordinator'],
  },
  'mission.plan': { about: 'Plan a selection mission and its team', roles: ['mission_leader', 'coordinator'] },
  'mission.read': {
    about: 'Read selection missions',
    roles: ['mission_leader', 'coordinator', 'case_officer', 'decision_maker'],
  },
  'person.interview': { about: 'Record an interview', roles: EXAMINERS },
  'examination.read': {
    about: 'Read what interviews and examinations found',
    roles: ['case_officer', 'decision_maker', 'mission_leader'],
  },
  'person.examine': { about: 'Begin the examination', roles: EXAMINERS },
  'person.record_examination': {
    about: 'Record the outcome of an examination',
    roles: EXAMINERS,
  },
  'person.defer': { about: 'Wait for information asked of UNHCR', roles: EXAMINERS },
  'person.resume': { about: 'Go on when the information has come', roles: EXAMINERS },
  'person.propose': { about: 'Propose a decision (first signature)', roles: ['case_officer'] },
  'person.return_proposal': { about: 'Send a proposal back instead of signing it', roles: ['decision_maker'] },
  'person.grant': { about: 'Grant a permit (second signature)', roles: ['decision_maker'], stepUp: true },
  'person.refuse': { about: 'Refuse a permit (second signature)', roles: ['decision_maker'] },
  'person.exclude': { about: 'Exclude (second signature)', roles: ['decision_maker'] },
  'case.answer_unhcr': {
    about: 'Answer UNHCR on a case',
    roles: ['coordinator', 'case_officer', 'decision_maker'],
  },
  'permit.read': { about: 'Read proposals, decisions and permits', roles: CASE_READERS },
  'municipality.number': { about: 'Set and revise municipal numbers', roles: ['placement_officer', 'coordinator'] },
  'municipality.read': {
    about: 'Read municipal numbers',
    roles: [
      'placement_officer',
      'coordinator',
      'travel_officer',
      'statistician',
      'auditor',
      'case_officer',
      'decision_maker',
    ],
  },
  'municipality.offer': {
    about: 'State what a municipality can take beside its number; a municipality its own',
    roles: ['placement_officer', 'municipality'],
    own: ['municipality'],
  },
  'municipality.read_offers': {
    about: 'Read what municipalities say that they can take; a municipality its own',
    roles: ['placement_officer', 'coordinator', 'travel_officer', 'auditor', 'municipality'],
    own: ['municipality'],
  },
  'assignment.read': {
    about: 'Read assignments; a municipality its own, anonymous until it has accepted',
    roles: [
      'placement_officer',
      'coordinator',
      'travel_officer',
      'case_officer',
      'decision_maker',
      'auditor',
      'municipality',
    ],
    own: ['municipality'],
  },
  'assignment.disclose_needs': {
    about: 'Tell a municipality or region what it must arrange for somebody for reasons of health',
    roles: ['placement_officer'],
  },
  'person.assign': { about: 'Assign a municipality', roles: ['placement_officer'] },
  'placement.plan': { about: 'Plan assignments, and call such a plan off', roles: ['placement_officer'] },
  'placement.read': {
    about: 'Read plans, why they are as they are, and what a change costs',
    roles: ['placement_officer', 'coordinator'],
  },
  'placement.condition': { about: 'Say where a case must, should or must not live', roles: ['placement_officer'] },
  'municipality.over_assign': {
    about: 'Assign beyond a municipal number, with a reason',
    roles: ['placement_officer'],
  },
  'person.accept': {
    about: 'Accept an assignment',
    roles: ['municipality', 'placement_officer'],
    own: ['municipality'],
  },
  'person.decline': {
    about: 'Decline an assignment',
    roles: ['municipality', 'placement_officer'],
    own: ['municipality'],
  },
  'person.unassign': { about: 'Take an assignment back', roles: ['placement_officer'] },
  'travel.read': {
    about: 'Read checklists, travel requests and bookings',
    roles: ['travel_officer', 'placement_officer', 'coordinator', 'case_officer', 'auditor'],
  },
  'person.check': { about: 'Keep the checklist before departure', roles: ['travel_officer'] },
  'person.make_ready': { about: 'Declare ready to travel', roles: ['travel_officer'] },
  'person.unready': { about: 'Take the readiness back', roles: ['travel_officer'] },
  'travel.request': { about: 'Order the journey from IOM', roles: ['travel_officer'] },
  'travel.approve_emergency': {
    about: 'Let an emergency travel while transfers are suspended',
    roles: ['coordinator'],
  },
  'person.book': { about: 'Record a booking', roles: ['travel_officer'] },
  'person.postpone': { about: 'Postpone a booked journey', roles: ['travel_officer'] },
  'person.depart': { about: 'Record a departure', roles: ['travel_officer'] },
  'person.turn_back': { about: 'Record that a traveller was turned back', roles: ['travel_officer'] },
  'person.arrive': { about: 'Record an arrival', roles: ['travel_officer'] },
  'person.reverse_arrival': { about: 'Reverse a wrong arrival', roles: ['travel_officer'] },
  'person.receive': { about: 'Record the reception', roles: ['municipality', 'travel_officer'], own: ['municipality'] },
  'person.reverse_reception': { about: 'Reverse a wrong reception', roles: ['travel_officer'] },
  'person.discontinue': { about: 'Discontinue: consent or biometrics refused', roles: ['case_officer', 'coordinator'] },
  'person.withdraw_permit': {
    about: 'Withdraw a permit before entry; the security unit on the sealed file alone',
    roles: ['decision_maker', 'security_unit'],
  },
  'person.withdraw': { about: 'Withdraw a person from the programme', roles: CASE_KEEPERS },
  'person.record_death': { about: 'Record a death', roles: ['coordinator', 'case_officer', 'travel_officer'] },
  'person.lose_contact': {
    about: 'Record that contact is lost',
    roles: ['coordinator', 'case_officer', 'travel_officer'],
  },
  'person.resettle_elsewhere': {
    about: 'Record resettlement to another country',
    roles: CASE_KEEPERS,
  },
  'person.reopen': { about: 'Reopen for a person whose case had ended', roles: CASE_KEEPERS },
  'case.add_member': { about: 'Add a newborn or a found relative', roles: CASE_KEEPERS },
  'case.choose_principal': { about: 'Choose the principal applicant anew', roles: CASE_KEEPERS },
  'case.record_marriage': { about: 'Record a marriage in a case', roles: CASE_KEEPERS },
  'case.record_separation': { about: 'Record a separation in a case', roles: CASE_KEEPERS },
  'case.split': { about: 'Let members go on in a case of their own', roles: CASE_KEEPERS },
  'case.merge': { about: 'Let two cases go on as one', roles: CASE_KEEPERS },
  'case.link': { about: 'Link cases that travel together', roles: CASE_KEEPERS },
  'case.unlink': { about: 'Take such a link back', roles: CASE_KEEPERS },
  'case.dismiss_difference': {
    about: 'Leave a case as it is although a newer RRF lists others',
    roles: CASE_KEEPERS,
  },
  'report.read': {
    about: 'Read the quota progress',
    roles: ['coordinator', 'decision_maker', 'placement_officer', 'travel_officer', 'statistician', 'auditor'],
  },
  'report.keep_columns': {
    about: 'Keep the columns of assignment lists',
    roles: ['placement_officer', 'coordinator'],
  },
  'report.export_assignments': {
    about: 'Export municipality assignments',
    roles: ['placement_officer', 'coordinator'],
    stepUp: true,
  },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof PERMISSIONS;
