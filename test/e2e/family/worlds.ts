import { systemActor } from '../../../src/access/index.js';
import {
  CasesService,
  isOnRoad,
  targetsOf,
  type PersonAction,
  type ResettlementCase,
} from '../../../src/cases/index.js';
import { ClosuresService } from '../../../src/closures/closures.service.js';
import { ChangeFamily, type Wish } from '../../../src/family/index.js';
import { ConditionsUnmet, type Actor } from '../../../src/kernel/index.js';
import { Assignment, AssignmentPerson } from '../../../src/municipalities/municipalities.entities.js';
import { newId, UnitOfWork, type Tx } from '../../../src/platform/index.js';
import { QuotasService } from '../../../src/quotas/index.js';
import { toNewPerson } from '../../../src/submissions/new-case.js';
import { Booking, BookingPerson } from '../../../src/travel/travel.entities.js';
import { anRrfPerson } from '../../factories/rrf.js';
import type { TestApp } from '../../support/app.js';
import { OWN_MUNICIPALITY } from '../../support/database.js';
import { born, FamilyWorld, NOTHING_HELD, TODAY, type PersonModel, type Tried } from '../../support/family-world.js';

/** Where the persons of a case stand at first, and the steps that lead there: what other modules hold is written beside. */
const ROADS = {
  listed: [],
  under_examination: ['refer', 'clear', 'examine'],
  granted: ['refer', 'clear', 'examine', 'grant'],
  accepted: ['refer', 'clear', 'examine', 'grant', 'assign', 'accept'],
  booked: ['refer', 'clear', 'examine', 'grant', 'assign', 'accept', 'make_ready', 'book'],
} as const satisfies Record<string, readonly PersonAction[]>;
type Stage = keyof typeof ROADS;
const STAGES = Object.keys(ROADS) as Stage[];

const RELATIONS = ['spouse', 'son', 'daughter', 'parent', 'sibling', 'grandchild', 'other_relative'] as const;
const DEPARTS_ON = '2025-06-20';
export const ACTOR: Actor = { ...systemActor('test'), roles: ['coordinator', 'case_officer'] };

/** What every world of a run shares: a sub-quota or two, and a municipal number. */
export interface Ground {
  subQuotaIds: readonly string[];
  municipalNumberId: string;
  municipality: string;
}

/** Two or three cases of one to four persons, in the database and in a model; several worlds in one unit of work. */
export async function settle(
  app: TestApp,
  ground: Ground,
  worlds: number,
  random: () => number,
): Promise<FamilyWorld[]> {
  return app.server.get(UnitOfWork).run(ACTOR, async (tx) => {
    const made: FamilyWorld[] = [];
    for (let at = 0; at < worlds; at += 1) {
      const world = new FamilyWorld();
      for (let cases = 2 + Math.floor(random() * 2); cases > 0; cases -= 1) await aCase(app, tx, ground, world, random);
      made.push(world);
    }
    return made;
  });
}

async function aCase(app: TestApp, tx: Tx, ground: Ground, world: FamilyWorld, random: () => number): Promise<void> {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const cases = app.server.get(CasesService);
  const size = 1 + Math.floor(random() * 4);
  const subQuotaId = random() < 0.8 ? ground.subQuotaIds[0]! : ground.subQuotaIds[1]!;
  let found = await cases.create(tx, ACTOR, {
    ...{
      source: 'unhcr',
      unhcrCaseNumber: null,
      resettlementReferenceNumber: newId(),
      priority: 'normal',
      primaryCategory: 'LPN',
    },
    ...{
      secondaryCategory: 'LAS',
      countryOfAsylum: 'UG',
      caseSize: size,
      receivedOn: TODAY,
      parentCaseId: null,
      complete: true,
      subQuotaId,
    },
    persons: Array.from({ length: size }, (_, at) =>
      toNewPerson(
        anRrfPerson({
          individualNumber: newId(),
          relationToPrincipal: at === 0 ? 'principal_applicant' : pick(RELATIONS),
          sex: pick(['female', 'male']),
          maritalStatus: pick(['single', 'married', 'widowed']),
          birthDate: pick(['1985-01-01', '1990-05-06', '2012-02-29', '2019-07-01']),
          birthDatePrecision: 'day',
        }),
      ),
    ),
  });
  const stage = pick(STAGES);
  for (const action of ROADS[stage])
    found = await cases.apply(
      tx,
      found,
      found.persons.map(({ id, status }) => ({
        personId: id,
        action,
        from: status,
        to: targetsOf(status, action)[0]!,
      })),
      ACTOR,
    );
  const personIds = found.persons.map(({ id }) => id);
  if (stage !== 'listed' && stage !== 'under_examination')
    await app.server
      .get(QuotasService)
      .reserve(tx, ACTOR, { subQuotaId, caseId: found.id, personIds, occurredOn: TODAY });
  const assigned = stage === 'accepted' || stage === 'booked' ? await assignment(tx, ground, found) : null;
  const journey = stage === 'booked' ? await booking(tx, found) : null;
  const { id: caseId, diaryNumber, priority, source, route, registeredOn } = found;
  world.cases.set(caseId, {
    caseId,
    diaryNumber,
    priority,
    source,
    route,
    registeredOn,
    subQuotaId,
    registered: true,
    parentId: null,
  });
  for (const { id, number, sex, maritalStatus, birthDate, status, relationToPrincipal } of found.persons)
    world.persons.set(id, {
      ...{ id, number, sex, maritalStatus, status, caseId, relation: relationToPrincipal, birth: born(birthDate!) },
      ...{ onRoad: true, underWay: false, enteredOn: null, been: [caseId] },
      holds: {
        ...NOTHING_HELD,
        place: stage === 'listed' || stage === 'under_examination' ? null : 'reserved',
        assignment: assigned,
        journey,
      },
    });
}

