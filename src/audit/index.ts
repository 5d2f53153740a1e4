export { AuditModule } from './audit.module.js';
export { AuditService, type AuditRecord, type AuditView } from './audit.service.js';
export { AUDIT_CHAINS, type AuditChain } from './audit.entities.js';
