import {
  CodeField,
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import {
  ITEM_KINDS,
  ITEM_STATES,
  TRAVEL_DOCUMENT_FORMS,
  type ItemKind,
  type ItemState,
  type TravelDocumentForm,
} from './domain/checklist.js';
import type { ChecklistView } from './keep-checklist.js';

export class CheckedItemRequest {
  @IdField({ about: 'Id of the person.' }) personId: string;
  @ChoiceField({ about: 'The item.', of: ITEM_KINDS }) kind: ItemKind;
  @ChoiceField({
    about: 'Whether it is needed, not needed (with the reason) or held.',
    of: ITEM_STATES,
    example: 'held',
  })
  state: ItemState;
  @ChoiceField({ about: 'Form of a travel document that is held.', of: TRAVEL_DOCUMENT_FORMS, optional: true })
  form?: TravelDocumentForm;
  @TextField({
    about: 'Number or reference of the paper; for orientation, how it was offered.',
    optional: true,
    example: 'P0000001',
  })
  reference?: string;
  @DateField({ about: 'First day on which it is valid.', optional: true }) validFrom?: string;
  @DateField({
    about: 'Last day on which it is valid; of a fit-to-travel certificate without one, the dated rule tells.',
    optional: true,
    example: '2030-01-31',
  })
  validUntil?: string;
  @TextField({
    about: 'Why it is not needed.',
    optional: true,
    min: 3,
    max: 2000,
    example: 'Fingerprints were taken in 2024.',
  })
  reason?: string;
}

export class CheckRequest {
  @ObjectsField(() => CheckedItemRequest, {
    about: 'What is noted, one entry for each item of each person.',
    minItems: 1,
  })
  items: CheckedItemRequest[];
}

export class ChecklistQuery {
  @DateField({ about: 'Judged on this day; today when left out.', optional: true }) on?: string;
}

export class NotedItemResponse {
  @ChoiceField({ about: 'State.', of: ITEM_STATES }) state: ItemState;
  @ChoiceField({ about: 'Form of a travel document.', of: TRAVEL_DOCUMENT_FORMS, nullable: true })
  form: TravelDocumentForm | null;
  @TextField({ about: 'Number or reference.', nullable: true }) reference: string | null;
  @DateField({ about: 'First day.', nullable: true }) validFrom: string | null;
  @DateField({ about: 'Last day.', nullable: true }) validUntil: string | null;
  @TextField({ about: 'Why it is not needed.', nullable: true, max: 2000 }) reason: string | null;
  @InstantField({ about: 'When it was noted.' }) notedAt: string;
  @TextField({ about: 'Who noted it.' }) notedBy: string;
}

export class ChecklistItemResponse {
  @ChoiceField({ about: 'The item.', of: ITEM_KINDS }) kind: ItemKind;
  @TextField({ about: 'In words.', example: 'exit permit of the country of asylum' }) name: string;
  @TextField({ about: 'Law or practice behind it.', example: 'Aliens Act 2:1' }) source: string;
  @FlagField({ about: 'This person needs it on the day.' }) needed: boolean;
  @ObjectsField(() => NotedItemResponse, { about: 'What was noted; empty when nothing was.', maxItems: 1 })
  noted: NotedItemResponse[];
}

export class OpenItemResponse {
  @CodeField({ about: 'Code of the condition.', pattern: /^[a-zA-Z]+$/, example: 'exitPermitExpired' }) code: string;
  @TextField({ about: 'In words.', example: 'Missing: residence permit card.' }) detail: string;
  @TextField({ about: 'Law or practice behind it.', example: 'Aliens Act 9:8 a' }) source: string;
}

export class PersonChecklistResponse {
  @IdField({ about: 'Id of the person.' }) personId: string;
  @TextField({ about: 'Name.', min: 0, example: 'Aline Mugisha' }) name: string;
  @TextField({ about: 'State on the road.', example: 'accepted' }) status: string;
  @ObjectsField(() => ChecklistItemResponse, { about: 'All items.' }) items: ChecklistItemResponse[];
  @ObjectsField(() => OpenItemResponse, { about: 'What stands between the person and a departure on the day.' })
  open: OpenItemResponse[];
}

export class ChecklistResponse {
  @DateField({ about: 'The day it is judged on.' }) on: string;
  @ObjectsField(() => PersonChecklistResponse, { about: 'Each person of the case.' })
  persons: PersonChecklistResponse[];
}

export const toChecklistResponse = ({ on, persons }: { on: string; persons: ChecklistView[] }): ChecklistResponse => ({
  on,
  persons: persons.map(({ person, items, open }) => ({
    personId: person.id,
    name: `${person.givenNames} ${person.familyName}`,
    status: person.status,
    items: items.map(({ kind, name, source, needed, noted }) => ({
      ...{ kind, name, source, needed },
      noted: (noted ? [noted] : []).map(
        ({ state, form, reference, validFrom, validUntil, reason, notedAt, notedBy }) => ({
          state,
          form,
          reference,
          validFrom,
          validUntil,
          reason,
          notedAt,
          notedBy,
        }),
      ),
    })),
    open,
  })),
});
