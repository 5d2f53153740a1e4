export { AuditWatch, type Verification } from './audit-watch.js';
export { AuditModule } from './audit.module.js';
export { AuditService, unlogged, type AuditRecord, type AuditView } from './audit.service.js';
export { CheckpointFile, newAuditKey, type Checkpoint } from './checkpoint.js';
export { PurgePayloads, type PurgeReceipt } from './purge-payloads.js';
export { verifyChain, type ChainCheck } from './verify-chain.js';
export { AUDIT_CHAINS, type AuditChain } from './audit.entities.js';
