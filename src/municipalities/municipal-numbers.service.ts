import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { Clock, ConditionsUnmet, InvalidInput, StaleVersion, type Actor } from '../kernel/index.js';
import { forUpdate, newId, rows, UnitOfWork, type Tx } from '../platform/index.js';
import { ReferenceService, type Municipality } from '../reference/index.js';
import { MunicipalNumber, MunicipalNumberRevision } from './municipalities.entities.js';

export interface NumberDecision {
  municipalityCode: string;
  year: number;
  places: number;
  /** How many of them other newcomers have; as before when left out. */
  others?: number;
  source: string;
  decidedOn?: string;
}

/** A county's number (länstal) and the sum of its municipalities' numbers. */
export interface CountySum {
  countyCode: string;
  countyName: string;
  places: number | null;
  source: string | null;
  municipalPlaces: number;
}

/** A municipal number with its history, and what there is to say about it. */
export interface NumberView {
  municipality: Pick<Municipality, 'code' | 'name' | 'countyCode'>;
  year: number;
  places: number;
  others: number;
  assigned: number;
  revisions: MunicipalNumberRevision[];
  warnings: { code: string; detail: string }[];
}

const usedUp = (detail: string): ConditionsUnmet =>
  new ConditionsUnmet([{ code: 'municipalNumberUsedUp', detail, source: 'Settlement Act 2016:38, 7' }]);

