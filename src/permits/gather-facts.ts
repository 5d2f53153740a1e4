import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/index.js';
import {
  CasesService,
  FindWhatFits,
  unmetFor,
  type FactsByVerb,
  type FactsOf,
  type PersonInCase,
  type ResettlementCase,
} from '../cases/index.js';
import { ExclusionService, type ExclusionFindings } from '../exclusion/index.js';
import { Clock, ConditionsUnmet, type Actor, type Unmet } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { ExceptionsService, QuotasService } from '../quotas/index.js';
import { ScreeningService, type SealedFile } from '../screening/index.js';
import { outcomeOf, SelectionService, type ExaminationOutcome } from '../selection/index.js';
import { reasonsGiven } from './domain/proposal-rules.js';
import type { OpenProposal } from './proposals.js';

export type DecisionFactsByVerb = Required<Pick<FactsByVerb, 'grant' | 'refuse' | 'exclude'>>;
export type SecurityCaseFactsOf = NonNullable<FactsByVerb['decide_security_case']>;

/** What was found about one person, in the open or in the sealed file. */
interface Found extends ExclusionFindings {
  examination: ExaminationOutcome;
}
/** What is the same for everybody of the case who is granted a permit today. */
type Room = Pick<FactsOf['grant'], 'permitRuleFound' | 'subQuotaOpen' | 'placesLeft'>;
type ProposalFacts = NonNullable<FactsOf['grant']['proposal']>;

const NOTHING_FOUND: Found = {
  exclusionAssessed: false,
  exclusionGroundFound: false,
  exclusionSecondLook: false,
  refusedElsewhere: false,
  barredByRegister: false,
  examination: outcomeOf(null),
};

/** Which verb's conditions a decision of the security unit must meet; a discontinuation needs a proposal with reasons, as a refusal does. */
const CONDITIONS_OF = { granted: 'grant', refused: 'refuse', excluded: 'exclude', discontinued: 'refuse' } as const;
const isPossible = (outcome: string): outcome is keyof typeof CONDITIONS_OF => Object.hasOwn(CONDITIONS_OF, outcome);

/** Gathers what the guards of the second signature need to know, and judges nothing. */
@Injectable()
export class GatherFacts {
  constructor(
    private readonly access: AccessService,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
    private readonly exclusion: ExclusionService,
    private readonly selection: SelectionService,
    private readonly quotas: QuotasService,
    private readonly exceptions: ExceptionsService,
    private readonly whatFits: FindWhatFits,
    private readonly policy: PolicyService,
    private readonly clock: Clock,
  ) {}

  /** For grant, refuse and exclude. `overrunAllowed`: the official asks for places beyond the quota and may. */
  async ofDecisions(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    proposals: ReadonlyMap<string, OpenProposal>,
    overrunAllowed: boolean,
  ): Promise<DecisionFactsByVerb> {
    const personIds = theCase.persons.map(({ id }) => id);
    const cleared = await this.screening.clearance(tx, personIds, this.clock.today());
    const found = await this.found(tx, personIds);
    const room = await this.room(tx, theCase);
    const excepted = await this.excepted(tx, theCase);
    // Families are never cut to fit: all of the case for whom a grant is proposed count, asked for in this request or not.
    const placesWanted = [...proposals.values()].filter(({ outcome }) => outcome === 'grant').length;
    const fitting = placesWanted > room.placesLeft ? await this.whatFits.inWords(tx, actor, theCase) : null;

    const signers = [...proposals.values()].map(({ proposedById }) => proposedById);
    const official = await this.access.officialOf(tx, [actor.accountId, ...signers], theCase.id);
    const decision = ({ id }: PersonInCase): FactsOf['refuse'] => {
      const proposal = proposals.get(id);
      return {
        proposal: proposal
          ? { ...proposal, proposedById: official(proposal.proposedById), reasonsGiven: reasonsGiven(proposal) }
          : null,
        actorId: official(actor.accountId),
        ...ofExclusion(found.get(id) ?? NOTHING_FOUND),
      };
    };
    return {
      grant: (person) => ({
        ...decision(person),
        ...ofExamination(found.get(person.id) ?? NOTHING_FOUND),
        ...room,
        outsideHomeCountryOrExcepted: excepted(person),
        clearanceInForce: cleared.get(person.id) ?? false,
        placesWanted,
        fitting,
        overrunAllowed,
      }),
      refuse: decision,
      exclude: decision,
    };
  }

