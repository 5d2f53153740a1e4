export { AssignPersons, type AssignmentDecision } from './assign-persons.js';
export { dwellingsBetween, stopOn, DWELLING_SIZES } from './domain/offers.js';
export { WhatCanBeTaken, type CanTake, type StandingAssignment } from './what-can-be-taken.js';
export { FollowPersons } from './follow-persons.js';
export { MunicipalitiesModule } from './municipalities.module.js';
export {
  MunicipalitiesService,
  type AssignmentOfPerson,
  type AssignmentWish,
  type EndOfAssignments,
} from './municipalities.service.js';
export { ASSIGNMENT_STATUSES, type AssignmentStatus } from './municipalities.entities.js';
