import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CaseLinks, CaseMembers, CasesService, type ResettlementCase, type ToldOfMember } from '../cases/index.js';
import { ConditionsUnmet, type Actor, type Unmet } from '../kernel/index.js';
import { FollowPersons } from '../municipalities/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { MissionsService } from '../selection/index.js';
import { CaseClocks, FindDuplicates, MemberDifferences } from '../submissions/index.js';
import { TravelService } from '../travel/index.js';
import type { Effect, Retold } from './domain/family.js';
import { earlierRegistration } from './domain/merge.js';
import { WeighFamily, type Weighed, type Wish } from './weigh.js';

/** What a change would do, before it is confirmed. */
export interface FamilyPreview {
  caseId: string;
  caseVersion: number;
  effects: readonly Effect[];
  unmet: readonly Unmet[];
}

/** A change that was carried out. */
export interface FamilyChange {
  theCase: ResettlementCase;
  /** The case that a split opened, that was merged into this one, or to which it was linked. */
  otherCaseId: string | null;
  effects: readonly Effect[];
}

type Of<Verb extends Wish['verb']> = Extract<Wish, { verb: Verb }>;
type Done = Pick<FamilyChange, 'theCase'> & { otherCaseId?: string };

/**
 * The changes of a family, each in one listed order: the persons' case, then what is written of them, then what they hold elsewhere
 * (clocks, assignment, mission, links). Places, permits, clearances, assessments and seats are held by the person and go along as they are.
 */