async function assignment(tx: Tx, ground: Ground, { id: caseId, persons }: ResettlementCase) {
  const id = newId();
  await tx.manager.insert(Assignment, {
    ...{
      id,
      caseId,
      municipalityCode: OWN_MUNICIPALITY,
      municipalNumberId: ground.municipalNumberId,
      year: 2025,
      status: 'accepted',
    },
    ...{
      assignedOn: TODAY,
      latestReceptionOn: '2025-09-01',
      reason: 'Room there.',
      overAssigned: 0,
      overAssignmentReason: null,
    },
    ...{
      replacesId: null,
      freed: 0,
      replaced: 0,
      dwellingConfirmed: true,
      contact: null,
      answeredOn: TODAY,
      answeredBy: 'test',
    },
    ...{ declineReasonCode: null, comment: null, version: 1, changedBy: 'test', changedAt: tx.at },
  });
  await tx.manager.insert(
    AssignmentPerson,
    persons.map(({ id: personId }) => ({
      assignmentId: id,
      personId,
      open: true,
      receivedOn: null,
      endedOn: null,
      endedWhy: null,
    })),
  );
  await tx.manager.query(
    `UPDATE municipal_numbers SET assigned = assigned + ${persons.length} WHERE id = '${ground.municipalNumberId}'`,
  );
  return { id, municipality: ground.municipality };
}

async function booking(tx: Tx, { id: caseId, persons }: ResettlementCase) {
  const id = newId();
  const at = `${DEPARTS_ON}T10:00:00.000Z`;
  await tx.manager.insert(Booking, {
    ...{
      id,
      caseId,
      bookingReference: 'IOM',
      legs: [],
      departsAt: at,
      arrivesAt: at,
      departsOn: DEPARTS_ON,
      bookedAt: tx.at,
      bookedBy: 'test',
    },
  });
  await tx.manager.insert(
    BookingPerson,
    persons.map(({ id: personId }) => ({ bookingId: id, personId, open: true })),
  );
  return { id, departsOn: DEPARTS_ON };
}

const versionOf = async (app: TestApp, caseId: string): Promise<number> =>
  Number(
    (await app.dataSource.query<{ version: number }[]>(`SELECT version FROM cases WHERE id = '${caseId}'`))[0]!.version,
  );

/** Tries the change in the database and in the model; throws where they disagree on what is unmet or on what it would do. */
export async function tryBoth(app: TestApp, world: FamilyWorld, tried: Tried): Promise<'carried out' | 'refused'> {
  const expected = world.weigh(tried);
  const wish = await wishOf(app, tried);
  try {
    const done = await app.server
      .get(ChangeFamily)
      .carryOut(tried.caseId, await versionOf(app, tried.caseId), wish, ACTOR);
    requireSame('unmet', [], expected.unmet);
    requireSame('effects', done.effects, expected.effects);
    const newcomer = done.theCase.persons.find(({ id }) => !world.persons.has(id));
    const [beside] =
      tried.command.verb === 'split'
        ? await app.dataSource.query<{ d: string }[]>(
            `SELECT diary_number AS d FROM cases WHERE id = '${done.otherCaseId}'`,
          )
        : [];
    world.carryOut(tried, {
      caseId: done.otherCaseId ?? '',
      diaryNumber: beside?.d ?? '',
      personId: newcomer?.id ?? '',
    });
    return 'carried out';
  } catch (error) {
    if (!(error instanceof ConditionsUnmet)) throw error;
    requireSame('unmet', error.unmet, expected.unmet);
    return 'refused';
  }
}

function requireSame(what: string, found: readonly { code: string }[], expected: readonly { code: string }[]): void {
  const codes = (of: readonly { code: string }[]): string =>
    of
      .map(({ code }) => code)
      .sort()
      .join(' ');
  if (codes(found) !== codes(expected))
    throw new Error(`${what}: the database says ${codes(found)}; the model ${codes(expected)}`);
}

async function wishOf(app: TestApp, { command, otherId }: Tried): Promise<Wish> {
  const reason = 'Told by the family.';
  switch (command.verb) {
    case 'add_member': {
      const person = toNewPerson(
        anRrfPerson({ individualNumber: newId(), birthDate: command.birth!.earliest, birthDatePrecision: 'day' }),
      );
      const { arrival, parentId, relation } = command;
      return {
        verb: 'add_member',
        arrival,
        parentId,
        reason,
        person: { ...person, sex: 'female', maritalStatus: null, relationToPrincipal: relation },
      };
    }
    case 'merge':
      return {
        verb: 'merge',
        otherCaseId: otherId!,
        otherCaseVersion: await versionOf(app, otherId!),
        relations: [...command.relations],
        reason,
      };
    case 'link':
    case 'unlink':
      return { verb: command.verb, otherCaseId: otherId!, reason };
    case 'split':
      return { ...command, personIds: [...command.personIds], relations: [...command.relations], reason };
    case 'choose_principal':
      return { ...command, relations: [...command.relations], reason };
    case 'dismiss_difference':
      throw new Error('No newer RRF comes to these worlds.');
    default:
      return { verb: command.verb, personIds: [...command.personIds], reason };
  }
}

/** Somebody dies: the place is free, the assignment ended, the seat lost; the model forgets what they held. */
export async function die(app: TestApp, world: FamilyWorld, { id, caseId }: PersonModel): Promise<void> {
  const death = { personIds: [id], diedOn: TODAY };
  await app.server.get(ClosuresService).recordDeath(caseId, await versionOf(app, caseId), death, ACTOR);
  world.change(id, { status: 'deceased', onRoad: isOnRoad('deceased'), holds: NOTHING_HELD });
}
