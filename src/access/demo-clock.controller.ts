import { Body, Controller, Module } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '../kernel/index.js';
import { Acts, InstantField, SettableClock } from '../platform/index.js';
import { Requires } from './access.guard.js';

export class SetClockRequest {
  @InstantField({ about: 'What time it shall be; the clock goes on from there.', example: '2025-01-07T08:00:00.000Z' })
  now: string;
}

export class ClockResponse {
  @InstantField({ about: 'What time it is now.' }) now: string;
}

@ApiTags('Demo')
@Controller('demo')
class DemoClockController {
  constructor(private readonly clock: Clock) {}

  @Acts('clock', {
    id: 'setClock',
    summary: 'Set the clock (outside production only)',
    returns: ClockResponse,
    idempotencyKey: false,
  })
  @Requires('demo.set_clock')
  set(@Body() body: SetClockRequest): ClockResponse {
    (this.clock as SettableClock).set(body.now);
    return { now: this.clock.now() };
  }
}

/** Part of the server only outside production, where its clock can be set. */
@Module({ controllers: [DemoClockController] })
export class DemoClockModule {}
