import { describe, expect, it } from '@jest/globals';
import type { PersonStatus } from '../cases/index.js';
import { livesOf, type Life } from './lives.js';

/** One person through the states, a day for each from 1 March. */
function lifeOf(...statuses: PersonStatus[]): Life {
  const steps = statuses.map((toStatus, index) => ({
    personId: 'Aline',
    caseId: 'VID-1',
    fromStatus: statuses[index - 1] ?? null,
    toStatus,
    occurredOn: `2025-03-${String(index + 1).padStart(2, '0')}`,
  }));
  return livesOf(steps)[0]!;
}
const TO_GRANT = ['listed', 'in_screening', 'cleared', 'under_examination', 'granted'] as const;
const TO_ARRIVAL = [...TO_GRANT, 'assigned', 'accepted', 'travel_ready', 'booked', 'departed', 'arrived'] as const;

describe('the story of a person', () => {
  it('has a grant, and nothing more until it goes on', () => {
    expect(lifeOf(...TO_GRANT)).toMatchObject({
      status: 'granted',
      since: '2025-03-05',
      grantedOn: '2025-03-05',
      arrivedOn: null,
      concluded: { kind: 'granted', why: 'granted', on: '2025-03-05' },
    });
  });

  it('keeps the grant through a municipality that declines: it is not granted twice', () => {
    const life = lifeOf(...TO_GRANT, 'assigned', 'granted', 'assigned');
    expect(life.conclusions).toHaveLength(1);
    expect(life.grantedOn).toBe('2025-03-05');
  });

  it('has the day of arrival, and none when that is reversed', () => {
    expect(lifeOf(...TO_ARRIVAL, 'received')).toMatchObject({
      departedOn: '2025-03-10',
      arrivedOn: '2025-03-11',
      receivedOn: '2025-03-12',
    });
    expect(lifeOf(...TO_ARRIVAL, 'departed')).toMatchObject({ departedOn: '2025-03-10', arrivedOn: null });
    expect(lifeOf(...TO_ARRIVAL, 'received', 'arrived')).toMatchObject({ arrivedOn: '2025-03-11', receivedOn: null });
    expect(
      lifeOf(...TO_GRANT, 'assigned', 'accepted', 'travel_ready', 'booked', 'departed', 'travel_ready').departedOn,
    ).toBeNull();
  });

  it('folds an exclusion into the refusals (architecture.md 7 (15))', () => {
    expect(lifeOf('listed', 'in_screening', 'cleared', 'under_examination', 'excluded').concluded).toMatchObject({
      kind: 'refused',
      why: 'refused',
    });
  });

  it('is concluded otherwise by whatever ends it before a decision', () => {
    for (const why of ['discontinued', 'withdrawn', 'deceased', 'lost_contact', 'resettled_elsewhere'] as const)
      expect(lifeOf('listed', 'in_screening', why).concluded).toMatchObject({ kind: 'concluded_otherwise', why });
  });

  it('is attrition when it ends between grant and arrival, and the grant stays a grant', () => {
    const life = lifeOf(...TO_GRANT, 'assigned', 'permit_withdrawn');
    expect(life.attrition).toEqual({
      personId: 'Aline',
      caseId: 'VID-1',
      why: 'permit_withdrawn',
      on: '2025-03-07',
      grantedOn: '2025-03-05',
    });
    expect(life.conclusions.map(({ kind }) => kind)).toEqual(['granted']);
  });

  it('begins anew when it is reopened, and the earlier decision stays', () => {
    const life = lifeOf('listed', 'in_screening', 'cleared', 'under_examination', 'refused', 'listed', 'in_screening');
    expect(life.concluded).toBeNull();
    expect(life.conclusions.map(({ kind }) => kind)).toEqual(['refused']);
    expect(
      lifeOf('listed', 'withdrawn', 'listed', 'in_screening', 'granted').conclusions.map(({ kind }) => kind),
    ).toEqual(['concluded_otherwise', 'granted']);
  });
});