/** The municipal numbers (kommuntal): one a municipality and calendar year, every revision kept. */
@Injectable()
export class MunicipalNumbersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Sets a municipality's number of a year, or revises it. A number below what is assigned already is what the county board may
   * decide in the middle of a year: it is recorded and warned of. Throws InvalidInput for a municipality that does not exist or a
   * decision after today.
   */
  set(decision: NumberDecision, actor: Actor): Promise<NumberView> {
    return this.unitOfWork.run(actor, (tx) => this.setIn(tx, actor, decision));
  }

  /** The same as part of more: a county board decides on all its municipalities at once. */
  async setIn(tx: Tx, actor: Actor, decision: NumberDecision): Promise<NumberView> {
    const { municipalityCode, year, places, source, decidedOn = this.clock.today() } = decision;
    const municipality = await this.municipalityOf(tx, municipalityCode);
    if (decidedOn > this.clock.today())
      throw new InvalidInput([
        { pointer: '/decidedOn', code: 'afterToday', message: 'decidedOn may not lie after today.' },
      ]);
    const before = await this.lockedNumber(tx, municipalityCode, year);
    const others = decision.others ?? before.others;
    const number = { ...before, places, others, revision: before.revision + 1 };
    const written = await tx.manager
      .createQueryBuilder()
      .update(MunicipalNumber)
      .set({ places, others, revision: number.revision })
      .where('id = :id AND revision = :revision', before)
      .execute();
    if (written.affected !== 1) throw new StaleVersion({ currentVersion: number.revision });
    await tx.manager.insert(MunicipalNumberRevision, {
      id: newId(),
      municipalNumberId: number.id,
      revision: number.revision,
      places,
      others,
      decidedOn,
      source,
      recordedAt: tx.at,
      recordedBy: actor.name,
    });
    this.audit.record(tx, actor, {
      action: 'municipality.number',
      subjectType: 'municipal_number',
      subjectId: number.id,
      payload: {
        ...{ municipalityCode, year, places, others },
        before: before.revision === 0 ? null : before.places,
        ...{ source, decidedOn },
      },
    });
    return viewOf(municipality, number, await this.revisions(tx, [number.id]));
  }

  /**
   * The numbers of a year, of all counties or of one, the Swedish way sorted. Throws InvalidInput for a county that
   * does not exist.
   */
  async list(year: number, countyCode?: string): Promise<NumberView[]> {
    const municipalities = await this.reference.municipalities(countyCode);
    return this.unitOfWork.read(async (tx) => {
      const numbers = await tx.manager.findBy(MunicipalNumber, { year });
      const revisions = await this.revisions(
        tx,
        numbers.map(({ id }) => id),
      );
      return municipalities.flatMap((municipality) => {
        const number = numbers.find(({ municipalityCode }) => municipalityCode === municipality.code);
        return number ? [viewOf(municipality, number, revisions)] : [];
      });
    });
  }

  /** The county numbers of a year beside what the municipal numbers of each county add up to. */
  async counties(year: number): Promise<CountySum[]> {
    const [counties, decided, numbers] = [
      await this.reference.counties(),
      await this.reference.countyNumbers(year),
      await this.list(year),
    ];
    return counties.map(({ code, name }) => ({
      countyCode: code,
      countyName: name,
      places: decided.find(({ countyCode }) => countyCode === code)?.places ?? null,
      source: decided.find(({ countyCode }) => countyCode === code)?.source ?? null,
      municipalPlaces: numbers.reduce((sum, one) => sum + (one.municipality.countyCode === code ? one.places : 0), 0),
    }));
  }

  /** The municipality of a code. Throws InvalidInput. */
  async municipalityOf(tx: Tx, code: string): Promise<Municipality> {
    const municipality = await this.reference.findMunicipality(tx, code);
    if (municipality) return municipality;
    throw new InvalidInput([
      {
        pointer: '/municipalityCode',
        code: 'unknownMunicipality',
        message: `There is no municipality with the code ${code}.`,
      },
    ]);
  }

  /** The number of a municipality and year, or null. */
  find(tx: Tx, municipalityCode: string, year: number): Promise<MunicipalNumber | null> {
    return tx.manager.findOneBy(MunicipalNumber, { municipalityCode, year });
  }

  /**
   * The most persons that any one municipality can still be assigned in the year; null when no municipality has a
   * number.
   */
  async mostRoom(tx: Tx, year: number): Promise<number | null> {
    const [row] = await rows<{ room: number | null }>(
      tx.manager,
      'SELECT max(places - coalesce(others, 0) - assigned) AS room FROM municipal_numbers WHERE year = :year',
      { year },
    );
    return row?.room ?? null;
  }

  /**
   * Counts persons under the number, by one conditional UPDATE: the last room goes to exactly one of two who want it. At most so
   * many persons beyond it. Returns how many of them are beyond it. Throws ConditionsUnmet.
   */
  async take(tx: Tx, id: string, persons: number, beyond: number): Promise<number> {
    const within = ' AND assigned + :persons <= places - coalesce(others, 0) + :beyond';
    const written = await tx.manager
      .createQueryBuilder()
      .update(MunicipalNumber)
      .set({ assigned: () => 'assigned + :persons' })
      .where(`id = :id${within}`, { id, persons, beyond })
      .execute();
    if (written.affected !== 1)
      throw usedUp(`Somebody else was assigned meanwhile: the municipal number has no room for ${persons} any more.`);
    return Math.min(persons, Math.max(0, -roomOf(await tx.manager.findOneByOrFail(MunicipalNumber, { id }))));
  }

  /** Gives the room of persons back to the number. */
  async giveBack(tx: Tx, id: string, persons: number): Promise<void> {
    const written = await tx.manager
      .createQueryBuilder()
      .update(MunicipalNumber)
      .set({ assigned: () => 'assigned - :persons' })
      .where('id = :id AND assigned >= :persons', { id, persons })
      .execute();
    if (written.affected !== 1)
      throw new Error(`The municipal number ${id} has fewer than ${persons} persons assigned.`);
  }

  /** The row of the number, made empty when it is the first decision, locked until the end of the transaction. */
  private async lockedNumber(tx: Tx, municipalityCode: string, year: number): Promise<MunicipalNumber> {
    const empty: MunicipalNumber = {
      id: newId(),
      municipalityCode,
      year,
      places: 0,
      assigned: 0,
      others: null,
      revision: 0,
    };
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(MunicipalNumber)
      .values(empty)
      .orIgnore()
      .updateEntity(false)
      .execute();
    await rows(
      tx.manager,
      `SELECT id FROM municipal_numbers WHERE municipality_code = :municipalityCode AND year = :year${forUpdate(tx.manager)}`,
      { municipalityCode, year },
    );
    return tx.manager.findOneByOrFail(MunicipalNumber, { municipalityCode, year });
  }

  private revisions(tx: Tx, numberIds: readonly string[]): Promise<MunicipalNumberRevision[]> {
    if (numberIds.length === 0) return Promise.resolve([]);
    return tx.manager
      .createQueryBuilder(MunicipalNumberRevision, 'r')
      .where('r.municipalNumberId IN (:...numberIds)', { numberIds })
      .orderBy('r.revision')
      .getMany();
  }
}

/** How many persons can still be assigned under a number that others share; below zero when it was gone beyond. */
export const roomOf = ({ places, others, assigned }: Pick<MunicipalNumber, 'places' | 'others' | 'assigned'>): number =>
  places - (others ?? 0) - assigned;

function viewOf(
  municipality: Municipality,
  number: MunicipalNumber,
  revisions: readonly MunicipalNumberRevision[],
): NumberView {
  const { year, places, assigned } = number;
  const others = number.others ?? 0;
  const { code, name, countyCode } = municipality;
  const warnings =
    assigned > places - others
      ? [
          {
            code: 'belowAssigned',
            detail: `${assigned} persons are assigned already, ${assigned - places + others} more than the number of ${places}${others > 0 ? `, of which others have ${others}` : ''}.`,
          },
        ]
      : [];
  return {
    municipality: { code, name, countyCode },
    year,
    places,
    others,
    assigned,
    revisions: revisions.filter((revision) => revision.municipalNumberId === number.id),
    warnings,
  };
}
