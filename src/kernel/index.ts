export * from './actor.js';
export * from './clock.js';
export * from './errors.js';
export * from './ids.js';
export * from './partial-date.js';
export * from './plain-date.js';
export * from './random.js';
