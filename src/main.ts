import { setFlagsFromString } from 'node:v8';
import 'reflect-metadata';
import { createApp, endOnSignal } from './app.js';
import { readConfig, SettableClock, SystemClock } from './platform/index.js';
import { prepareDatabase } from './prepare-database.js';

// What a long job leaves behind would otherwise lie until the heap has grown to several times what lives in it: it is taken back when
// the heap has grown by half.
setFlagsFromString('--heap-growing-percent=50');

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const { release } = await prepareDatabase(config);
  try {
    const app = await createApp(config, config.production ? new SystemClock() : new SettableClock());
    endOnSignal(app, release);
    await app.listen(config.port, config.host);
    console.log(`Vidar listens on ${await app.getUrl()}${config.docs ? ', Swagger UI at /docs' : ''}`);
  } catch (error) {
    await release();
    throw error;
  }
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
