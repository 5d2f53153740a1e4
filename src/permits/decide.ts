import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { CasesService, type PersonChange, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Forbidden, type Actor } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { SelectionService } from '../selection/index.js';
import { GatherFacts, type DecisionFactsByVerb } from './gather-facts.js';
import { Letters } from './letters.js';
import { Proposals } from './proposals.js';
import { Sign, type Signed } from './sign.js';

/** Whose proposals are signed. */
export interface SignProposals {
  personIds?: string[];
  /** Why more places are taken than there are; only with the permission quota.overrun. */
  overrunReason?: string;
}

type Judge = (tx: Tx, persons: readonly PersonInCase[], facts: DecisionFactsByVerb) => Promise<PersonChange[]>;

/** The verbs grant, refuse and exclude: the second signature, by another person than the first. */
@Injectable()
export class Decide {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly facts: GatherFacts,
    private readonly proposals: Proposals,
    private readonly selection: SelectionService,
    private readonly sign: Sign,
    private readonly letters: Letters,
  ) {}

  /**
   * Grants the permits that were proposed: one permit and one place a person. Throws NotFound, StaleVersion, TransitionRefused,
   * ConditionsUnmet (all of all persons) or Forbidden (an overrun without its permission).
   */
  grant(caseId: string, version: number, wanted: SignProposals, actor: Actor): Promise<ResettlementCase> {
    const { overrunReason } = wanted;
    if (overrunReason !== undefined && !may(actor, 'quota.overrun')) throw new Forbidden('quota.overrun');
    const judge: Judge = (tx, persons, { grant }) => this.cases.decide(tx, actor, persons, 'grant', grant);
    return this.second(caseId, version, wanted, actor, judge, async (tx, theCase, signed) => {
      const outcomes = await this.selection.outcomes(
        tx,
        signed.map(({ personId }) => personId),
      );
      const granted = signed.map((one) => ({
        ...one,
        protectionCategory: outcomes.get(one.personId)!.protectionCategory!,
      }));
      await this.sign.grant(tx, actor, theCase, granted, overrunReason);
    });
  }

  /** Refuses the permits as proposed. Throws like grant. */
  refuse(caseId: string, version: number, wanted: SignProposals, actor: Actor): Promise<ResettlementCase> {
    const judge: Judge = (tx, persons, { refuse }) => this.cases.decide(tx, actor, persons, 'refuse', refuse);
    return this.second(caseId, version, wanted, actor, judge);
  }

  /** Excludes as proposed. Throws like grant. */
  exclude(caseId: string, version: number, wanted: SignProposals, actor: Actor): Promise<ResettlementCase> {
    const judge: Judge = (tx, persons, { exclude }) => this.cases.decide(tx, actor, persons, 'exclude', exclude);
    return this.second(caseId, version, wanted, actor, judge);
  }

  private second(
    caseId: string,
    version: number,
    { personIds = [], overrunReason }: SignProposals,
    actor: Actor,
    judge: Judge,
    takeEffect?: (tx: Tx, theCase: ResettlementCase, signed: Signed[]) => Promise<void>,
  ): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, personIds);
      const proposals = await this.proposals.standing(tx, theCase);
      const facts = await this.facts.ofDecisions(tx, actor, theCase, proposals, overrunReason !== undefined);
      const changes = await judge(tx, persons, facts);
      const chosen = changes.map(({ personId }) => proposals.get(personId)!);
      const signed = await this.sign.decide(tx, actor, theCase, chosen);
      await takeEffect?.(tx, theCase, signed);
      await this.letters.writeDecisions(tx, theCase, signed);
      return this.cases.apply(tx, theCase, changes, actor, { reason: overrunReason, payload: { decisions: signed } });
    });
  }
}
