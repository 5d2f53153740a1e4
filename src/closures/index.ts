export { ClosuresModule } from './closures.module.js';
export { GatherClosureFacts, type ClosureFacts } from './gather-facts.js';
