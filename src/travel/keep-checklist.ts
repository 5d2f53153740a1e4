import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, hasReached, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import {
  addDays,
  Clock,
  ConditionsUnmet,
  InvalidInput,
  type Actor,
  type FieldError,
  type PlainDate,
} from '../kernel/index.js';
import { newId, UnitOfWork, type Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { Checklists } from './checklists.js';
import {
  CHECKLIST,
  isNeeded,
  ITEM_KINDS,
  openItems,
  type ItemKind,
  type ItemState,
  type OpenItem,
  type TravelDocumentForm,
} from './domain/checklist.js';
import { ChecklistItem } from './travel.entities.js';

/** What is to be noted of one item of one person. */
export interface CheckedItem {
  personId: string;
  kind: ItemKind;
  state: ItemState;
  form?: TravelDocumentForm;
  reference?: string;
  validFrom?: string;
  validUntil?: string;
  reason?: string;
}

export interface ChecklistView {
  person: PersonInCase;
  items: { kind: ItemKind; name: string; source: string; needed: boolean; noted: ChecklistItem | null }[];
  open: OpenItem[];
}

/** The checklist before departure: what is needed is computed, what is held is noted. */
@Injectable()
export class KeepChecklist {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly checklists: Checklists,
    private readonly policy: PolicyService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Each person's checklist on a day, today unless said. The read is logged. Throws NotFound. */
  read(
    caseId: string,
    wantedOn: PlainDate | undefined,
    actor: Actor,
  ): Promise<{ on: PlainDate; persons: ChecklistView[] }> {
    const on = wantedOn ?? this.clock.today();
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId);
      const travellers = await this.checklists.travellers(tx, theCase.persons, on);
      this.audit.record(tx, actor, {
        action: 'travel.read',
        subjectType: 'case',
        subjectId: caseId,
        caseId,
        payload: { checklistOn: on },
      });
      const persons = theCase.persons.map((person): ChecklistView => {
        const traveller = travellers.get(person.id)!;
        const items = ITEM_KINDS.map((kind) => {
          const { name, source } = CHECKLIST[kind];
          return {
            kind,
            name,
            source,
            needed: isNeeded(kind, traveller),
            noted: traveller.items.find((item) => item.kind === kind) ?? null,
          };
        });
        return { person, items, open: openItems(traveller, on) };
      });
      return { on, persons };
    });
  }

  /**
   * Notes items of persons who hold a permit and have not departed. A fit-to-travel certificate without a last day gets that of
   * the dated rule. Throws NotFound, StaleVersion, InvalidInput (all wrong items at once) or ConditionsUnmet.
   */
  check(caseId: string, version: number, items: readonly CheckedItem[], actor: Actor): Promise<ResettlementCase> {
    return this.unitOfWork.run(actor, async (tx) => {
      const theCase = await this.cases.get(tx, caseId, version);
      const persons = this.cases.personsOf(theCase, [...new Set(items.map(({ personId }) => personId))]);
      const wrong = items.flatMap((item, index) => itemErrors(item, index, items));
      if (wrong.length > 0) throw new InvalidInput(wrong);
      refuseUnprepared(persons);
      const noted: object[] = [];
      for (const item of items) noted.push(await this.note(tx, actor, item));
      return this.cases.change(tx, theCase, actor, { action: 'person.check', set: {}, payload: { items: noted } });
    });
  }

  private async note(tx: Tx, actor: Actor, item: CheckedItem): Promise<object> {
    const { personId, kind, state, form = null, reference = null, reason = null } = item;
    const held = state === 'held';
    const validFrom = held ? (item.validFrom ?? null) : null;
    const validUntil = held
      ? (item.validUntil ??
        (kind === 'fit_to_travel' ? await this.lastDayOfFitness(tx, validFrom ?? this.clock.today()) : null))
      : null;
    const set = {
      state,
      form: held ? form : null,
      reference: held ? reference : null,
      validFrom,
      validUntil,
      reason,
      notedAt: tx.at,
      notedBy: actor.name,
    };
    const changed = await tx.manager
      .createQueryBuilder()
      .update(ChecklistItem)
      .set(set)
      .where('person_id = :personId AND kind = :kind', { personId, kind })
      .execute();
    if (changed.affected === 0) await tx.manager.insert(ChecklistItem, { id: newId(), personId, kind, ...set });
    // The number of a passport stays out of the audit chain; what was noted, and until when, is its history.
    return { personId, kind, state, form: set.form, validFrom, validUntil, reason };
  }

  private async lastDayOfFitness(tx: Tx, checkedOn: PlainDate): Promise<PlainDate> {
    return addDays(checkedOn, (await this.policy.ruleOn(tx, 'fit-to-travel-validity', checkedOn)).value.days);
  }
}

function itemErrors(
  { personId, kind, state, form, validFrom, validUntil, reason }: CheckedItem,
  index: number,
  all: readonly CheckedItem[],
): FieldError[] {
  const { name, waivable, lastDay } = CHECKLIST[kind];
  const wrong = (field: string, code: string, message: string): FieldError => ({
    pointer: `/items/${index}/${field}`,
    code,
    message,
  });
  const held = state === 'held';
  const twice = all.findIndex((other) => other.personId === personId && other.kind === kind) < index;
  return [
    twice ? [wrong('kind', 'twice', `The ${name} of this person stands in the request twice.`)] : [],
    state === 'not_needed' && !waivable ? [wrong('state', 'neverWaived', `Nobody travels without a ${name}.`)] : [],
    state === 'not_needed' && !reason ? [wrong('reason', 'reasonMissing', 'Say why it is not needed.')] : [],
    held && kind === 'travel_document' && !form
      ? [wrong('form', 'formMissing', 'Say whether it is a passport or a UT card.')]
      : [],
    form && kind !== 'travel_document' ? [wrong('form', 'noForm', 'Only a travel document has a form.')] : [],
    held && lastDay === 'required' && !validUntil
      ? [wrong('validUntil', 'lastDayMissing', `Say until when it is valid: ${name}.`)]
      : [],
    validFrom && validUntil && validUntil < validFrom
      ? [wrong('validUntil', 'beforeFirstDay', 'It ends before it begins.')]
      : [],
  ].flat();
}

function refuseUnprepared(persons: readonly PersonInCase[]): void {
  const others = persons.filter(({ status }) => !hasReached(status, 'granted') || hasReached(status, 'departed'));
  if (others.length === 0) return;
  const detail = 'The checklist is kept from the grant to the departure.';
  throw new ConditionsUnmet(
    others.map(({ id }) => ({ code: 'notPreparing', detail, source: 'domain.md 8', personId: id })),
  );
}
