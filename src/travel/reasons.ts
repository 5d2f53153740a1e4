import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';

/** Why a verb was done: one of its coded reasons, and what else there is to say. */
export interface Because {
  reasonCode: string;
  reason?: string;
}

@Injectable()
export class Reasons {
  constructor(
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /** The reason in words, as it is kept with the step. Throws InvalidInput for a code that the verb does not have. */
  async inWords(tx: Tx, verb: string, { reasonCode, reason }: Because): Promise<string> {
    const { textEn } = await this.reference.requireReason(tx, verb, reasonCode, { on: this.clock.today() });
    return reason ? `${textEn} ${reason}` : textEn;
  }
}
