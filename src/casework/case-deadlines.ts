import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import {
  addMonths,
  agesReached,
  Clock,
  readingOf,
  type Actor,
  type AgeReached,
  type DatePrecision,
  type PlainDate,
} from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { medicalFormsIn, SubmissionsService } from '../submissions/index.js';
import { Deadlines, type Deadline } from './deadlines.js';

/** What runs out in one case, with what is shown here and listed nowhere: medical forms, and ages reached while waiting. */
export interface DeadlinesOfCase {
  readonly caseId: string;
  readonly deadlines: readonly Deadline[];
  readonly medicalForms: readonly { personId: string; datedOn: PlainDate | null; validUntil: PlainDate }[];
  readonly ages: readonly (AgeReached & { personId: string })[];
}

const MOST_OF_A_CASE = 1000;
/** How far ahead birthdays are told: as long as UNHCR's normal priority runs. */
const MONTHS_AHEAD = 12;

@Injectable()
export class CaseDeadlines {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly submissions: SubmissionsService,
    private readonly policy: PolicyService,
    private readonly deadlines: Deadlines,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The deadlines of a case, the nearest first; the read is logged. Throws NotFound. */
  of(caseId: string, actor: Actor): Promise<DeadlinesOfCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { deadlines: true },
      });
      return {
        caseId,
        deadlines: await this.deadlines.find(tx, actor, { caseId }, MOST_OF_A_CASE),
        medicalForms: await this.medicalForms(tx, theCase),
        ages: await this.ages(tx, theCase),
      };
    });
  }

  private async medicalForms(tx: Tx, { id, persons }: ResettlementCase): Promise<DeadlinesOfCase['medicalForms']> {
    const rrf = await this.submissions.currentRrf(tx, id);
    if (!rrf) return [];
    const { months } = (await this.policy.ruleOn(tx, 'medical-form-validity', this.clock.today())).value;
    return medicalFormsIn(rrf, months).flatMap(({ individualNumber, datedOn, validUntil }) => {
      const person = persons.find((one) => one.individualNumber === individualNumber);
      return person ? [{ personId: person.id, datedOn, validUntil }] : [];
    });
  }

  /** Who reaches, or may reach, an age from which another rule holds, from the receipt of the case on (domain.md (e) 17). */
  private async ages(tx: Tx, { receivedOn, persons }: ResettlementCase): Promise<DeadlinesOfCase['ages']> {
    const today = this.clock.today();
    const ages = [
      (await this.policy.ruleOn(tx, 'biometrics-age', today)).value.years,
      (await this.policy.ruleOn(tx, 'exclusion-assessment-age', today)).value.onTriggerFromYears,
      (await this.policy.ruleOn(tx, 'adult-age', today)).value.years,
    ];
    const until = addMonths(today, MONTHS_AHEAD);
    return persons.filter(({ active }) => active).flatMap((person) => agesOf(person, receivedOn, until, ages));
  }
}

function agesOf(
  { id, birthDate, birthDatePrecision, birthDateEstimated }: PersonInCase,
  from: PlainDate,
  until: PlainDate,
  ages: readonly number[],
): DeadlinesOfCase['ages'] {
  if (birthDate === null) return [];
  const precision = birthDatePrecision as DatePrecision;
  const birth = readingOf({ date: birthDate, precision, estimated: birthDateEstimated ?? false });
  return agesReached(birth, from, until, ages).map((reached) => ({ ...reached, personId: id }));
}
