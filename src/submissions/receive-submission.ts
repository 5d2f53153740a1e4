import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, InvalidInput, type Actor } from '../kernel/index.js';
import { insertRows, newId, prepared, UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService, type PolicyRule } from '../policy/index.js';
import { SubQuotaChoices, type SubQuotaChoice } from '../quotas/index.js';
import { ReferenceService } from '../reference/index.js';
import { CaseDocuments } from './documents.js';
import { CaseClocks, ruleIfAny } from './case-clocks.js';
import { FindDuplicates } from './duplicates-find.js';
import { personsToMatch } from './duplicates-mapping.js';
import { missingFrom, type Requirement } from './domain/completeness.js';
import { firstLapseOf, medicalFormsIn } from './domain/medical-forms.js';
import type { Rrf, SubmissionSource } from './domain/rrf.js';
import { invalidIn, type RrfReference } from './domain/validity.js';
import { toNewCase } from './new-case.js';
import { requirementsOf } from './requirements.js';
import { Submission } from './submissions.entities.js';

/** A submission with the case it belongs to. */
export interface Received {
  submission: Submission;
  theCase: ResettlementCase;
}

/** What a submission is judged by: read once for a whole batch. */
export interface Known extends RrfReference {
  readonly requirements: readonly Requirement[];
  readonly rules: readonly PolicyRule[];
}

/** The sub-quotas chosen so far in one transaction, by what the choice rests on: many forms of a batch are alike in that. */
export type ChosenBefore = Map<string, SubQuotaChoice>;

/** A submission as a document of its case: only UNHCR sends an RRF (domain.md (e) 23). */
const PAPERS: { readonly [Source in SubmissionSource]: { kind: string; title: string } } = {
  unhcr: { kind: 'rrf', title: 'RRF' },
  embassy: { kind: 'mission_proposal', title: 'Submission (embassy)' },
  witness: { kind: 'witness_request', title: 'Submission (witness)' },
};

