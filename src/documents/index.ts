export { DocumentsModule } from './documents.module.js';
export { DocumentsService, type KindInCase } from './documents.service.js';
export { KINDS, type DocumentKind } from './domain/kinds.js';
