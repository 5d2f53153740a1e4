export { PermitsModule } from './permits.module.js';
