import { describe, expect, it } from '@jest/globals';
import {
  born,
  broken,
  chance,
  FamilyWorld,
  NOTHING_HELD,
  pairOf,
  someChange,
  type PersonModel,
} from '../../../test/support/family-world.js';
import { blockOf } from './links.js';

const SEQUENCES = 10_000;
const LENGTH = 8;
const SEED = Number(process.env.SEED ?? 20250616);

const random = chance(SEED);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

/** Two to four cases of one to five persons, on any stage of the road. */
function aWorld(): FamilyWorld {
  const world = new FamilyWorld();
  const cases = 2 + Math.floor(random() * 3);
  for (let at = 1; at <= cases; at += 1) {
    const caseId = `case-${at}`;
    world.cases.set(caseId, {
      caseId,
      diaryNumber: `VID-2025-0000${at}`,
      registered: random() < 0.95,
      subQuotaId: random() < 0.8 ? 'uganda' : 'any',
      priority: pick(['normal', 'normal', 'urgent']),
      source: 'unhcr',
      route: pick([null, 'dossier', 'mission']),
      registeredOn: pick(['2025-02-03', '2025-03-04']),
      parentId: null,
    });
    const size = 1 + Math.floor(random() * 5);
    for (let number = 1; number <= size; number += 1) world.persons.set(`${caseId}-${number}`, aPerson(caseId, number));
  }
  return world;
}

function aPerson(caseId: string, number: number): PersonModel {
  const status = pick([
    'listed',
    'cleared',
    'under_examination',
    'granted',
    'accepted',
    'booked',
    'departed',
    'received',
    'withdrawn',
    'deceased',
  ]);
  const onRoad = !['withdrawn', 'deceased'].includes(status);
  const granted = ['granted', 'accepted', 'booked', 'departed', 'received'].includes(status);
  return {
    id: `${caseId}-${number}`,
    number,
    relation:
      number === 1
        ? 'principal_applicant'
        : pick(['spouse', 'son', 'daughter', 'parent', 'sibling', 'grandchild', 'other_relative']),
    sex: pick(['female', 'male', 'unknown']),
    maritalStatus: pick(['single', 'married', 'widowed', null]),
    birth: pick([
      born('1985-01-01'),
      born('1990-05-06'),
      born('2012-02-29'),
      { earliest: '2007-01-01', latest: '2007-12-31' },
      null,
    ]),
    status,
    onRoad,
    underWay: ['departed', 'received'].includes(status),
    enteredOn: status === 'received' ? '2025-05-20' : null,
    holds: {
      ...NOTHING_HELD,
      screening: status === 'listed' ? 'not_referred' : 'cleared',
      permit: granted,
      place: granted ? (status === 'received' ? 'used' : 'reserved') : null,
      assignment: ['accepted', 'booked', 'departed', 'received'].includes(status)
        ? { id: `a-${caseId}`, municipality: 'Luleå' }
        : null,
      journey: ['booked', 'departed'].includes(status) ? { id: `j-${caseId}`, departsOn: '2025-06-20' } : null,
    },
    caseId,
    been: [caseId],
  };
}

const held = (world: FamilyWorld): Map<string, string> =>
  new Map([...world.persons.values()].map(({ id, holds, status }) => [id, JSON.stringify([status, holds])]));

describe('family life', () => {
  it(`loses nobody and nothing in ${SEQUENCES} random sequences (SEED=${SEED})`, () => {
    const carriedOut = new Map<string, number>();
    let refused = 0;
    for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
      const world = aWorld();
      for (let step = 0; step < LENGTH; step += 1) {
        const tried = someChange(world, random);
        const told = () => `seed ${SEED}, sequence ${sequence}, step ${step}: ${JSON.stringify(tried)}`;
        const before = held(world);
        const moving =
          tried.command.verb === 'split'
            ? tried.command.personIds
            : tried.command.verb === 'merge'
              ? world.membersOf(tried.otherId!).map(({ id }) => id)
              : [];
        const stood = JSON.stringify([...world.persons.values()]);
        const { unmet, effects } = world.carryOut(tried, {
          caseId: `split-${step}`,
          diaryNumber: `VID-2025-1000${step}`,
          personId: `new-${step}`,
        });

        if (unmet.length > 0) {
          refused += 1;
          if (JSON.stringify([...world.persons.values()]) !== stood)
            throw new Error(`${told()}: refused, and yet something changed`);
          if (unmet.some(({ code, detail, source }) => !code || !detail || !source))
            throw new Error(`${told()}: a refusal without words`);
          continue;
        }
        carriedOut.set(tried.command.verb, (carriedOut.get(tried.command.verb) ?? 0) + 1);
        if (broken(world).length > 0) throw new Error(`${told()}: ${broken(world).join('; ')}`);
        const after = held(world);
        for (const [id, holds] of before)
          if (after.get(id) !== holds) throw new Error(`${told()}: ${id} held ${holds}, now ${after.get(id)}`);
        if (effects.length === 0 || effects.some(({ code, detail, source }) => !code || !detail || !source))
          throw new Error(`${told()}: an effect without words`);
        // Whoever goes elsewhere is told, place by place, what goes along.
        for (const id of moving) {
          const { holds } = world.persons.get(id)!;
          const codes = effects.filter(({ personId }) => personId === id).map(({ code }) => code);
          for (const [code, holdsIt] of [
            ['placeGoesAlong', holds.place],
            ['permitGoesAlong', holds.permit],
            ['assignmentGoesAlong', holds.assignment],
            ['journeyGoesAlong', holds.journey],
          ] as const)
            if (Boolean(holdsIt) !== codes.includes(code))
              throw new Error(`${told()}: ${code} of ${id} is ${codes.includes(code)}`);
        }
        for (const caseId of world.cases.keys()) {
          const links = [...world.links].map((link) => ({
            caseId: link.split(' ')[0]!,
            otherCaseId: link.split(' ')[1]!,
          }));
          if (blockOf(caseId, links).join() !== world.blockOf(caseId).sort().join())
            throw new Error(`${told()}: the block of ${caseId}`);
        }
      }
    }
    console.log(
      `SEED=${SEED}: ${[...carriedOut].map(([verb, times]) => `${verb} ${times}`).join(', ')}; refused ${refused}`,
    );
    expect([...carriedOut.keys()].sort()).toEqual([
      'add_member',
      'choose_principal',
      'link',
      'merge',
      'record_marriage',
      'record_separation',
      'split',
      'unlink',
    ]);
    expect(pairOf('b', 'a')).toBe('a b');
  }, 120_000);
});