@Injectable()
export class ChangeFamily {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly weighing: WeighFamily,
    private readonly cases: CasesService,
    private readonly members: CaseMembers,
    private readonly links: CaseLinks,
    private readonly missions: MissionsService,
    private readonly assignments: FollowPersons,
    private readonly travel: TravelService,
    private readonly clocks: CaseClocks,
    private readonly differences: MemberDifferences,
    private readonly duplicates: FindDuplicates,
    private readonly audit: AuditService,
  ) {}

  /** Every effect and every unmet condition of a change; nothing is written but the read log. Throws NotFound and InvalidInput. */
  preview(caseId: string, wish: Wish, actor: Actor): Promise<FamilyPreview> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { theCase, decided } = await this.weighing.weigh(tx, actor, caseId, wish);
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { preview: wish.verb },
      });
      return { caseId, caseVersion: theCase.version, effects: decided.effects, unmet: decided.unmet };
    });
  }

  /** Carries a change out, with the effects that the preview showed. Throws NotFound, StaleVersion, InvalidInput, or ConditionsUnmet with all that is unmet. */
  carryOut(caseId: string, version: number, wish: Wish, actor: Actor): Promise<FamilyChange> {
    return this.unitOfWork.run(actor, async (tx) => {
      const weighed = await this.weighing.weigh(tx, actor, caseId, wish, version);
      const { effects, unmet } = weighed.decided;
      if (unmet.length > 0) throw new ConditionsUnmet([...unmet]);
      const { theCase, otherCaseId = null } = await this.takeEffect(tx, actor, weighed, wish);
      for (const changed of [theCase.id, otherCaseId]) if (changed !== null) await this.duplicates.ofCase(tx, changed);
      return { theCase, otherCaseId, effects };
    });
  }

  private takeEffect(tx: Tx, actor: Actor, weighed: Weighed, wish: Wish): Promise<Done> {
    switch (wish.verb) {
      case 'add_member':
        return this.addMember(tx, actor, weighed, wish);
      case 'split':
        return this.split(tx, actor, weighed, wish);
      case 'merge':
        return this.merge(tx, actor, weighed, wish);
      case 'link':
      case 'unlink':
        return this.relink(tx, actor, weighed, wish);
      case 'dismiss_difference':
        return this.dismiss(tx, actor, weighed, wish);
      default:
        return this.retell(tx, actor, weighed, wish);
    }
  }

  private async addMember(tx: Tx, actor: Actor, { theCase }: Weighed, wish: Of<'add_member'>): Promise<Done> {
    const { person: told, arrival, parentId, reason } = wish;
    const person = await this.members.add(tx, actor, theCase, told, reason);
    const persons = [...theCase.persons, person];
    await this.settle(tx, actor, theCase.id, 'added', [person]);
    return {
      theCase: await this.cases.change(tx, { ...theCase, persons }, actor, {
        action: 'case.add_member',
        set: { caseSize: persons.length },
        reason,
        payload: { personIds: [person.id], arrival, parentId },
      }),
    };
  }

  private async retell(
    tx: Tx,
    actor: Actor,
    { theCase, decided }: Weighed,
    wish: Of<'choose_principal' | 'record_marriage' | 'record_separation'>,
  ): Promise<Done> {
    const names = wish.verb === 'record_marriage' ? (wish.newNames ?? []) : [];
    const personIds =
      wish.verb === 'choose_principal'
        ? decided.retold.filter(({ relation }) => relation === 'principal_applicant').map(({ personId }) => personId)
        : wish.personIds;
    const next = await this.cases.change(tx, theCase, actor, {
      action: `case.${wish.verb}`,
      set: {},
      reason: wish.reason,
      payload: { personIds },
    });
    return { theCase: await this.members.retell(tx, actor, next, toldOf(decided.retold, names)) };
  }

  private async split(tx: Tx, actor: Actor, { theCase, decided }: Weighed, wish: Of<'split'>): Promise<Done> {
    const { personIds, reason } = wish;
    const beside = await this.members.openBeside(tx, actor, theCase, personIds.length, reason);
    const moved = await this.members.move(tx, actor, theCase, beside, { act: 'split', personIds, reason });
    const parent = await this.cases.change(tx, moved.from, actor, {
      action: 'case.split',
      set: { caseSize: moved.from.persons.length },
      reason,
      payload: { personIds, newCaseId: beside.id, newCase: beside.diaryNumber },
    });
    const told = toldOf(decided.retold);
    await this.clocks.copy(tx, theCase.id, beside.id);
    await this.settle(
      tx,
      actor,
      theCase.id,
      'removed',
      theCase.persons.filter(({ id }) => personIds.includes(id)),
    );
    await this.assignments.into(tx, actor, beside.id, personIds);
    await this.missions.follow(tx, actor, theCase.id, await this.members.retell(tx, actor, moved.to, told));
    await this.missions.takeOffIfGone(tx, parent);
    await this.travel.approvalFollows(tx, theCase.id, beside.id);
    return { theCase: await this.members.retell(tx, actor, parent, told), otherCaseId: beside.id };
  }

  private async merge(tx: Tx, actor: Actor, weighed: Weighed, { reason }: Of<'merge'>): Promise<Done> {
    const { theCase, decided } = weighed;
    const other = weighed.other!;
    const personIds = other.persons.map(({ id }) => id);
    const moved = await this.members.move(tx, actor, other, theCase, { act: 'merge', personIds, reason });
    const merged = await this.cases.change(tx, moved.to, actor, {
      action: 'case.merge',
      set: {
        caseSize: moved.to.persons.length,
        registeredOn: earlierRegistration(theCase, other),
      },
      reason,
      payload: { personIds, fromCaseId: other.id, fromCase: other.diaryNumber },
    });
    await this.cases.change(tx, moved.from, actor, {
      action: 'case.merge_into',
      set: {},
      reason,
      payload: { personIds, toCaseId: theCase.id, toCase: theCase.diaryNumber },
    });
    await this.assignments.into(tx, actor, theCase.id, personIds);
    await this.clocks.keepEarlier(tx, other.id, theCase.id);
    await this.missions.takeOff(tx, other.id);
    await this.links.follow(tx, actor, other.id, theCase.id, reason);
    return { theCase: await this.members.retell(tx, actor, merged, toldOf(decided.retold)), otherCaseId: other.id };
  }

  private async dismiss(
    tx: Tx,
    actor: Actor,
    { theCase }: Weighed,
    { differenceId, reason }: Of<'dismiss_difference'>,
  ): Promise<Done> {
    const { kind, personId, rrfVersion } = (await this.differences.waiting(tx, theCase)).find(
      ({ id }) => id === differenceId,
    )!;
    await this.differences.settle(tx, actor, differenceId, 'dismissed');
    return {
      theCase: await this.cases.change(tx, theCase, actor, {
        action: 'case.dismiss_difference',
        set: {},
        reason,
        payload: { differenceId, kind, personId, rrfVersion },
      }),
    };
  }

  /** What a newer RRF lists otherwise than the case is applied by the act that makes the two agree. */
  private async settle(
    tx: Tx,
    actor: Actor,
    caseId: string,
    wanted: 'added' | 'removed',
    persons: readonly { individualNumber: string | null }[],
  ): Promise<void> {
    for (const { id, kind, individualNumber: number } of await this.differences.open(tx, caseId))
      if (kind === wanted && persons.some(({ individualNumber }) => individualNumber === number))
        await this.differences.settle(tx, actor, id, 'applied');
  }

  private async relink(tx: Tx, actor: Actor, weighed: Weighed, { verb, reason }: Of<'link' | 'unlink'>): Promise<Done> {
    const [theCase, other] = [weighed.theCase, weighed.other!];
    await this.links[verb](tx, actor, theCase.id, other.id, reason);
    const told = (of: ResettlementCase) => ({ otherCaseId: of.id, otherCase: of.diaryNumber });
    await this.cases.change(tx, other, actor, { action: `case.${verb}`, set: {}, reason, payload: told(theCase) });
    return {
      theCase: await this.cases.change(tx, theCase, actor, {
        action: `case.${verb}`,
        set: {},
        reason,
        payload: told(other),
      }),
      otherCaseId: other.id,
    };
  }
}

/** What is written of each member, the new names among it. */
function toldOf(
  retold: readonly Retold[],
  names: readonly { personId: string; familyName: string }[] = [],
): ToldOfMember[] {
  const nameOf = new Map(names.map(({ personId, familyName }) => [personId, familyName]));
  return retold.map((told) => ({ ...told, familyName: nameOf.get(told.personId) }));
}
