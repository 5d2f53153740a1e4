export { AccessModule } from './access.module.js';
export { AccessService, systemActor, type NewAccount } from './access.service.js';
export { Public, REQUIRED, Requires, RequiresSession } from './access.guard.js';
export { SessionsService, type CurrentSession, type SignedIn } from './sessions.service.js';
export { CreatedResponse } from './created.dto.js';
export {
  PERMISSIONS,
  permits,
  permitsOwnOnly,
  readsBehindWall,
  ROLES,
  type Permission,
  type Role,
} from './domain/permissions.js';
export { DemoClockModule } from './demo-clock.controller.js';
export { hasDemoAccounts } from './demo-accounts.js';
