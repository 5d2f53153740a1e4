import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, CodeField, DateField, ObjectsField, TextField } from '../platform/index.js';
import type { Country, County, Municipality, ReasonCode, SubmissionCategory } from './domain/reference-rows.js';
import { REGIONS, type Region } from './domain/regions.js';
import { STANDARDS_OF_PROOF, type StandardOfProof } from './domain/standard-of-proof.js';

const COUNTY_CODE = /^[0-9]{2}$/;

export class MunicipalitiesQuery {
  @CodeField({ about: 'Only the municipalities of this county.', pattern: COUNTY_CODE, optional: true, example: '01' })
  countyCode?: string;
}

export class ReasonCodesQuery {
  @CodeField({ about: 'Only the reasons of this verb.', pattern: /^[a-z_]{1,40}$/, optional: true, example: 'refuse' })
  verb?: string;
}

export class FormerNameResponse {
  @TextField({ about: 'English name then.', example: 'Turkey' })
  nameEn: string;
  @TextField({ about: 'Swedish name then.', example: 'Turkiet' })
  nameSv: string;
  @DateField({ about: 'Last day of the name.', example: '2022-05-31' })
  until: string;
}

export class CountryResponse {
  @CodeField({ about: 'ISO 3166-1 alpha-2 code.', pattern: /^[A-Z]{2}$/, example: 'TR' })
  code: string;
  @TextField({ about: 'English name.', example: 'Türkiye' })
  nameEn: string;
  @TextField({ about: 'Swedish name.', example: 'Turkiet' })
  nameSv: string;
  @ObjectsField(() => FormerNameResponse, { about: 'Names that the country bore before; labels go by date.' })
  formerNames: FormerNameResponse[];
  @ChoiceField({
    about: 'The region of resettlement that it lies in; null where nobody lives.',
    of: REGIONS,
    nullable: true,
  })
  region: Region | null;
}

export class CountyResponse {
  @CodeField({
    about: 'Official county code; a string, since it begins with zero.',
    pattern: COUNTY_CODE,
    example: '01',
  })
  code: string;
  @TextField({ about: 'Short name.', example: 'Stockholm' })
  name: string;
  @TextField({ about: 'Official name.', example: 'Stockholms län' })
  officialName: string;
}

export class MunicipalityResponse {
  @CodeField({
    about: 'Official municipality code; a string, since it may begin with zero.',
    pattern: /^[0-9]{4}$/,
    example: '0180',
  })
  code: string;
  @TextField({ about: 'Short name.', example: 'Stockholm' })
  name: string;
  @TextField({ about: 'Official name.', example: 'Stockholms kommun' })
  officialName: string;
  @CodeField({ about: 'Official code of its county.', pattern: COUNTY_CODE, example: '01' })
  countyCode: string;
  @ApiProperty({ description: 'Latitude of the centre, degrees.', type: Number, example: 59.33 })
  latitude: number;
  @ApiProperty({ description: 'Longitude of the centre, degrees.', type: Number, example: 18.06 })
  longitude: number;
}

export class SubmissionCategoryResponse {
  @TextField({ about: 'Short code.', example: 'WGR' })
  code: string;
  @TextField({ about: 'English name.', example: 'Women and girls at risk' })
  nameEn: string;
  @TextField({ about: 'Swedish name.', example: 'Kvinnor och flickor i riskzon' })
  nameSv: string;
  @TextField({ about: 'What to bear in mind.', nullable: true, example: null, max: 2000 })
  note: string | null;
  @TextField({ about: 'Where the category is described.', example: 'UNHCR Resettlement Handbook, ch. 3' })
  source: string;
}

export class ReasonCodeResponse {
  @TextField({ about: 'The verb that it is a reason for.', example: 'exclude' })
  verb: string;
  @TextField({ about: 'Code, one of its kind within the verb.', example: 'article_1f_a' })
  code: string;
  @TextField({ about: 'English text.', example: 'Crime against peace, war crime or crime against humanity.' })
  textEn: string;
  @TextField({ about: 'Swedish text.', example: 'Brott mot freden, krigsförbrytelse eller brott mot mänskligheten.' })
  textSv: string;
  @TextField({ about: 'Law or practice behind it.', example: 'Aliens Act (2005:716), ch. 4 s. 2 b' })
  source: string;
  @TextField({
    about: 'The legal instrument that is applied.',
    nullable: true,
    example: 'Refugee Convention, article 1F(a); Aliens Act (2005:716), ch. 4 s. 2 b',
  })
  instrument: string | null;
  @ChoiceField({ about: 'How sure the agency must be.', of: STANDARDS_OF_PROOF, nullable: true })
  standard: StandardOfProof | null;
  @DateField({ about: 'First day on which it can be given; null for always.', nullable: true, example: null })
  validFrom: string | null;
  @DateField({ about: 'Last day on which it can be given; null until further notice.', nullable: true, example: null })
  validTo: string | null;
}

export class CountryListResponse {
  @ObjectsField(() => CountryResponse, { about: 'All countries, by Swedish name.', maxItems: 300 })
  items: CountryResponse[];
}
export class CountyListResponse {
  @ObjectsField(() => CountyResponse, { about: 'The counties, by name.' }) items: CountyResponse[];
}
export class MunicipalityListResponse {
  @ObjectsField(() => MunicipalityResponse, { about: 'The municipalities, by name.', maxItems: 300 })
  items: MunicipalityResponse[];
}
export class SubmissionCategoryListResponse {
  @ObjectsField(() => SubmissionCategoryResponse, { about: "UNHCR's submission categories, by code." })
  items: SubmissionCategoryResponse[];
}
export class ReasonCodeListResponse {
  @ObjectsField(() => ReasonCodeResponse, { about: 'The reason codes, by verb and code.', maxItems: 1000 })
  items: ReasonCodeResponse[];
}

export const toCountryResponse = ({ code, nameEn, nameSv, formerNames, region }: Country): CountryResponse => ({
  code,
  nameEn,
  nameSv,
  formerNames: formerNames.map((former) => ({ nameEn: former.nameEn, nameSv: former.nameSv, until: former.until })),
  region,
});
export const toCountyResponse = ({ code, name, officialName }: County): CountyResponse => ({
  code,
  name,
  officialName,
});
export const toMunicipalityResponse = ({
  code,
  name,
  officialName,
  countyCode,
  latitude,
  longitude,
}: Municipality): MunicipalityResponse => ({
  code,
  name,
  officialName,
  countyCode,
  latitude,
  longitude,
});
export const toSubmissionCategoryResponse = ({
  code,
  nameEn,
  nameSv,
  note,
  source,
}: SubmissionCategory): SubmissionCategoryResponse => ({
  code,
  nameEn,
  nameSv,
  note,
  source,
});
export const toReasonCodeResponse = (reason: ReasonCode): ReasonCodeResponse => ({
  verb: reason.verb,
  code: reason.code,
  textEn: reason.textEn,
  textSv: reason.textSv,
  source: reason.source,
  instrument: reason.instrument,
  standard: reason.standard,
  validFrom: reason.validFrom,
  validTo: reason.validTo,
});
