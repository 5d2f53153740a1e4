import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { Clock, InvalidInput, type Actor, type PlainDate } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import type { Situation } from '../policy/index.js';
import { ReferenceService } from '../reference/index.js';
import { CountrySituation } from './selection.entities.js';

export interface NewSituation {
  countryCode: string;
  situation: Situation;
  since: PlainDate;
  source: string;
}

/** How safe and open countries of asylum are for a mission: what the advice on the route looks at (EUAA: Sweden). */
@Injectable()
export class CountrySituations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records a situation from a day on; earlier ones stay as they were. Throws InvalidInput for an unknown country or a day to come. */
  record(wanted: NewSituation, actor: Actor): Promise<CountrySituation> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.reference.getCountry(tx, wanted.countryCode);
      if (wanted.since > this.clock.today())
        throw new InvalidInput([{ pointer: '/since', code: 'inFuture', message: 'since may not lie ahead.' }]);
      const situation: CountrySituation = { ...wanted, id: newId(), recordedAt: tx.at, recordedBy: actor.name };
      await tx.manager.insert(CountrySituation, situation);
      this.audit.record(tx, actor, {
        action: 'situation.record',
        subjectType: 'situation',
        subjectId: situation.id,
        payload: { ...wanted },
      });
      return situation;
    });
  }

  /** All that was said of the countries, by country, the latest first. */
  list(): Promise<CountrySituation[]> {
    return this.unitOfWork.read((tx) =>
      tx.manager.find(CountrySituation, {
        order: { countryCode: 'ASC', since: 'DESC', recordedAt: 'DESC', id: 'DESC' },
      }),
    );
  }

  /** What holds of a country on a day; unknown while nobody has said anything. */
  async situationOf(tx: Tx, countryCode: string, on: PlainDate): Promise<Situation | 'unknown'> {
    const standing = await tx.manager.findOne(CountrySituation, {
      where: { countryCode, since: LessThanOrEqual(on) },
      order: { since: 'DESC', recordedAt: 'DESC', id: 'DESC' },
    });
    return standing?.situation ?? 'unknown';
  }
}
