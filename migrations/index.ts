export { Core1735700000100 } from './1735700000100-core.js';
export { Access1735700000200 } from './1735700000200-access.js';
export { Reference1735700000300 } from './1735700000300-reference.js';
export { Quotas1735700000400 } from './1735700000400-quotas.js';
export { Cases1735700000500 } from './1735700000500-cases.js';
export { Submissions1735700000600 } from './1735700000600-submissions.js';
export { Selection1735700000900 } from './1735700000900-selection.js';
export { Municipalities1735700001100 } from './1735700001100-municipalities.js';
