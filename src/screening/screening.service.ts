import { Injectable } from '@nestjs/common';
import {
  inAnotherCase,
  type FactsByVerb,
  type FactsOf,
  type PersonInCase,
  type ResettlementCase,
} from '../cases/index.js';
import { addMonths, Clock, ConditionsUnmet, type Actor, type PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { ReferenceService } from '../reference/index.js';
import { DuplicatesService } from '../submissions/index.js';
import { clearanceInForce, shownUntil } from './domain/standing.js';
import type { Clearance, DraftKind, DraftOf, SecurityOutcome } from './domain/walled-record.js';
import type { ExaminationFinding, ExclusionFinding, SecurityProposal } from './sealed-file.dto.js';
import { WalledRecords, type Screened } from './walled-records.js';

/** What a draft of each kind holds. */
export interface DraftContent {
  exclusion: ExclusionFinding;
  examination: ExaminationFinding;
  proposal: SecurityProposal;
}

/** A draft in the sealed file, and who wrote it: the first of two signatures. */
export interface Draft<Kind extends DraftKind = DraftKind> {
  readonly content: DraftContent[Kind];
  readonly draftedById: string;
  readonly draftedByName: string;
  readonly draftedAt: string;
}

export type SealedFile = { readonly [Kind in DraftKind]?: Draft<Kind> };

/** What everybody who reads the case may know of a person's screening. */
export interface ScreeningStatus {
  readonly personId: string;
  readonly status: 'not_referred' | 'under_handling' | 'cleared';
  /** The last day of the clearance as it was given. Nothing behind the wall changes it until that day has passed (domain/standing.ts). */
  readonly clearedUntil: PlainDate | null;
  /** Whoever is under handling is awaited since the referral, whatever was stated since (security.md 3, rule 3). */
  readonly awaitedSince: PlainDate | null;
}

/** The verb whose reasons a decision of the security unit gives, where it needs one. */
const REASONS_OF: { readonly [Outcome in SecurityOutcome]?: string } = {
  refused: 'refuse',
  excluded: 'exclude',
  discontinued: 'discontinue',
  permit_withdrawn: 'withdraw_permit',
};

/** What other modules may ask of the wall and put behind it. */
@Injectable()
export class ScreeningService {
  constructor(
    private readonly walled: WalledRecords,
    private readonly policy: PolicyService,
    private readonly reference: ReferenceService,
    private readonly duplicates: DuplicatesService,
    private readonly clock: Clock,
  ) {}

  /** Facts for the guards of refer and clear. */
  async facts(
    tx: Tx,
    _actor: Actor,
    theCase: ResettlementCase,
  ): Promise<Required<Pick<FactsByVerb, 'refer' | 'clear'>>> {
    const elsewhere = await inAnotherCase(tx, theCase.persons);
    const duplicates = await this.duplicates.facts(
      tx,
      theCase.persons.map(({ id }) => id),
    );
    return {
      refer: (person): FactsOf['refer'] => ({
        registered: theCase.intake === 'registered',
        biographicMinimum: isKnown(person),
        consentRecorded: person.consentOn !== null,
        holdsEuProtection: person.holdsEuProtection,
        personInAnotherCase: elsewhere.has(person.id),
        duplicate: duplicates.get(person.id) ?? 'none',
      }),
      clear: () => ({}),
    };
  }

  /**
   * Whether each person has a clearance in force on the day: the Security Service's statement without objection, or the security
   * unit's own grant or upholding, for the identity as it stands; no objection in force since, no re-screening open. Never says why not.
   */
  async clearance(tx: Tx, personIds: readonly string[], on: PlainDate): Promise<Map<string, boolean>> {
    return this.each(tx, personIds, ({ person, standing }) => clearanceInForce(standing, person.identityVersion, on));
  }

  /** Whether an objection is in force. Only for the security unit's own verbs: the answer must not leave them. */
  async objectionInForce(tx: Tx, personIds: readonly string[]): Promise<Map<string, boolean>> {
    return this.each(tx, personIds, ({ standing }) => standing.objectionOn !== null);
  }

  /** When each person's present referral was recorded; persons without one are left out. What was found before it, on an earlier road, is history. */
  async referredAt(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
    const referrals = await this.walled.countingReferrals(tx, personIds);
    return new Map([...referrals].map(([id, { recordedAt }]) => [id, recordedAt]));
  }

  /** One neutral word a person: it follows from open acts alone (referred, cleared, decided), so all that is walled looks alike in it. */
  async status(tx: Tx, _actor: Actor, personIds: readonly string[]): Promise<ScreeningStatus[]> {
    const screened = await this.walled.screenedByIds(tx, personIds);
    return personIds.flatMap((personId) => {
      const found = screened.get(personId);
      if (!found) return [];
      const clearedUntil = shownUntil(found.standing, this.clock.today());
      return [
        {
          personId,
          status: clearedUntil ? 'cleared' : found.referral ? 'under_handling' : 'not_referred',
          clearedUntil,
          awaitedSince: clearedUntil ? null : (found.referral?.referredOn ?? null),
        },
      ];
    });
  }

  /**
   * The last day of a clearance that was given on a day by an open act (clear, or a decision of the security unit), as `status` tells
   * it until that day has passed: from the open record and the policy alone, without opening anything sealed.
   */
  async lastDays(tx: Tx, givenOn: Iterable<PlainDate>): Promise<Map<PlainDate, PlainDate>> {
    const lastDays = new Map<PlainDate, PlainDate>();
    for (const day of new Set(givenOn)) lastDays.set(day, (await this.clearanceFrom(tx, 0, day)).validUntil);
    return lastDays;
  }

  /**
   * Puts a draft into the sealed file of a person's security case; a later one of the kind takes its place. Throws ConditionsUnmet
   * without an objection in force (that alone makes a security case: Aliens Act 1:7) and InvalidInput for an unknown reason.
   */
  async putDraft<Kind extends DraftKind>(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    person: PersonInCase,
    kind: Kind,
    content: DraftContent[Kind],
  ): Promise<void> {
    const { referral, standing } = await this.one(tx, person);
    if (!referral || standing.objectionOn === null)
      throw new ConditionsUnmet([{ ...NO_SECURITY_CASE, personId: person.id }]);
    await this.requireReasons(tx, kind, content);
    const draft: DraftOf = { kind: 'draft', of: kind, content: { ...content } };
    await this.walled.add(tx, actor, 'person.draft_security_case', referral, theCase.id, draft);
  }

  /** The drafts in a person's sealed file; none once the case was decided or the objection lifted. */
  async drafts(tx: Tx, personId: string): Promise<SealedFile> {
    const drafts = (await this.walled.screenedByIds(tx, [personId])).get(personId)?.standing.drafts ?? {};
    const file = Object.entries(drafts).map(([kind, { content, recordedById, recordedByName, recordedAt }]) => [
      kind,
      { content: content.content, draftedById: recordedById, draftedByName: recordedByName, draftedAt: recordedAt },
    ]);
    return Object.fromEntries(file) as SealedFile;
  }

  /**
   * Records behind the wall what the security unit decided, today. A grant and an upholding count from this day as a clearance of
   * the policy's validity. The caller has judged the guards and changes what is open. Throws ConditionsUnmet without a referral.
   */
  async recordDecision(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    person: PersonInCase,
    outcome: SecurityOutcome,
  ): Promise<void> {
    const { referral } = await this.one(tx, person);
    if (!referral) throw new ConditionsUnmet([{ ...NO_SECURITY_CASE, personId: person.id }]);
    const decidedOn = this.clock.today();
    const clearance = await this.clearanceFrom(tx, person.identityVersion, decidedOn);
    await this.walled.add(tx, actor, 'person.decide_security_case', referral, theCase.id, {
      kind: 'decision',
      outcome,
      decidedOn,
      clearance,
    });
  }

  /** The clearance that an identity gets by the rule of the day. */
  async clearanceFrom(tx: Tx, identityVersion: number, on: PlainDate): Promise<Clearance> {
    const { months } = (await this.policy.ruleOn(tx, 'clearance-validity', on)).value;
    return { validUntil: addMonths(on, months), identityVersion };
  }

  private async requireReasons(tx: Tx, kind: DraftKind, content: DraftContent[DraftKind]): Promise<void> {
    const on = this.clock.today();
    if (kind === 'exclusion') {
      const { groundCode } = content as ExclusionFinding;
      if (groundCode !== undefined)
        await this.reference.requireReason(tx, 'exclude', groundCode, { pointer: '/exclusion/groundCode', on });
    }
    if (kind === 'proposal') {
      const { outcome, reasonCode } = content as SecurityProposal;
      if (reasonCode !== undefined)
        await this.reference.requireReason(tx, REASONS_OF[outcome] ?? outcome, reasonCode, {
          pointer: '/proposal/reasonCode',
          on,
        });
    }
  }

  private async one(tx: Tx, person: PersonInCase): Promise<Screened> {
    return (await this.walled.screened(tx, [person])).get(person.id)!;
  }

  private async each<Value>(
    tx: Tx,
    personIds: readonly string[],
    valueOf: (screened: Screened) => Value,
  ): Promise<Map<string, Value>> {
    return new Map(
      [...(await this.walled.screenedByIds(tx, personIds))].map(([id, screened]) => [id, valueOf(screened)]),
    );
  }
}

const NO_SECURITY_CASE = {
  code: 'noObjection',
  detail: 'There is no objection in force: this is not a security case.',
  source: 'Aliens Act 1:7',
};

/** Regulation (EU) 2024/1350 article 9(3): name, date of birth, sex and nationality, or that there is none. */
const isKnown = ({ familyName, givenNames, birthDate, sex, nationality, stateless }: PersonInCase): boolean =>
  `${familyName}${givenNames}`.trim() !== '' &&
  birthDate !== null &&
  sex !== 'unknown' &&
  (nationality !== null || stateless);
