import 'reflect-metadata';
import { createApp } from './app.js';
import { readConfig, SettableClock, SystemClock } from './platform/index.js';
import { prepareDatabase } from './prepare-database.js';

try {
  const config = readConfig(process.env);
  const { release } = await prepareDatabase(config);
  const app = await createApp(config, config.production ? new SystemClock() : new SettableClock());
  await app.listen(config.port, config.host);
  console.log(`Vidar listens on ${await app.getUrl()}${config.docs ? ', Swagger UI at /docs' : ''}`);
  process.once('exit', release);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
