export { ExclusionModule } from './exclusion.module.js';
