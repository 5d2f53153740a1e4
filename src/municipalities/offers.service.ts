import { Injectable } from '@nestjs/common';
import { permitsOwnOnly } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { Forbidden, InvalidInput, type Actor } from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { contradictionsIn, type Dwellings, type Stop } from './domain/offers.js';
import { MunicipalNumbersService } from './municipal-numbers.service.js';
import { concerns } from './municipalities.service.js';
import { MunicipalOffer } from './offers.entities.js';

/** What is stated of a municipality and year. */
export interface OfferStatement {
  municipalityCode: string;
  year: number;
  months: number[] | null;
  dwellings: Dwellings[] | null;
  medicalPlaces: number | null;
  languages: string[];
  occupations: string[];
  stops: Stop[];
  source: string;
  note: string | null;
}

/** What the municipalities can take: statements, of which the latest of a year counts. */
@Injectable()
export class OffersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly numbers: MunicipalNumbersService,
    private readonly audit: AuditService,
  ) {}

  /**
   * States what a municipality can take in a year; earlier statements stay. A municipality states its own alone. Throws Forbidden,
   * InvalidInput for a municipality that does not exist and for what contradicts itself.
   */
  state(statement: OfferStatement, actor: Actor): Promise<MunicipalOffer> {
    if (!concerns(actor, 'municipality.offer', statement.municipalityCode)) throw new Forbidden('municipality.offer');
    const errors = contradictionsIn(statement);
    if (errors.length > 0) throw new InvalidInput(errors);
    return this.unitOfWork.run(actor, async (tx) => {
      const { municipalityCode, year } = statement;
      await this.numbers.municipalityOf(tx, municipalityCode);
      const last = await tx.manager.findOne(MunicipalOffer, {
        where: { municipalityCode, year },
        order: { revision: 'DESC' },
      });
      const offer: MunicipalOffer = {
        ...statement,
        id: newId(),
        revision: (last?.revision ?? 0) + 1,
        recordedAt: tx.at,
        recordedBy: actor.name,
      };
      await tx.manager.insert(MunicipalOffer, offer);
      this.audit.record(tx, actor, {
        action: 'municipality.offer',
        subjectType: 'municipal_offer',
        subjectId: offer.id,
        payload: { ...statement, revision: offer.revision },
      });
      return offer;
    });
  }

  /** The statement in force of each municipality that made one for the year, by code; a municipality reads its own. */
  list(actor: Actor, year: number): Promise<MunicipalOffer[]> {
    const own = permitsOwnOnly(actor.roles, 'municipality.read_offers') ? actor.municipalityCode : null;
    return this.unitOfWork.read(async (tx) =>
      [...(await this.inForce(tx, year)).values()].filter(
        ({ municipalityCode }) => own === null || municipalityCode === own,
      ),
    );
  }

  /** The statement in force of each municipality, by code. */
  async inForce(tx: Tx, year: number): Promise<Map<string, MunicipalOffer>> {
    const all = await tx.manager.find(MunicipalOffer, {
      where: { year },
      order: { municipalityCode: 'ASC', revision: 'ASC' },
    });
    return new Map(all.map((offer) => [offer.municipalityCode, offer]));
  }
}