  /**
   * For decide_security_case, from the sealed files: only for who may sign there. A grant must meet every condition of an
   * ordinary grant but the clearance, which it replaces (architecture.md 4).
   */
  async ofSecurityCase(tx: Tx, actor: Actor, theCase: ResettlementCase): Promise<SecurityCaseFactsOf> {
    const personIds = theCase.persons.map(({ id }) => id);
    const objections = await this.screening.objectionInForce(tx, personIds);
    const open = await this.found(tx, personIds);
    const room = await this.room(tx, theCase);
    const excepted = await this.excepted(tx, theCase);
    const files = new Map<string, SealedFile>();
    for (const id of personIds) files.set(id, await this.screening.drafts(tx, id));
    const placesWanted = [...files.values()].filter(({ proposal }) => proposal?.content.outcome === 'granted').length;

    const unmet = new Map<string, Unmet[]>();
    for (const person of theCase.persons) {
      const file = files.get(person.id)!;
      const found = { ...(open.get(person.id) ?? NOTHING_FOUND), ...ofSealed(file) };
      const facts = { ...room, placesWanted, outsideHomeCountryOrExcepted: excepted(person) };
      unmet.set(person.id, await this.unmetOf(tx, person, file, found, facts));
    }
    const drafter = (id: string): string | undefined => files.get(id)?.proposal?.draftedById;
    const official = await this.access.officialOf(tx, [actor.accountId, ...personIds.map(drafter)], theCase.id);
    return ({ id }) => ({
      objectionInForce: objections.get(id) ?? false,
      draftComplete: files.get(id)?.proposal !== undefined && unmet.get(id)?.length === 0,
      draftUnmet: unmet.get(id),
      draftedById: drafter(id) === undefined ? null : official(drafter(id)!),
      actorId: official(actor.accountId),
    });
  }

  /** What the outcome that is drafted still needs; nothing when there is no proposal yet. */
  private async unmetOf(
    tx: Tx,
    person: PersonInCase,
    { proposal }: SealedFile,
    found: Found,
    room: Room & Pick<FactsOf['grant'], 'placesWanted' | 'outsideHomeCountryOrExcepted'>,
  ): Promise<Unmet[]> {
    if (!proposal) return [];
    const { outcome, reasons, reasonCode } = proposal.content;
    if (!isPossible(outcome)) return [{ ...NOT_BEFORE_A_GRANT, personId: person.id }];
    const verb = CONDITIONS_OF[outcome];
    const given = reasons.trim() !== '' && (verb === 'grant' || reasonCode !== undefined);
    const facts: FactsOf['grant'] = {
      // Who may sign is judged by the guard of the security case itself.
      proposal: { outcome: verb, proposedById: proposal.draftedById, reasonsGiven: given } satisfies ProposalFacts,
      actorId: '',
      ...ofExclusion(found),
      ...ofExamination(found),
      ...room,
      clearanceInForce: true,
      overrunAllowed: false,
    };
    return unmetFor(await this.cases.inGuard(tx, person), verb, facts);
  }

  private async found(tx: Tx, personIds: readonly string[]): Promise<Map<string, Found>> {
    const findings = await this.exclusion.findings(tx, personIds);
    const outcomes = await this.selection.outcomes(tx, personIds);
    return new Map(
      personIds.map((id) => [
        id,
        { ...NOTHING_FOUND, ...findings.get(id), examination: outcomes.get(id) ?? NOTHING_FOUND.examination },
      ]),
    );
  }

  /**
   * Who is outside the home country, or excepted from having to be. A witness is received on a ground of its own, wherever he is
   * (Aliens Act chapter 22; domain.md 1).
   */
  private async excepted(
    tx: Tx,
    { source, subQuotaId, countryOfAsylum }: ResettlementCase,
  ): Promise<(person: PersonInCase) => boolean> {
    const on = this.clock.today();
    const byException = await this.exceptions.fromThirdCountryRule(tx, { subQuotaId, countryOfAsylum, on });
    return ({ nationality }) => source === 'witness' || nationality !== countryOfAsylum || byException(nationality);
  }

  private async room(tx: Tx, theCase: ResettlementCase): Promise<Room> {
    const today = this.clock.today();
    const places = await this.quotas.placesFor(tx, theCase.subQuotaId, today);
    return {
      permitRuleFound: await this.policy.ruleOn(tx, 'permit', today).then(() => true, falseWhenUnmet),
      subQuotaOpen: places.open,
      placesLeft: places.available + places.tolerance,
    };
  }
}

const NOT_BEFORE_A_GRANT = {
  code: 'outcomeNotPossible',
  detail: 'A permit can be upheld or withdrawn only once it was granted.',
  source: 'architecture.md 4',
};

const ofExclusion = ({ examination: _, ...findings }: Found): ExclusionFindings => findings;

const ofExamination = ({ examination }: Found) => ({
  examined: examination.examined,
  protectionCategorySet: examination.protectionCategory !== null,
  childHeardOrReason: examination.childHeardOrReason,
});

/** What the drafts of a sealed file say; where it has none, what was found in the open before a late objection still holds. */
const ofSealed = ({ exclusion, examination }: SealedFile): Partial<Found> => ({
  ...(exclusion && {
    exclusionAssessed: true,
    exclusionGroundFound: exclusion.content.outcome === 'ground_found',
    // The second signature is the look of a second official at the whole of the draft.
    exclusionSecondLook: true,
  }),
  ...(examination && { examination: outcomeOf(examination.content) }),
});

function falseWhenUnmet(error: unknown): false {
  if (error instanceof ConditionsUnmet) return false;
  throw error;
}
