import { Injectable } from '@nestjs/common';
import { InvalidInput, type PlainDate } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import type {
  Country,
  County,
  CountyNumber,
  Municipality,
  ReasonCode,
  SubmissionCategory,
} from './domain/reference-rows.js';
import {
  contradictionsIn,
  inFigureOrder,
  type FigureWarning,
  type PublishedFigure,
  type PublishedMeasure,
} from './domain/published-figures.js';
import { sortedBy } from './domain/swedish-order.js';
import {
  CountryRow,
  CountyNumberRow,
  CountyRow,
  MunicipalityRow,
  PublishedFigureRow,
  ReasonCodeRow,
  SubmissionCategoryRow,
} from './reference.entities.js';

@Injectable()
export class ReferenceService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** All countries by Swedish name. */
  countries(): Promise<Country[]> {
    return this.unitOfWork.read(async (tx) => sortedBy(await tx.manager.find(CountryRow), (country) => country.nameSv));
  }

  /** The 21 counties, the Swedish way sorted. */
  counties(): Promise<County[]> {
    return this.unitOfWork.read(async (tx) => sortedBy(await tx.manager.find(CountyRow), (county) => county.name));
  }

  /** The 290 municipalities or those of one county, the Swedish way sorted. Throws InvalidInput for a county that does not exist. */
  municipalities(countyCode?: string): Promise<Municipality[]> {
    return this.unitOfWork.read(async (tx) => {
      if (countyCode !== undefined && !(await tx.manager.findOneBy(CountyRow, { code: countyCode })))
        throw unknown('?countyCode', 'county', countyCode);
      const found = await tx.manager.find(MunicipalityRow, countyCode === undefined ? {} : { where: { countyCode } });
      return sortedBy(found, (municipality) => municipality.name);
    });
  }

  /** The county numbers (länstal) of a year, by county; none when the Government's decision is not in the register. */
  countyNumbers(year: number): Promise<CountyNumber[]> {
    return this.unitOfWork.read((tx) =>
      tx.manager.find(CountyNumberRow, { where: { year }, order: { countyCode: 'ASC' } }),
    );
  }

  /** UNHCR's submission categories, in its own order of codes. */
  submissionCategories(): Promise<SubmissionCategory[]> {
    return this.unitOfWork.read((tx) => tx.manager.find(SubmissionCategoryRow, { order: { code: 'ASC' } }));
  }

  /** The reason codes of one verb or of all. */
  reasonCodes(verb?: string): Promise<ReasonCode[]> {
    return this.unitOfWork.read((tx) =>
      tx.manager.find(ReasonCodeRow, {
        where: verb === undefined ? {} : { verb },
        order: { verb: 'ASC', code: 'ASC' },
      }),
    );
  }

  /** The reasons of the codes, in their order; a code that is not in the list is left out. */
  async reasonsNamed(tx: Tx, verb: string, codes: readonly string[]): Promise<ReasonCode[]> {
    if (codes.length === 0) return [];
    const found = await tx.manager.findBy(ReasonCodeRow, { verb });
    return codes.flatMap((code) => found.filter((one) => one.code === code));
  }

  /**
   * The figures that were published, one a source, of one year or measure or of all, and the contradictions between them. A figure
   * of several years is told for each of them.
   */
  publishedFigures({ year, measure }: { year?: number; measure?: PublishedMeasure } = {}): Promise<{
    figures: PublishedFigure[];
    warnings: FigureWarning[];
  }> {
    return this.unitOfWork.read(async (tx) => {
      const all = (await tx.manager.find(PublishedFigureRow)).sort(inFigureOrder);
      const wanted = (first: number, years: number): boolean =>
        year === undefined || (first <= year && year < first + years);
      return {
        figures: all.filter((one) => wanted(one.year, one.years) && (measure ?? one.measure) === one.measure),
        warnings: contradictionsIn(all).filter(
          (one) => wanted(one.year, 1) && (measure === undefined || one.measures.includes(measure)),
        ),
      };
    });
  }

  /** The country of an ISO 3166-1 alpha-2 code. Throws InvalidInput, naming the field at `pointer`, when there is none. */
  async getCountry(tx: Tx, code: string, pointer = '/countryCode'): Promise<Country> {
    const country = await tx.manager.findOneBy(CountryRow, { code });
    if (!country) throw unknown(pointer, 'country', code);
    return country;
  }

  /** The municipality of a four-digit code, or null. */
  findMunicipality(tx: Tx, code: string): Promise<Municipality | null> {
    return tx.manager.findOneBy(MunicipalityRow, { code });
  }

  /**
   * The verb's reason of this code. Throws InvalidInput, naming the field at `pointer`, when the verb has no such reason, or
   * when the reason does not apply `on` the given day (a ground of the EU framework before it existed).
   */
  async requireReason(
    tx: Tx,
    verb: string,
    code: string,
    { pointer = '/reasonCode', on }: { pointer?: string; on?: PlainDate } = {},
  ): Promise<ReasonCode> {
    const reason = await tx.manager.findOneBy(ReasonCodeRow, { verb, code });
    if (!reason) {
      const known = await tx.manager.find(ReasonCodeRow, { where: { verb }, order: { code: 'ASC' } });
      const message = `${code} is not a reason to ${verb}; possible: ${known.map((one) => one.code).join(', ') || 'none'}.`;
      throw new InvalidInput([{ pointer, code: 'unknownReason', message }]);
    }
    if (
      on !== undefined &&
      ((reason.validFrom !== null && on < reason.validFrom) || (reason.validTo !== null && reason.validTo < on))
    )
      throw new InvalidInput([{ pointer, code: 'reasonNotInForce', message: `${code} is not in force on ${on}.` }]);
    return reason;
  }
}

const unknown = (pointer: string, what: string, code: string): InvalidInput =>
  new InvalidInput([
    {
      pointer,
      code: `unknown${what[0]!.toUpperCase()}${what.slice(1)}`,
      message: `There is no ${what} with the code ${code}.`,
    },
  ]);
