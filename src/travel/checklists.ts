import { Injectable } from '@nestjs/common';
import { CasesService, type PersonInCase } from '../cases/index.js';
import type { PlainDate } from '../kernel/index.js';
import { type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import type { Traveller } from './domain/checklist.js';
import { ChecklistItem } from './travel.entities.js';

/** A person with the items as they were noted. */
export interface TravellerWithPapers extends Traveller {
  readonly items: readonly ChecklistItem[];
}

/** The checklists as they stand: each person with age and noted items, on a day. */
@Injectable()
export class Checklists {
  constructor(
    private readonly cases: CasesService,
    private readonly policy: PolicyService,
  ) {}

  /**
   * Each person as the checklist sees them on the day: with the age of that day and the rule for biometrics of that
   * day.
   */
  async travellers(tx: Tx, persons: readonly PersonInCase[], on: PlainDate): Promise<Map<string, TravellerWithPapers>> {
    const biometricsFromAge = (await this.policy.ruleOn(tx, 'biometrics-age', on)).value.years;
    const noted = await this.noted(
      tx,
      persons.map(({ id }) => id),
    );
    const travellers = new Map<string, TravellerWithPapers>();
    for (const person of persons) {
      const { age, isAdult } = await this.cases.inGuard(tx, person, on);
      travellers.set(person.id, {
        age,
        isAdult,
        biometricsFromAge,
        items: noted.filter(({ personId }) => personId === person.id),
      });
    }
    return travellers;
  }

  private noted(tx: Tx, personIds: readonly string[]): Promise<ChecklistItem[]> {
    if (personIds.length === 0) return Promise.resolve([]);
    return tx.manager
      .createQueryBuilder(ChecklistItem, 'item')
      .where('item.personId IN (:...personIds)', { personIds })
      .getMany();
  }
}
