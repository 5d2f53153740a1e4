export { TravelModule } from './travel.module.js';
