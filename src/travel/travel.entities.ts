import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  CodeColumn,
  DateColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '../platform/index.js';
import type { ItemKind, ItemState, TravelDocumentForm } from './domain/checklist.js';
import type { Leg } from './domain/legs.js';

export const JOURNEY_EVENTS = [
  'departure',
  'turn_back',
  'arrival',
  'arrival_reversal',
  'postponement',
  'cancellation',
] as const;
export type JourneyEventKind = (typeof JOURNEY_EVENTS)[number];

/** What IOM must arrange for; medical details stay in the medical record. */
export const TRAVEL_NEEDS = [
  'wheelchair',
  'stretcher',
  'oxygen',
  'medical_escort',
  'operational_escort',
  'infant_bassinet',
  'seats_together',
  'interpreter',
] as const;
export type TravelNeed = (typeof TRAVEL_NEEDS)[number];

/** What was noted of one item of one person; its history is in the audit entries. */
@Entity('checklist_items')
@Index('ux_checklist_items_kind', ['personId', 'kind'], { unique: true })
@Check(
  'ck_checklist_items_kind',
  `kind IN ('travel_document', 'child_consent', 'entry_visa', 'exit_permit', 'permit_card', 'biometrics', 'fit_to_travel', 'orientation')`,
)
@Check('ck_checklist_items_state', `state IN ('needed', 'not_needed', 'held')`)
@Check('ck_checklist_items_form', `form IS NULL OR form IN ('passport', 'ut_card')`)
@Check('ck_checklist_items_reason', `state <> 'not_needed' OR reason IS NOT NULL`)
export class ChecklistItem {
  @Id() id: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_checklist_items_person' }) personId: string;
  @CodeColumn() kind: ItemKind;
  @CodeColumn() state: ItemState;
  @CodeColumn({ nullable: true }) form: TravelDocumentForm | null;
  @LineColumn({ nullable: true }) reference: string | null;
  @DateColumn({ nullable: true }) validFrom: string | null;
  @DateColumn({ nullable: true }) validUntil: string | null;
  /** Why it is not needed. */
  @TextColumn({ nullable: true }) reason: string | null;
  @InstantColumn() notedAt: string;
  @LineColumn() notedBy: string;
}

/** What was ordered from IOM, as it was sent. Never changed: a new request follows an old one. */
@Entity('travel_requests')
@Index('ix_travel_requests_case', ['caseId'])
@Check('ck_travel_requests_window', 'earliest_on <= latest_on')
export class TravelRequest {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_travel_requests_case' }) caseId: string;
  @CodeColumn() documentNumber: string;
  @DateColumn() earliestOn: string;
  @DateColumn() latestOn: string;
  @Column({ type: 'varchar', length: 3 }) destinationAirport: string;
  @JsonColumn() needs: TravelNeed[];
  @JsonColumn() record: TravelRecord;
  @InstantColumn() requestedAt: string;
  @LineColumn() requestedBy: string;
}

/** What IOM needs to know of each traveller and of where the journey ends. */
export interface TravelRecord {
  diaryNumber: string;
  countryOfAsylum: string;
  travellers: {
    personId: string;
    individualNumber: string | null;
    familyName: string;
    givenNames: string;
    sex: string;
    birthDate: string | null;
    nationality: string | null;
    relationToPrincipal: string;
    travelDocument: { form: TravelDocumentForm | null; reference: string | null; validUntil: string | null } | null;
    municipalityCode: string;
    municipalityName: string;
    latestReceptionOn: string;
  }[];
}

/** A journey as IOM booked it. Never changed: other flights are another booking. */
@Entity('bookings')
@Index('ix_bookings_case', ['caseId'])
@Index('ix_bookings_departs', ['departsOn'])
@Check('ck_bookings_times', 'departs_at <= arrives_at')
export class Booking {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_bookings_case' }) caseId: string;
  @LineColumn({ length: 60 }) bookingReference: string;
  @JsonColumn() legs: Leg[];
  @InstantColumn() departsAt: string;
  @InstantColumn() arrivesAt: string;
  /** The day of departure in Stockholm, on which everything must be valid. */
  @DateColumn() departsOn: string;
  @InstantColumn() bookedAt: string;
  @LineColumn() bookedBy: string;
}

/** A person on a booking. One open booking a person, by index. */
@Entity('booking_persons')
@Index('ux_booking_persons_open', ['personId'], { unique: true, where: 'open' })
export class BookingPerson {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Booking, { name: 'fk_booking_persons_booking' })
  bookingId: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey('persons', { name: 'fk_booking_persons_person' })
  personId: string;
  /** False when the seat was lost: postponed, turned back, cancelled. */
  @FlagColumn() open: boolean;
}

/**
 * What happened on a journey, with its instant. Never changed or deleted: a wrong arrival is followed by its reversal
 * (domain.md (e) 34).
 */
@Entity('journey_events')
@Index('ix_journey_events_booking', ['bookingId', 'personId'])
@Check(
  'ck_journey_events_kind',
  `kind IN ('departure', 'turn_back', 'arrival', 'arrival_reversal', 'postponement', 'cancellation')`,
)
export class JourneyEvent {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Booking, { name: 'fk_journey_events_booking' }) bookingId: string;
  @IdColumn() @ForeignKey('persons', { name: 'fk_journey_events_person' }) personId: string;
  @CodeColumn() kind: JourneyEventKind;
  @InstantColumn() occurredAt: string;
  @CodeColumn({ nullable: true }) reasonCode: string | null;
  @InstantColumn() recordedAt: string;
  @LineColumn() recordedBy: string;
}

/** That an emergency may travel although transfers are suspended, and why (Migration Agency, spring 2020). */
@Entity('emergency_travel_approvals')
@Index('ix_emergency_travel_approvals_case', ['caseId'])
export class EmergencyTravelApproval {
  @Id() id: string;
  @IdColumn() @ForeignKey('cases', { name: 'fk_emergency_travel_approvals_case' }) caseId: string;
  @TextColumn() reason: string;
  @DateColumn() approvedOn: string;
  @InstantColumn() approvedAt: string;
  @LineColumn() approvedBy: string;
}
