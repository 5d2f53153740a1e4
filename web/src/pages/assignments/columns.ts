import type { AnswerOf } from '../../api/client';

export type AssignmentColumn = AnswerOf<'listKeptColumns'>['items'][number]['columns'][number];

/** The columns that a list of assignments can have, in their usual order. */
export const ASSIGNMENT_COLUMNS = [
  ...(['countyCode', 'countyName', 'municipalityCode', 'municipalityName', 'diaryNumber', 'personNumber'] as const),
  ...(['familyName', 'givenNames', 'familySize', 'ageBand', 'assignedOn', 'latestReceptionOn', 'status'] as const),
  ...(['acceptedOn', 'arrivedOn', 'receivedOn', 'assignmentId'] as const),
] as const satisfies readonly AssignmentColumn[];
