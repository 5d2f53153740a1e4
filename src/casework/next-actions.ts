import { Injectable } from '@nestjs/common';
import { may } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import {
  actionsFrom,
  actOf,
  CasesService,
  GUARDS,
  permissionOf,
  targetsOf,
  unmetFor,
  type FactsByVerb,
  type FactsOf,
  type PersonAction,
  type PersonInCase,
  type PersonInGuard,
  type PersonStatus,
  type ResettlementCase,
} from '../cases/index.js';
import { principalIsMissing, ReadFamily, type FamilyNote } from '../family/index.js';
import type { Actor, Unmet } from '../kernel/index.js';
import { UnitOfWork, type Tx } from '../platform/index.js';
import { ScreeningService } from '../screening/index.js';
import { DuplicatesService, ParallelProcedures } from '../submissions/index.js';
import { primaryAction, type PrimaryAction } from './domain/primary-action.js';
import { GatherAllFacts } from './gather-facts.js';
import { VerbsOfCase } from './verbs-of-case.js';

type Condition = Omit<Unmet, 'personId'>;

/** What the actor may do now, and what blocks the rest of what the actor might do in this state. */
export interface Verbs {
  available: string[];
  blocked: { verb: string; unmet: Condition[] }[];
}

export interface NextActions {
  caseId: string;
  caseVersion: number;
  primary: PrimaryAction | null;
  theCase: Verbs;
  /** What the officials of the case should know before they go on; nothing is barred by it. */
  notes: FamilyNote[];
  persons: (Verbs & { personId: string; number: number; status: PersonStatus })[];
}

/** What it states stands behind the wall, so it looks the same whatever was stated. */
const STATEMENT = actOf('clear');

/** What an official may do next with a case, read from the same table, guards and facts that the verbs themselves use. */
@Injectable()
export class FindNextActions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly screening: ScreeningService,
    private readonly family: ReadFamily,
    private readonly parallel: ParallelProcedures,
    private readonly duplicates: DuplicatesService,
    private readonly gather: GatherAllFacts,
    private readonly verbsOfCase: VerbsOfCase,
    private readonly audit: AuditService,
  ) {}

  /** For this actor: a verb whose permission the actor lacks is not mentioned. The read is logged. Throws NotFound. */
  of(caseId: string, actor: Actor): Promise<NextActions> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      this.audit.recordRead(tx, actor, {
        action: 'case.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { nextActions: true },
      });
      const facts = await this.gather.facts(tx, actor, theCase);
      const persons = [];
      for (const person of theCase.persons) {
        const { id: personId, number, status } = person;
        const verbs = verbsOf(await this.cases.inGuard(tx, person), person, actor, facts);
        persons.push({ personId, number, status, ...verbs });
      }
      await this.addStatements(tx, actor, theCase, persons);
      const ofCase = divided(
        (await this.verbsOfCase.of(tx, theCase)).filter(({ permission }) => may(actor, permission)),
      );
      return {
        caseId,
        caseVersion: theCase.version,
        primary: primaryAction(inOneList(theCase, ofCase, persons)),
        theCase: ofCase,
        notes: [
          ...(await this.family.notes(tx, actor, theCase)),
          ...(await this.parallel.notes(tx, theCase.persons)),
          ...(await this.duplicates.notes(tx, actor, theCase.persons)),
        ],
        persons,
      };
    });
  }

  /** A statement can be recorded of everybody who was referred, on whatever stage: it may come late. */
  private async addStatements(
    tx: Tx,
    actor: Actor,
    theCase: ResettlementCase,
    persons: NextActions['persons'],
  ): Promise<void> {
    if (!may(actor, permissionOf('clear'))) return;
    const screened = await this.screening.status(
      tx,
      actor,
      theCase.persons.map(({ id }) => id),
    );
    for (const { personId, status } of screened)
      if (status !== 'not_referred')
        persons.find((person) => person.personId === personId)!.available.unshift(STATEMENT);
  }
}

function verbsOf(guarded: PersonInGuard, person: PersonInCase, actor: Actor, facts: FactsByVerb): Verbs {
  const judged = actionsFrom(person.status)
    .filter((action) => action !== 'clear' && may(actor, permissionOf(action)))
    .map((action) => ({ verb: action as string, unmet: unmetOf(guarded, person, action, facts) }));
  return divided(judged);
}

function unmetOf<A extends PersonAction>(
  guarded: PersonInGuard,
  person: PersonInCase,
  action: A,
  facts: FactsByVerb,
): Unmet[] {
  if (GUARDS[action].length === 0) return [];
  const factsOf = facts[action] as ((person: PersonInCase) => FactsOf[A]) | undefined;
  if (!factsOf) throw new Error(`No module gathers the facts of ${action}.`);
  return unmetFor(guarded, action, factsOf(person));
}

const divided = (judged: readonly { verb: string; unmet: readonly Unmet[] }[]): Verbs => ({
  available: judged.filter(({ unmet }) => unmet.length === 0).map(({ verb }) => verb),
  blocked: judged
    .filter(({ unmet }) => unmet.length > 0)
    .map(({ verb, unmet }) => ({ verb, unmet: unmet.map(({ code, detail, source }) => ({ code, detail, source })) })),
});

/** What could be led to: a choice that was made already is not, nor a statement about somebody who is not in screening. */
function inOneList(
  theCase: ResettlementCase,
  ofCase: Verbs,
  persons: NextActions['persons'],
): Parameters<typeof primaryAction>[0] {
  const made = [
    theCase.subQuotaId ? 'place_in_sub_quota' : '',
    theCase.route ? 'choose_route' : '',
    principalIsMissing(theCase) ? '' : 'choose_principal',
  ];
  return [
    { personId: null, verbs: ofCase.available.filter((verb) => !made.includes(verb)) },
    ...persons.map(({ personId, status, available }) => ({
      personId,
      verbs: available.filter((verb) => verb !== STATEMENT || targetsOf(status, 'clear').length > 0),
    })),
  ];
}
