import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { notSensitive, Reads } from '../platform/index.js';
import {
  CountryListResponse,
  CountyListResponse,
  MunicipalitiesQuery,
  MunicipalityListResponse,
  ReasonCodeListResponse,
  ReasonCodesQuery,
  SubmissionCategoryListResponse,
  toCountryResponse,
  toCountyResponse,
  toMunicipalityResponse,
  toReasonCodeResponse,
  toSubmissionCategoryResponse,
} from './reference.dto.js';
import {
  PublishedFiguresQuery,
  PublishedFiguresResponse,
  toFigureWarningResponse,
  toPublishedFigureResponse,
} from './published-figures.dto.js';
import { ReferenceService } from './reference.service.js';

@ApiTags('Reference')
@Controller('reference')
export class ReferenceController {
  constructor(private readonly reference: ReferenceService) {}

  @Reads('countries', {
    id: 'listCountries',
    logs: notSensitive('reference'),
    summary: 'List the countries with their names in English and Swedish',
    returns: CountryListResponse,
  })
  @Requires('reference.read')
  async countries(): Promise<CountryListResponse> {
    return { items: (await this.reference.countries()).map(toCountryResponse) };
  }

  @Reads('counties', {
    id: 'listCounties',
    logs: notSensitive('reference'),
    summary: 'List the 21 counties',
    returns: CountyListResponse,
  })
  @Requires('reference.read')
  async counties(): Promise<CountyListResponse> {
    return { items: (await this.reference.counties()).map(toCountyResponse) };
  }

  @Reads('municipalities', {
    id: 'listMunicipalities',
    logs: notSensitive('reference'),
    summary: 'List the 290 municipalities, or those of one county',
    returns: MunicipalityListResponse,
  })
  @Requires('reference.read')
  async municipalities(@Query() query: MunicipalitiesQuery): Promise<MunicipalityListResponse> {
    return { items: (await this.reference.municipalities(query.countyCode)).map(toMunicipalityResponse) };
  }

  @Reads('submission-categories', {
    id: 'listSubmissionCategories',
    logs: notSensitive('reference'),
    summary: "List UNHCR's submission categories",
    returns: SubmissionCategoryListResponse,
  })
  @Requires('reference.read')
  async submissionCategories(): Promise<SubmissionCategoryListResponse> {
    return { items: (await this.reference.submissionCategories()).map(toSubmissionCategoryResponse) };
  }

  @Reads('reason-codes', {
    id: 'listReasonCodes',
    logs: notSensitive('reference'),
    summary: 'List the reasons that a verb can have, or all of them',
    returns: ReasonCodeListResponse,
  })
  @Requires('reference.read')
  async reasonCodes(@Query() query: ReasonCodesQuery): Promise<ReasonCodeListResponse> {
    return { items: (await this.reference.reasonCodes(query.verb)).map(toReasonCodeResponse) };
  }

  @Reads('published-figures', {
    id: 'listPublishedFigures',
    logs: notSensitive('reference'),
    summary: 'List the published figures on the quota since 2013, with what contradicts what',
    description:
      'Quotas, sub-quotas, outcomes and arrivals as the agency, the Government, the EUAA and UNHCR published them: one row a figure and source. Sources count by different rules; the warnings name where they disagree.',
    returns: PublishedFiguresResponse,
  })
  @Requires('reference.read')
  async publishedFigures(@Query() query: PublishedFiguresQuery): Promise<PublishedFiguresResponse> {
    const { figures, warnings } = await this.reference.publishedFigures(query);
    return { items: figures.map(toPublishedFigureResponse), warnings: warnings.map(toFigureWarningResponse) };
  }
}
