export { startPostgres as default } from './postgres-server.mjs';
