import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { Clock } from '../kernel/index.js';
import { SystemClock } from './clock/system-clock.js';
import { CONFIG, type Config } from './config/config.js';
import { openDataSource } from './database/data-source.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { HealthController } from './http/health.controller.js';
import { JobsService } from './jobs/jobs.service.js';

/** Settings, clock, database and jobs: what every module may ask for. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, options: DataSourceOptions, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...options, retryAttempts: 1 }),
          dataSourceFactory: (given) => openDataSource(given!),
        }),
      ],
      controllers: [HealthController],
      providers: [{ provide: CONFIG, useValue: config }, { provide: Clock, useValue: clock }, UnitOfWork, JobsService],
      exports: [CONFIG, Clock, UnitOfWork, JobsService],
    };
  }
}
