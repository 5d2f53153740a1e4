import { Injectable } from '@nestjs/common';
import { refuseBarred } from '../access/index.js';
import { CaseMembers, CasesService, inAnotherCase, type NewPerson, type ResettlementCase } from '../cases/index.js';
import { Clock, InvalidInput, StaleVersion, type Actor } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { MemberDifferences } from '../submissions/index.js';
import { decideFamily } from './domain/decide.js';
import type { Decided, Family, FamilyCommand, ToldRelation } from './domain/family.js';
import { birthOf, GatherFamily } from './gather-family.js';

interface Told {
  reason: string;
}

/** A change of a family as the official wishes it. */
export type Wish =
  | (Told & { verb: 'add_member'; arrival: 'newborn' | 'found_relative'; parentId?: string; person: NewPerson })
  | (Told & { verb: 'choose_principal'; principalId?: string; relations?: ToldRelation[] })
  | (Told & { verb: 'record_marriage'; personIds: string[]; newNames?: { personId: string; familyName: string }[] })
  | (Told & { verb: 'record_separation'; personIds: string[] })
  | (Told & { verb: 'split'; personIds: string[]; principalId?: string; relations?: ToldRelation[] })
  | (Told & { verb: 'merge'; otherCaseId: string; otherCaseVersion: number; relations?: ToldRelation[] })
  | (Told & { verb: 'link' | 'unlink'; otherCaseId: string })
  | (Told & { verb: 'dismiss_difference'; differenceId: string });

/** A wish with what it would do. */
export interface Weighed {
  theCase: ResettlementCase;
  /** The other case, of merge, link and unlink. */
  other: ResettlementCase | null;
  family: Family;
  decided: Decided;
}

/** Judges a wish by the facts: the preview shows the judgement, the act carries it out. */
@Injectable()
export class WeighFamily {
  constructor(
    private readonly cases: CasesService,
    private readonly members: CaseMembers,
    private readonly differences: MemberDifferences,
    private readonly gather: GatherFamily,
    private readonly clock: Clock,
  ) {}

  /**
   * What the wish would do to the case; locked for change when a version is expected. Throws NotFound, StaleVersion, or InvalidInput
   * for somebody who is not in the case and for a case with itself. Writes nothing.
   */
  async weigh(tx: Tx, actor: Actor, caseId: string, wish: Wish, version?: number): Promise<Weighed> {
    if ('otherCaseId' in wish) refuseBarred(actor, [wish.otherCaseId]);
    const [theCase, other] = await this.casesOf(tx, caseId, wish, version);
    const family = await this.gather.family(tx, actor, theCase);
    const otherFamily = other && (await this.gather.family(tx, actor, other));
    const links = other
      ? [...(await this.gather.linksAround(tx, theCase.id)), ...(await this.gather.linksAround(tx, other.id))]
      : [];
    const isTheirs = ({ caseId: one, otherCaseId: two }: { caseId: string; otherCaseId: string }): boolean =>
      other !== null && [one, two].includes(theCase.id) && [one, two].includes(other.id);
    const facts = {
      today: this.clock.today(),
      ages: await this.gather.ages(tx),
      family,
      other: otherFamily,
      placesLeft: await this.gather.placesLeft(tx, theCase),
      linked: links.some(isTheirs),
    };
    const after =
      wish.verb === 'link'
        ? [...links, { caseId: theCase.id, otherCaseId: wish.otherCaseId }]
        : links.filter((link) => !isTheirs(link));
    const block = otherFamily ? await this.gather.block(tx, actor, [family, otherFamily], theCase.id, after) : [];
    return {
      theCase,
      other,
      family,
      decided: decideFamily(await this.commandOf(tx, theCase, other, wish), facts, block),
    };
  }

  private async casesOf(
    tx: Tx,
    caseId: string,
    wish: Wish,
    version: number | undefined,
  ): Promise<[ResettlementCase, ResettlementCase | null]> {
    if (!('otherCaseId' in wish)) return [await this.cases.get(tx, caseId, version), null];
    const { otherCaseId } = wish;
    if (otherCaseId === caseId)
      throw new InvalidInput([{ pointer: '/otherCaseId', code: 'sameCase', message: 'Name another case.' }]);
    const [theCase, other] =
      version === undefined
        ? [await this.cases.get(tx, caseId), await this.cases.get(tx, otherCaseId)]
        : await this.members.getTwo(tx, caseId, otherCaseId);
    if (version !== undefined) refuseStale(theCase, version);
    if (version !== undefined && wish.verb === 'merge') refuseStale(other, wish.otherCaseVersion);
    return [theCase, other];
  }

  private async commandOf(
    tx: Tx,
    theCase: ResettlementCase,
    other: ResettlementCase | null,
    wish: Wish,
  ): Promise<FamilyCommand> {
    switch (wish.verb) {
      case 'add_member': {
        const { arrival, parentId, person } = wish;
        if (parentId !== undefined) this.cases.personsOf(theCase, [parentId]);
        const { individualNumber, relationToPrincipal: relation } = person;
        const elsewhere = await inAnotherCase(tx, [{ id: '', individualNumber }]);
        return {
          verb: wish.verb,
          arrival,
          birth: birthOf(person),
          relation,
          parentId,
          inAnotherCase: elsewhere.size > 0,
        };
      }
      case 'record_marriage': {
        const { personIds, newNames = [] } = wish;
        const renamedIds = newNames.map(({ personId }) => personId);
        refuseStrangers('/newNames', personIds, renamedIds);
        this.cases.personsOf(theCase, personIds);
        return { verb: wish.verb, personIds, renamedIds };
      }
      case 'record_separation':
        this.cases.personsOf(theCase, wish.personIds);
        return { verb: wish.verb, personIds: wish.personIds };
      case 'split':
      case 'choose_principal': {
        const { relations = [], principalId } = wish;
        this.cases.personsOf(theCase, [
          ...relations.map(({ personId }) => personId),
          ...(principalId ? [principalId] : []),
        ]);
        if (wish.verb === 'choose_principal') return { verb: wish.verb, principalId, relations };
        this.cases.personsOf(theCase, wish.personIds);
        return { verb: wish.verb, personIds: wish.personIds, principalId, relations };
      }
      case 'merge': {
        const { relations = [] } = wish;
        refuseStrangers(
          '/relations',
          other!.persons.map(({ id }) => id),
          relations.map(({ personId }) => personId),
        );
        return { verb: wish.verb, relations };
      }
      case 'dismiss_difference': {
        const waiting = await this.differences.waiting(tx, theCase);
        return { verb: wish.verb, difference: waiting.find(({ id }) => id === wish.differenceId) ?? null };
      }
      default:
        return { verb: wish.verb };
    }
  }
}

function refuseStale({ version: now, changedBy, changedAt }: ResettlementCase, version: number): void {
  if (now !== version) throw new StaleVersion({ currentVersion: now, changedBy, changedAt });
}

function refuseStrangers(pointer: string, known: readonly string[], named: readonly string[]): void {
  const strangers = named.filter((id) => !known.includes(id));
  if (strangers.length > 0)
    throw new InvalidInput([{ pointer, code: 'notAmongThem', message: `Not among them: ${strangers.join(', ')}.` }]);
}
