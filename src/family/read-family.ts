import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CaseMembers, CasesService, isOnRoad, type ResettlementCase } from '../cases/index.js';
import { addMonths, Clock, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { MemberDifferences, type WaitingDifference } from '../submissions/index.js';
import { howMany, PRINCIPAL } from './domain/family.js';
import { apartIn } from './domain/links.js';
import { ageing, type ComesOfAge } from './domain/principal.js';
import { GatherFamily } from './gather-family.js';

/** Something about the family that its officials should know; nothing is barred by it. */
export interface FamilyNote {
  code: string;
  detail: string;
}

export interface LinkedCase {
  caseId: string;
  diaryNumber: string;
  /** Linked by an act of its own, with the reason; null when reached over other cases. */
  reason: string | null;
}

/** A family as it stands. */
export interface FamilyView {
  caseId: string;
  caseVersion: number;
  principalApplicantId: string | null;
  notes: FamilyNote[];
  /** Whom the newest RRF lists otherwise than the case, until somebody acts on it. */
  differences: Pick<WaitingDifference, 'id' | 'kind' | 'individualNumber' | 'personId' | 'rrfVersion' | 'recordedAt'>[];
  ageing: ComesOfAge[];
  linked: LinkedCase[];
  /** Who has been in the case and goes on in another one. */
  goneOn: { personId: string; caseId: string; diaryNumber: string }[];
}

/** How far ahead birthdays are told. */
const MONTHS_AHEAD = 12;

/** Reading a family: who stands for it, what is to be seen to, who comes of age, and with which cases it travels. */
@Injectable()
export class ReadFamily {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly members: CaseMembers,
    private readonly gather: GatherFamily,
    private readonly differences: MemberDifferences,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The family of a case; the read is logged. Throws NotFound. */
  of(caseId: string, actor: Actor): Promise<FamilyView> {
    const today = this.clock.today();
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { family: true },
      });
      const waiting = await this.differences.waiting(tx, theCase);
      const family = await this.gather.family(tx, actor, theCase);
      const links = await this.gather.linksAround(tx, caseId);
      const block = await this.gather.block(tx, actor, [family], caseId, links);
      const reasonOf = (otherId: string): string | null =>
        links.find((link) => [link.caseId, link.otherCaseId].every((id) => id === caseId || id === otherId))?.reason ??
        null;
      const left = await this.members.whoLeft(tx, caseId);
      const theirCases = await this.cases.getMany(tx, [...new Set(left.map((person) => person.caseId))]);
      return {
        caseId,
        caseVersion: theCase.version,
        principalApplicantId: theCase.persons.find(isPrincipal)?.id ?? null,
        notes: [...principalNotes(theCase), ...differing(waiting), ...apartIn(block)],
        differences: waiting.map(({ id, kind, individualNumber, personId, rrfVersion, recordedAt }) => ({
          ...{ id, kind, individualNumber, personId, rrfVersion, recordedAt },
        })),
        ageing: ageing(family.members, await this.gather.ages(tx), today, addMonths(today, MONTHS_AHEAD)),
        linked: block
          .filter((other) => other.caseId !== caseId)
          .map(({ caseId: id, diaryNumber }) => ({ caseId: id, diaryNumber, reason: reasonOf(id) })),
        goneOn: left.map(({ id, caseId: now }) => ({
          personId: id,
          caseId: now,
          diaryNumber: theirCases.find((one) => one.id === now)?.diaryNumber ?? '',
        })),
      };
    });
  }

  /** What the officials of the case should know before they go on: for next-actions. */
  async notes(tx: Tx, actor: Actor, theCase: ResettlementCase): Promise<FamilyNote[]> {
    const links = await this.gather.linksAround(tx, theCase.id);
    const notes = [...principalNotes(theCase), ...differing(await this.differences.waiting(tx, theCase))];
    if (links.length === 0) return notes;
    const family = await this.gather.family(tx, actor, theCase);
    return [...notes, ...apartIn(await this.gather.block(tx, actor, [family], theCase.id, links))];
  }
}

/** Whom the newest RRF lists otherwise than the case: the lists are made to agree by an act of family life or a closure, or are left as they are. */
function differing(waiting: readonly WaitingDifference[]): FamilyNote[] {
  const note = (kind: string, code: string, detail: (many: string) => string): FamilyNote[] => {
    const many = waiting.filter((difference) => difference.kind === kind).length;
    return many === 0 ? [] : [{ code, detail: detail(howMany(many)) }];
  };
  return [
    ...note(
      'added',
      'rrfListsMore',
      (many) =>
        `The newest RRF lists ${many} whom the case does not: add them, each with a preview of the effects, or dismiss it.`,
    ),
    ...note(
      'removed',
      'rrfListsFewer',
      (many) => `The newest RRF lists ${many} of the case no longer: split the case, withdraw them, or dismiss it.`,
    ),
  ];
}

const isPrincipal = ({ relationToPrincipal }: ResettlementCase['persons'][number]): boolean =>
  relationToPrincipal === PRINCIPAL;

/** True while others go on and the principal applicant does not: a new one is to be chosen. It bars nothing, since each person is decided on singly. */
export const principalIsMissing = ({ persons }: Pick<ResettlementCase, 'persons'>): boolean => {
  const goOn = persons.filter(({ status }) => isOnRoad(status));
  return goOn.length > 0 && !goOn.some(isPrincipal);
};

const principalNotes = (theCase: ResettlementCase): FamilyNote[] =>
  principalIsMissing(theCase)
    ? [
        {
          code: 'principalApplicantMissing',
          detail: 'The principal applicant does not go on: choose a new one, and check the custody of children.',
        },
      ]
    : [];
