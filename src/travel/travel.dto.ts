import { PersonsRequest } from '../cases/index.js';
import {
  ChoiceField,
  CodeField,
  CountField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  ObjectsField,
  TextField,
  TextsField,
} from '../platform/index.js';
import { TRAVEL_DOCUMENT_FORMS } from './domain/checklist.js';
import type { BookingView } from './journeys.js';
import { JOURNEY_EVENTS, TRAVEL_NEEDS, type TravelNeed, type TravelRequest } from './travel.entities.js';

const AIRPORT = { pattern: /^[A-Z]{3}$/ };

export class ReasonRequest extends PersonsRequest {
  @TextField({ about: 'Reason code of the verb.', max: 40, example: 'recorded_in_error' }) reasonCode: string;
  @TextField({
    about: 'What else there is to say.',
    optional: true,
    max: 2000,
    example: 'The airline reported another family.',
  })
  reason?: string;
}

export class SetbackRequest extends ReasonRequest {
  @DateField({ about: 'Day it happened; today when left out.', optional: true }) occurredOn?: string;
}

export class LegField {
  @CodeField({ about: 'Flight number.', pattern: /^[A-Z0-9]{2,3}\d{1,4}[A-Z]?$/, example: 'ET714' })
  flightNumber: string;
  @CodeField({ about: 'Airport of departure (IATA).', ...AIRPORT, example: 'ADD' }) from: string;
  @CodeField({ about: 'Airport of arrival (IATA).', ...AIRPORT, example: 'ARN' }) to: string;
  @InstantField({ about: 'Departure, with its zone.', example: '2025-06-10T23:15:00+03:00' }) departsAt: string;
  @InstantField({ about: 'Arrival, with its zone.', example: '2025-06-11T06:20:00+02:00' }) arrivesAt: string;
}

export class BookRequest extends PersonsRequest {
  @TextField({ about: "IOM's booking reference.", min: 2, max: 60, example: 'IOM-7QK2PD' }) bookingReference: string;
  @ObjectsField(() => LegField, { about: 'The flights, in their order.', minItems: 1, maxItems: 8 }) legs: LegField[];
}

export class DepartRequest extends PersonsRequest {
  @InstantField({ about: 'When they departed, with its zone.', example: '2025-06-10T20:15:00Z' }) departedAt: string;
  @TextField({ about: 'Why the day lies before the last step, when it does.', optional: true, min: 3, max: 2000 })
  reason?: string;
}

export class ArriveRequest extends PersonsRequest {
  @InstantField({
    about: 'When they entered Sweden, with its zone; the day that counts is that of Stockholm.',
    example: '2025-06-11T04:20:00Z',
  })
  arrivedAt: string;
  @TextField({ about: 'Why the day lies before the last step, when it does.', optional: true, min: 3, max: 2000 })
  reason?: string;
}

export class ReceivePersonsRequest extends PersonsRequest {
  @DateField({ about: 'Day on which the municipality received them.' }) receivedOn: string;
}

export class ApproveEmergencyRequest {
  @TextField({
    about: 'Why this case may travel while transfers are suspended.',
    min: 3,
    max: 2000,
    example: 'Health check done, the municipality consents.',
  })
  reason: string;
}

export class RequestTravelRequest extends PersonsRequest {
  @DateField({ about: 'Earliest day of the journey.', example: '2025-06-01' }) earliestOn: string;
  @DateField({ about: 'Latest day of the journey.', example: '2025-06-30' }) latestOn: string;
  @CodeField({ about: 'Airport in Sweden (IATA).', ...AIRPORT, example: 'ARN' }) destinationAirport: string;
  @TextsField({
    about: 'What must be arranged for; medical details stay in the medical record.',
    of: TRAVEL_NEEDS,
    max: 40,
    maxItems: 8,
    example: ['wheelchair'],
  })
  needs: TravelNeed[];
}

export class TravelDocumentResponse {
  @ChoiceField({ about: 'Form.', of: TRAVEL_DOCUMENT_FORMS, nullable: true }) form: string | null;
  @TextField({ about: 'Number.', nullable: true }) reference: string | null;
  @DateField({ about: 'Valid until.', nullable: true }) validUntil: string | null;
}

export class TravellerResponse {
  @IdField({ about: 'Id of the person.' }) personId: string;
  @TextField({ about: "UNHCR's individual number.", nullable: true }) individualNumber: string | null;
  @TextField({ about: 'Family name.', min: 0 }) familyName: string;
  @TextField({ about: 'Given names.', min: 0 }) givenNames: string;
  @TextField({ about: 'Sex.', example: 'female' }) sex: string;
  @DateField({ about: 'Date of birth.', nullable: true }) birthDate: string | null;
  @TextField({ about: 'Nationality (ISO 3166-1 alpha-2).', nullable: true, example: 'CD' }) nationality: string | null;
  @TextField({ about: 'Relation to the principal applicant.' }) relationToPrincipal: string;
  @ObjectField(() => TravelDocumentResponse, { about: 'Travel document, when one is held.', nullable: true })
  travelDocument: TravelDocumentResponse | null;
  @TextField({ about: 'Municipality of destination.', example: '0680' }) municipalityCode: string;
  @TextField({ about: 'Its name.', example: 'Jönköping' }) municipalityName: string;
  @DateField({ about: 'Latest reception there.' }) latestReceptionOn: string;
}

