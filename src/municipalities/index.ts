export { MunicipalitiesModule } from './municipalities.module.js';
