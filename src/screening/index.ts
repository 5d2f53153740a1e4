export { ScreeningModule } from './screening.module.js';
