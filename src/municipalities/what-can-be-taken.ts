import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/index.js';
import { rows, type Tx } from '../platform/index.js';
import { MunicipalNumber } from './municipalities.entities.js';
import type { MunicipalOffer } from './offers.entities.js';
import { OffersService } from './offers.service.js';

/** What a municipality can take in a year: its number, and what it stated. */
export interface CanTake {
  /** The number without what other newcomers have of it; null when there is none. */
  readonly places: number | null;
  readonly assigned: number;
  readonly offer: MunicipalOffer | null;
}

/** An assignment that has not ended. */
export interface StandingAssignment {
  readonly assignmentId: string;
  readonly caseId: string;
  readonly municipalityCode: string;
  readonly persons: number;
  readonly assignedOn: PlainDate;
  readonly latestReceptionOn: PlainDate;
}

/** What planning must know of municipalities and of what was decided already. */
@Injectable()
export class WhatCanBeTaken {
  constructor(private readonly offers: OffersService) {}

  /** By code, of each municipality that has a number or stated something for the year. */
  async ofYear(tx: Tx, year: number): Promise<Map<string, CanTake>> {
    const offers = await this.offers.inForce(tx, year);
    const numbers = new Map(
      (await tx.manager.findBy(MunicipalNumber, { year })).map((one) => [one.municipalityCode, one]),
    );
    return new Map(
      [...new Set([...numbers.keys(), ...offers.keys()])].toSorted().map((code) => {
        const number = numbers.get(code);
        return [
          code,
          {
            places: number ? Math.max(0, number.places - (number.others ?? 0)) : null,
            assigned: number?.assigned ?? 0,
            offer: offers.get(code) ?? null,
          },
        ];
      }),
    );
  }

  /** The assignments under the year's numbers that have not ended, by id, with the persons who are still under them. */
  standing(tx: Tx, year: number): Promise<StandingAssignment[]> {
    return rows(
      tx.manager,
      `SELECT a.id AS "assignmentId", a.case_id AS "caseId", a.municipality_code AS "municipalityCode",
         CAST(count(*) AS integer) AS "persons", a.assigned_on AS "assignedOn", a.latest_reception_on AS "latestReceptionOn"
       FROM assignments a JOIN assignment_persons p ON p.assignment_id = a.id
       WHERE a.year = :year AND p.open
       GROUP BY a.id, a.case_id, a.municipality_code, a.assigned_on, a.latest_reception_on ORDER BY a.id`,
      { year },
    );
  }

  /** The cases that were assigned in these days, both inside, each once. */
  async assignedBetween(tx: Tx, fromOn: PlainDate, untilOn: PlainDate): Promise<string[]> {
    const found = await rows<{ caseId: string }>(
      tx.manager,
      `SELECT DISTINCT case_id AS "caseId" FROM assignments WHERE assigned_on >= :fromOn AND assigned_on <= :untilOn ORDER BY case_id`,
      { fromOn, untilOn },
    );
    return found.map(({ caseId }) => caseId);
  }
}
