import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor, Instant, PlainDate } from '../kernel/index.js';
import { newId, rows, type Tx } from '../platform/index.js';
import { Booking, BookingPerson, JourneyEvent, type JourneyEventKind } from './travel.entities.js';

/** A booking with whom it was for and what happened on it. */
export interface BookingView extends Booking {
  persons: BookingPerson[];
  events: JourneyEvent[];
}

interface Happened {
  kind: JourneyEventKind;
  occurredAt: Instant;
  reasonCode?: string | null;
}

/** The bookings and what happened on them: append-only but for one flag, whether the person still has the seat. */
@Injectable()
export class Journeys {
  /** Gives the persons a seat on a new booking. */
  async book(tx: Tx, booking: Booking, personIds: readonly string[]): Promise<void> {
    await tx.manager.insert(Booking, booking);
    await tx.manager.insert(
      BookingPerson,
      personIds.map((personId) => ({ bookingId: booking.id, personId, open: true })),
    );
  }

  /** The booking on which each person has a seat; persons without one are left out. */
  async bookingOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const seats = await tx.manager
      .createQueryBuilder(BookingPerson, 'p')
      .where('p.open AND p.personId IN (:...personIds)', { personIds })
      .getMany();
    return new Map(seats.map(({ personId, bookingId }) => [personId, bookingId]));
  }

  /** Writes down what happened to each of the persons that have a seat. */
  async happened(
    tx: Tx,
    actor: Actor,
    personIds: readonly string[],
    { kind, occurredAt, reasonCode = null }: Happened,
  ): Promise<void> {
    const events = [...(await this.bookingOf(tx, personIds))].map(([personId, bookingId]): JourneyEvent => ({
      id: newId(),
      bookingId,
      personId,
      kind,
      occurredAt,
      reasonCode,
      recordedAt: tx.at,
      recordedBy: actor.name,
    }));
    if (events.length > 0) await tx.manager.insert(JourneyEvent, events);
  }

  /** Takes the seats of these persons, after what happened was written down. */
  async leave(tx: Tx, actor: Actor, personIds: readonly string[], happened: Happened): Promise<void> {
    if (personIds.length === 0) return;
    await this.happened(tx, actor, personIds, happened);
    await tx.manager
      .createQueryBuilder()
      .update(BookingPerson)
      .set({ open: false })
      .where('open AND person_id IN (:...personIds)', { personIds })
      .execute();
  }

  /** The latest instant at which any of these persons departed on the booking they are on; null when none did. */
  async departedAt(tx: Tx, personIds: readonly string[]): Promise<Instant | null> {
    if (personIds.length === 0) return null;
    const [row] = await rows<{ at: string | null }>(
      tx.manager,
      `SELECT max(e.occurred_at) AS at FROM journey_events e JOIN booking_persons p ON p.booking_id = e.booking_id AND p.person_id = e.person_id
       WHERE p.open AND e.kind = 'departure' AND p.person_id IN (:...personIds)`,
      { personIds },
    );
    return row?.at ?? null;
  }

  /** The journey on which each person has a seat, with its day; persons without one are left out. */
  async journeyOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, { id: string; departsOn: PlainDate }>> {
    const seats = await this.bookingOf(tx, personIds);
    const bookings = await tx.manager.findBy(Booking, { id: In([...new Set(seats.values())]) });
    const byId = new Map(bookings.map(({ id, departsOn }) => [id, { id, departsOn }]));
    return new Map([...seats].map(([personId, bookingId]) => [personId, byId.get(bookingId)!]));
  }

  /** All bookings of a case, oldest first: those made in it, and those with which its persons came from another case. */
  async ofCase(tx: Tx, caseId: string, personIds: readonly string[]): Promise<BookingView[]> {
    const seats = await tx.manager.findBy(BookingPerson, { personId: In([...personIds]) });
    const bookings = await tx.manager.find(Booking, {
      where: [{ caseId }, { id: In(seats.map(({ bookingId }) => bookingId)) }],
      order: { bookedAt: 'ASC', id: 'ASC' },
    });
    const views: BookingView[] = [];
    for (const booking of bookings) {
      const persons = await tx.manager.findBy(BookingPerson, { bookingId: booking.id });
      const events = await tx.manager.find(JourneyEvent, {
        where: { bookingId: booking.id },
        order: { recordedAt: 'ASC', id: 'ASC' },
      });
      views.push({ ...booking, persons, events });
    }
    return views;
  }
}
