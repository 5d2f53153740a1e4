export { FollowPersons } from './follow-persons.js';
export { MunicipalitiesModule } from './municipalities.module.js';
export {
  MunicipalitiesService,
  type AssignmentOfPerson,
  type AssignmentWish,
  type EndOfAssignments,
} from './municipalities.service.js';
export { ASSIGNMENT_STATUSES, type AssignmentStatus } from './municipalities.entities.js';