export class TravelRecordResponse {
  @TextField({ about: 'Diary number of the case.', example: 'VID-2025-00017' }) diaryNumber: string;
  @TextField({ about: 'Country of asylum (ISO 3166-1 alpha-2).', example: 'UG' }) countryOfAsylum: string;
  @ObjectsField(() => TravellerResponse, { about: 'The travellers.' }) travellers: TravellerResponse[];
}

export class TravelRequestResponse {
  @IdField({ about: 'Id of the request.' }) id: string;
  @TextField({ about: 'Diary number of the document.', example: 'VID-2025-00017:4' }) documentNumber: string;
  @DateField({ about: 'Earliest day.' }) earliestOn: string;
  @DateField({ about: 'Latest day.' }) latestOn: string;
  @TextField({ about: 'Airport in Sweden (IATA).', example: 'ARN' }) destinationAirport: string;
  @TextsField({ about: 'What must be arranged for.', of: TRAVEL_NEEDS }) needs: TravelNeed[];
  @ObjectField(() => TravelRecordResponse, { about: 'What was sent to IOM.' }) record: TravelRecordResponse;
  @InstantField({ about: 'When it was ordered.' }) requestedAt: string;
  @TextField({ about: 'Who ordered it.' }) requestedBy: string;
}

export class RequestedTravelResponse extends TravelRequestResponse {
  @CountField({ about: 'Version of the case, also the ETag.', example: 12 }) version: number;
}

export class JourneyEventResponse {
  @IdField({ about: 'Id of the person.' }) personId: string;
  @ChoiceField({ about: 'What happened.', of: JOURNEY_EVENTS }) kind: string;
  @InstantField({ about: 'When.' }) occurredAt: string;
  @TextField({ about: 'Reason code.', nullable: true }) reasonCode: string | null;
  @InstantField({ about: 'When it was recorded.' }) recordedAt: string;
  @TextField({ about: 'Who recorded it.' }) recordedBy: string;
}

export class SeatResponse {
  @IdField({ about: 'Id of the person.' }) personId: string;
  @FlagField({ about: 'Still has the seat.' }) open: boolean;
}

export class BookingResponse {
  @IdField({ about: 'Id of the booking.' }) id: string;
  @TextField({ about: "IOM's booking reference." }) bookingReference: string;
  @ObjectsField(() => LegField, { about: 'The flights, in their order.' }) legs: LegField[];
  @DateField({ about: 'Day of departure in Stockholm.' }) departsOn: string;
  @ObjectsField(() => SeatResponse, { about: 'Who is on it.' }) persons: SeatResponse[];
  @ObjectsField(() => JourneyEventResponse, { about: 'What happened, oldest first.' }) events: JourneyEventResponse[];
  @InstantField({ about: 'When it was recorded.' }) bookedAt: string;
  @TextField({ about: 'Who recorded it.' }) bookedBy: string;
}

export class TravelOfCaseResponse {
  @ObjectsField(() => TravelRequestResponse, { about: 'What was ordered from IOM, oldest first.' })
  requests: TravelRequestResponse[];
  @ObjectsField(() => BookingResponse, { about: 'What was booked, oldest first.' }) bookings: BookingResponse[];
}

export const toTravelRequestResponse = (request: TravelRequest): TravelRequestResponse => {
  const { id, documentNumber, earliestOn, latestOn, destinationAirport, needs, record, requestedAt, requestedBy } =
    request;
  return { id, documentNumber, earliestOn, latestOn, destinationAirport, needs, record, requestedAt, requestedBy };
};

const toBookingResponse = ({
  id,
  bookingReference,
  legs,
  departsOn,
  persons,
  events,
  bookedAt,
  bookedBy,
}: BookingView): BookingResponse => ({
  ...{ id, bookingReference, legs, departsOn },
  persons: persons.map(({ personId, open }) => ({ personId, open })),
  events: events.map(({ personId, kind, occurredAt, reasonCode, recordedAt, recordedBy }) => ({
    personId,
    kind,
    occurredAt,
    reasonCode,
    recordedAt,
    recordedBy,
  })),
  ...{ bookedAt, bookedBy },
});

export const toTravelOfCaseResponse = (of: {
  requests: TravelRequest[];
  bookings: BookingView[];
}): TravelOfCaseResponse => ({
  requests: of.requests.map(toTravelRequestResponse),
  bookings: of.bookings.map(toBookingResponse),
});
