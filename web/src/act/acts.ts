import { OPERATIONS, type OperationId } from '../api/operations';

/** An act on a case as the interface has it. */
export interface Act {
  operation: OperationId;
  /** The verb as next-actions names it. */
  verb: string;
  permission: string;
}

// Verbs that are not written `/actions/{verb}`.
const OTHERWISE: Readonly<Partial<Record<OperationId, string>>> = {
  recordCaseConsultation: 'consult',
  recordInterview: 'record_interview',
  requestTravel: 'request_travel',
  requestRecord: 'request_record',
  declareConflict: 'declare_conflict',
  breakGlass: 'break_glass',
  recordPlacementCondition: 'record_placement_condition',
};

/** What has a page or a file of its own. */
const ELSEWHERE: readonly string[] = [
  'draftSecurityCase',
  'fileDocument',
  'answerCaseConsultation',
  'resubmit',
  'updateRrf',
];

/** Every act of a case, by the document: a verb added to the interface tomorrow is offered here. */
export const ACTS: readonly Act[] = (Object.keys(OPERATIONS) as OperationId[]).flatMap((operation) => {
  const { path, method, permission } = OPERATIONS[operation];
  const [, rest] = /\/cases\/\{caseId\}\/(.+)$/.exec(path) ?? [];
  if (method !== 'POST' || !rest || rest.startsWith('previews/') || ELSEWHERE.includes(operation)) return [];
  const verb = OTHERWISE[operation] ?? rest.replace('actions/', '').replaceAll('-', '_');
  return [{ operation, verb, permission }];
});

export const actOf = (verb: string): Act | undefined => ACTS.find((act) => act.verb === verb);
