export { PlacementModule } from './placement.module.js';
export * from './engine.js';
