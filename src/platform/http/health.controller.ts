import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UnitOfWork } from '../database/unit-of-work.js';
import { rows } from '../database/sql.js';
import { ChoiceField } from './fields.js';
import { Needs, notSensitive, Reads } from './operation.js';

class HealthResponse {
  @ChoiceField({ about: 'ok, or no answer at all.', of: ['ok'] }) status: string;
}

@ApiTags('Health')
@Controller()
export class HealthController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Reads('health', {
    id: 'health',
    logs: notSensitive('health'),
    summary: 'The process is alive',
    returns: HealthResponse,
  })
  @Needs('public')
  health(): HealthResponse {
    return { status: 'ok' };
  }

  @Reads('ready', {
    id: 'ready',
    logs: notSensitive('health'),
    summary: 'The database answers',
    returns: HealthResponse,
  })
  @Needs('public')
  async ready(): Promise<HealthResponse> {
    await this.unitOfWork.read((tx) => rows(tx.manager, 'SELECT 1'));
    return { status: 'ok' };
  }
}
