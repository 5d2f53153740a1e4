import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, hasReached, type PersonInCase } from '../cases/index.js';
import {
  agesOn,
  Clock,
  ConditionsUnmet,
  InvalidInput,
  NotFound,
  readingOf,
  type Actor,
  type PlainDate,
} from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { barsOn, countingFacts, keptByEurodacUntil, wrongInFact, type RegisterFact } from './domain/register-fact.js';
import { WalledPapers, type OpenedPaper } from './walled-papers.js';

export type NewRegisterFact = Omit<RegisterFact, 'kind'>;

/** A fact as who may read it sees it. */
export interface RegisterFactView extends NewRegisterFact {
  readonly id: string;
  readonly diaryNumber: string;
  readonly recordedAt: string;
  readonly recordedByName: string;
  /** False once a later answer took its place. */
  readonly counts: boolean;
  /** It bars admission today. */
  readonly bars: boolean;
  readonly keptByEurodacUntil: PlainDate | null;
}

/**
 * What other registers answered about a person: entry-ban alerts, refusals by another member state, Eurodac. The facts are sealed like
 * everything behind the wall, in a thread that the person names; outside their permission only one sentence of the guards tells of them.
 */
@Injectable()
export class Registers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly papers: WalledPapers,
    private readonly policy: PolicyService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records what a register answered. Throws NotFound, InvalidInput (contradiction, a day that cannot be) or ConditionsUnmet (too young for Eurodac). */
  async record(personId: string, fact: NewRegisterFact, actor: Actor): Promise<void> {
    await this.unitOfWork.run(actor, async (tx) => {
      const person = await this.person(tx, personId);
      const content: RegisterFact = { kind: 'register_fact', ...fact };
      const wrong = wrongInFact(content, this.clock.today());
      if (wrong.length > 0) throw new InvalidInput(wrong);
      if (fact.register === 'eurodac') await this.requireAge(tx, person, fact.answeredOn);
      const about = { action: 'register.record', caseId: person.caseId, personId };
      await this.papers.addTo(tx, actor, about, personId, content);
    });
  }

  /** All facts about a person, oldest first; the read is logged behind the wall before it is answered. Throws NotFound. */
  of(personId: string, actor: Actor): Promise<RegisterFactView[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const person = await this.person(tx, personId);
      const about = { subjectType: 'person', subjectId: personId, caseId: person.caseId };
      this.audit.record(tx, actor, { action: 'register.read', ...about }, 'security');
      const papers = await this.papers.ofPersons(tx, [personId]);
      const today = this.clock.today();
      const months = await this.lookBack(tx, today);
      const storage = (await this.policy.ruleOn(tx, 'eurodac-storage', today)).value;
      const facts = papers.map(({ content, ...paper }) => ({ ...content, paper }));
      const counting = new Set(countingFacts(facts));
      const barring = (fact: (typeof facts)[number]): boolean => counting.has(fact) && barsOn(fact, today, months);
      const ended = endOf(
        person,
        facts.some((fact) => fact.outcome === 'refused' && barring(fact)),
      );
      return facts.map(({ kind: _, paper: { id, diaryNumber, recordedAt, recordedByName }, ...fact }, index) => ({
        ...{ id, diaryNumber, recordedAt, recordedByName },
        ...fact,
        counts: counting.has(facts[index]!),
        bars: barring(facts[index]!),
        keptByEurodacUntil: keptByEurodacUntil(facts[index]!, ended, storage),
      }));
    });
  }

  /** Who of the persons is barred from admission on the day by what another register answered. Never says by which. */
  async barred(tx: Tx, personIds: readonly string[], on: PlainDate): Promise<Set<string>> {
    const papers = await this.papers.ofPersons(tx, personIds);
    if (papers.length === 0) return new Set();
    const months = await this.lookBack(tx, on);
    const factsOf = (id: string): RegisterFact[] => papers.filter(isOf(id)).map(({ content }) => content);
    return new Set(personIds.filter((id) => countingFacts(factsOf(id)).some((fact) => barsOn(fact, on, months))));
  }

  private async person(tx: Tx, personId: string): Promise<PersonInCase> {
    const [person] = await this.cases.getPersons(tx, [personId]);
    if (!person) throw new NotFound('Person');
    return person;
  }

  private async lookBack(tx: Tx, on: PlainDate): Promise<number> {
    return (await this.policy.ruleOn(tx, 'refusal-look-back', on)).value.months;
  }

  /** No child's fingerprints are compared before the age from which they are taken (Regulation (EU) 2024/1358, article 18). */
  private async requireAge(tx: Tx, { id, birthDate }: PersonInCase, on: PlainDate): Promise<void> {
    const { years } = (await this.policy.ruleOn(tx, 'biometrics-age', on)).value;
    if (birthDate !== null && agesOn(readingOf({ date: birthDate }), on).greatest < years)
      throw new ConditionsUnmet([
        {
          code: 'tooYoungForEurodac',
          detail: `Nobody under ${years} is compared with Eurodac.`,
          source: 'Regulation (EU) 2024/1358, article 18',
          personId: id,
        },
      ]);
  }
}

const isOf =
  (personId: string) =>
  ({ threadId }: OpenedPaper): boolean =>
    threadId === personId;

function endOf({ status }: PersonInCase, refusedElsewhere: boolean): Parameters<typeof keptByEurodacUntil>[1] {
  if (status === 'discontinued') return 'discontinued';
  if (status === 'refused') return refusedElsewhere ? 'refused_as_elsewhere' : null;
  return hasReached(status, 'granted') ? 'granted' : null;
}
