import { describe, expect, it } from '@jest/globals';
import { CHECKLIST, ITEM_KINDS, openItems, type ItemKind, type NotedItem, type Traveller } from './checklist.js';

const held = (kind: ItemKind, more: Partial<NotedItem> = {}): NotedItem => ({
  kind,
  state: 'held',
  form: null,
  validFrom: null,
  validUntil: null,
  ...more,
});
const papers = (overrides: Partial<Record<ItemKind, NotedItem | null>> = {}): NotedItem[] =>
  Object.values({
    travel_document: held('travel_document', { form: 'passport', validUntil: '2030-01-01' }),
    exit_permit: held('exit_permit', { validUntil: '2025-06-30' }),
    permit_card: held('permit_card'),
    biometrics: held('biometrics'),
    fit_to_travel: held('fit_to_travel', { validFrom: '2025-06-01', validUntil: '2025-06-15' }),
    orientation: held('orientation'),
    ...overrides,
  }).filter((item) => item !== null);
const adult = (items: NotedItem[]): Traveller => ({ age: 34, isAdult: true, biometricsFromAge: 6, items });
const child = (age: number, items: NotedItem[]): Traveller => ({ age, isAdult: false, biometricsFromAge: 6, items });
const codes = (traveller: Traveller, on: string): string[] => openItems(traveller, on).map(({ code }) => code);

describe('the checklist before departure', () => {
  it('asks an adult of whom nothing is noted for everything but an entry visa', () => {
    expect(codes(adult([]), '2025-06-10')).toEqual([
      'travelDocumentMissing',
      'exitPermitMissing',
      'permitCardMissing',
      'biometricsMissing',
      'fitToTravelMissing',
      'orientationMissing',
    ]);
  });

  it('says each open item in words, with its source', () => {
    for (const { detail, source } of openItems(adult([]), '2025-06-10'))
      expect([detail.length > 10, source.length > 3]).toEqual([true, true]);
    expect(openItems(adult(papers({ exit_permit: null })), '2025-06-10')[0]).toMatchObject({
      detail: 'Missing: exit permit of the country of asylum.',
    });
  });

  it('is empty when everything is held and valid on the day, the last day included', () => {
    expect(codes(adult(papers()), '2025-06-15')).toEqual([]);
    expect(codes(adult(papers()), '2025-06-16')).toEqual(['fitToTravelExpired']);
  });

  it('lets fit-to-travel and exit papers expire independently: edge case 25', () => {
    expect(codes(adult(papers()), '2025-07-01')).toEqual(['exitPermitExpired', 'fitToTravelExpired']);
    const checkedAgain = held('fit_to_travel', { validFrom: '2025-06-28', validUntil: '2025-07-12' });
    expect(codes(adult(papers({ fit_to_travel: checkedAgain })), '2025-07-01')).toEqual(['exitPermitExpired']);
    expect(codes(adult(papers({ fit_to_travel: checkedAgain })), '2025-06-27')).toEqual(['fitToTravelNotYetValid']);
  });

  it('takes biometrics from the age of the day: a child turns six before the journey', () => {
    const without = papers({ biometrics: null, orientation: null });
    expect(codes(child(5, without), '2025-06-10')).toEqual([]);
    expect(codes(child(6, without), '2025-06-10')).toEqual(['biometricsMissing']);
  });

  it("wants the guardians' consent to a child's UT card, not to its passport", () => {
    const card = papers({ travel_document: held('travel_document', { form: 'ut_card', validUntil: '2025-09-01' }) });
    expect(codes(child(8, card), '2025-06-10')).toEqual(['childConsentMissing']);
    expect(codes(child(8, [...card, held('child_consent')]), '2025-06-10')).toEqual([]);
    expect(codes(child(8, papers()), '2025-06-10')).toEqual([]);
    expect(codes(adult(card), '2025-06-10')).toEqual([]);
  });

  it('asks for what was noted as needed, and not for what was noted as not needed', () => {
    const noted = (kind: ItemKind, state: 'needed' | 'not_needed'): NotedItem => ({ ...held(kind), state });
    expect(codes(adult(papers({ entry_visa: noted('entry_visa', 'needed') })), '2025-06-10')).toEqual([
      'entryVisaMissing',
    ]);
    expect(codes(adult(papers({ exit_permit: noted('exit_permit', 'not_needed') })), '2025-07-01')).toEqual([
      'fitToTravelExpired',
    ]);
  });

  it('never lets a reason stand in the place of a travel document or a fit-to-travel certificate', () => {
    expect(ITEM_KINDS.filter((kind) => !CHECKLIST[kind].waivable)).toEqual(['travel_document', 'fit_to_travel']);
  });
});
