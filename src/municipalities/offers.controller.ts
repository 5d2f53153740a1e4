import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, notSensitive, Reads } from '../platform/index.js';
import { OfferListResponse, OfferResponse, OffersQuery, StateOfferRequest, toOfferResponse } from './offers.dto.js';
import { OffersService } from './offers.service.js';

@ApiTags('Municipalities')
@Controller('municipal-offers')
export class OffersController {
  constructor(private readonly offers: OffersService) {}

  @Reads('', {
    id: 'listMunicipalOffers',
    logs: notSensitive('places'),
    summary: 'What the municipalities say that they can take in a year',
    description: 'The latest statement of each: months, dwellings, medical places, languages, stops.',
    returns: OfferListResponse,
  })
  @Requires('municipality.read_offers')
  async list(@Query() { year }: OffersQuery, @CurrentActor() actor: Actor): Promise<OfferListResponse> {
    return { items: (await this.offers.list(actor, year)).map(toOfferResponse) };
  }

  @Acts('', {
    id: 'stateMunicipalOffer',
    summary: 'State what a municipality can take in a year',
    description: 'The whole of it: what was stated before stays readable and no longer counts.',
    returns: OfferResponse,
    status: 201,
  })
  @Requires('municipality.offer')
  async state(@Body() body: StateOfferRequest, @CurrentActor() actor: Actor): Promise<OfferResponse> {
    const { months = null, dwellings = null, medicalPlaces = null, note = null, ...rest } = body;
    const { languages = [], occupations = [], stops = [] } = rest;
    return toOfferResponse(
      await this.offers.state(
        { ...rest, months, dwellings, medicalPlaces, note, languages, occupations, stops },
        actor,
      ),
    );
  }
}