/** Takes an RRF into the house: judged, registered in the diary, made a case with its persons. */
@Injectable()
export class ReceiveSubmission {
  constructor(
    private readonly cases: CasesService,
    private readonly documents: CaseDocuments,
    private readonly reference: ReferenceService,
    private readonly subQuotas: SubQuotaChoices,
    private readonly policy: PolicyService,
    private readonly clocks: CaseClocks,
    private readonly duplicates: FindDuplicates,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The codes that an RRF may use, and the rules by which it is judged. */
  async knownCodes(): Promise<Known> {
    const codes = (rows: readonly { code: string }[]): Set<string> => new Set(rows.map(({ code }) => code));
    return {
      countries: codes(await this.reference.countries()),
      categories: codes(await this.reference.submissionCategories()),
      municipalities: codes(await this.reference.municipalities()),
      requirements: await this.unitOfWork.read(requirementsOf),
      rules: await this.policy.rules({}),
    };
  }

  /**
   * Opens a case for the RRF; a complete one is registered at once, an incomplete one stays received until it is resubmitted.
   * Throws InvalidInput with every wrong field, ConditionsUnmet when the RRF was received before (naming the case) or a person
   * stands in another active case.
   */
  async receive(tx: Tx, actor: Actor, rrf: Rrf, known: Known): Promise<Received> {
    this.refuseInvalid(rrf, known);
    const earlier = await this.earlierVersions(tx, rrf);
    if (earlier[0]) throw alreadyReceived((await this.cases.get(tx, earlier[0].caseId)).diaryNumber);
    return this.open(tx, actor, rrf, known);
  }

  /** The same for a form that was judged, and of which no version was received before. Throws ConditionsUnmet as `receive` does. */
  async open(tx: Tx, actor: Actor, rrf: Rrf, known: Known, before: ChosenBefore = new Map()): Promise<Received> {
    const on = this.clock.today();
    const complete = missingFrom(rrf, on, known.requirements).length === 0;
    const choice = await this.chosenFor(tx, rrf, before);
    const theCase = await this.cases.create(tx, actor, toNewCase(rrf, { on, complete, choice }));
    const submission = await this.keep(tx, theCase, rrf, 1, known);
    if (complete) await this.clocks.start(tx, theCase, rrf, known.rules, []);
    await this.duplicates.of(tx, personsToMatch(theCase, rrf));
    const { documentNumber, rrfVersion } = submission;
    this.audit.record(tx, actor, {
      action: 'submission.receive',
      subjectType: 'submission',
      subjectId: submission.id,
      caseId: theCase.id,
      payload: { documentNumber, rrfVersion, missing: submission.missing.map(({ code }) => code) },
    });
    return { submission, theCase };
  }

  /** Throws InvalidInput with everything in the RRF that must be corrected. */
  refuseInvalid(rrf: Rrf, known: RrfReference): void {
    const errors = invalidIn(rrf, this.clock.today(), known);
    if (errors.length > 0) throw new InvalidInput(errors);
  }

  /** Keeps a version of the RRF as received, as a document of its case. */
  async keep(tx: Tx, theCase: ResettlementCase, rrf: Rrf, rrfVersion: number, known: Known): Promise<Submission> {
    const { kind, title } = PAPERS[rrf.source];
    const document = await this.documents.register(tx, theCase, {
      kind,
      title: `${title}, version ${rrfVersion}`,
      direction: 'incoming',
      classification: 'restricted',
    });
    const medicalMonths = ruleIfAny(known.rules, 'medical-form-validity', document.registeredOn)?.value.months;
    const submission: Submission = {
      id: newId(),
      caseId: theCase.id,
      rrfVersion,
      resettlementReferenceNumber: rrf.resettlementReferenceNumber,
      documentNumber: document.diaryNumber,
      rrf,
      missing: missingFrom(rrf, document.registeredOn, known.requirements),
      receivedOn: document.registeredOn,
      receivedAt: tx.at,
      returnedOn: null,
      answerDueOn: null,
      medicalFormUntil: medicalMonths ? firstLapseOf(medicalFormsIn(rrf, medicalMonths)) : null,
    };
    await insertRows(tx.manager, Submission, [submission]);
    return submission;
  }

  /** All versions under the submission's reference, oldest first. */
  async earlierVersions(tx: Tx, { resettlementReferenceNumber }: Rrf): Promise<Submission[]> {
    const { rows: found } = await prepared(
      tx.manager,
      'SELECT 1 AS found FROM submissions WHERE resettlement_reference_number = :resettlementReferenceNumber LIMIT 1',
      { resettlementReferenceNumber },
    );
    if (found.length === 0) return [];
    return tx.manager.find(Submission, { where: { resettlementReferenceNumber }, order: { rrfVersion: 'ASC' } });
  }

  /** By the declared rules of the sub-quotas; a coordinator may choose another one, with a reason, until somebody is granted. */
  private async chosenFor(tx: Tx, rrf: Rrf, before: ChosenBefore): Promise<SubQuotaChoice> {
    const { countryOfAsylum, priority } = rrf;
    const nationalities = [...new Set(rrf.persons.flatMap(({ nationality }) => nationality ?? []))].sort();
    const wanting = { countryOfAsylum, nationalities, priority, on: this.clock.today() };
    const key = JSON.stringify(wanting);
    const choice = before.get(key) ?? (await this.subQuotas.of(tx, wanting));
    before.set(key, choice);
    return choice;
  }
}

const alreadyReceived = (diaryNumber: string): ConditionsUnmet =>
  new ConditionsUnmet([
    {
      code: 'rrfAlreadyReceived',
      detail: `This RRF was received before: it is case ${diaryNumber}. A completed version goes there, with the verb resubmit.`,
      source: 'UNHCR Resettlement Handbook 4.6',
    },
  ]);
