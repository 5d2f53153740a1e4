import { KINDS, type DocumentKind } from './kinds.js';

// What should be on the shelf and is not. Data on health, on a child's best interests, on the claim and on suspected crime are not
// listed across cases (Utlänningsdatalagen 17 §): of what a form names, only kinds that anybody may read are looked for.

export const MISSING_REASONS = ['not_filed', 'file_missing', 'file_changed'] as const;
/** Named by the form and never filed; or filed, and its content is gone from the store, or of another length. */
export type MissingReason = (typeof MISSING_REASONS)[number];

/** What a form says is attached to it: its own word for the type, and the UNHCR numbers of those whom it is about. */
export interface Attached {
  readonly type: string;
  readonly about: readonly string[];
}
/** A document that stands in the case, with its content. */
export interface Standing {
  readonly kind: DocumentKind;
  readonly personId: string | null;
}
/** A document that the form names and nobody has filed. */
export interface NotFiled {
  readonly kind: DocumentKind;
  /** Null when it is about nobody who is in the case now. */
  readonly personId: string | null;
}

/** What the form calls otherwise than the diary; a guardianship paper is among those of custody. */
const CALLED: Readonly<Record<string, DocumentKind>> = {
  maf: 'medical_form',
  bia: 'best_interests',
  bid: 'best_interests',
  guardianship: 'custody',
  rsd_assessment: 'rsd_decision',
};
const kindOf = (type: string): DocumentKind | null => CALLED[type] ?? (type in KINDS ? (type as DocumentKind) : null);

/**
 * The documents that the form names as attached and that do not stand in the case. A document about nobody singly serves all whom the
 * attachment is about. Of each kind and person once. Pure.
 */
export function notFiled(
  attached: readonly Attached[],
  persons: readonly { readonly id: string; readonly individualNumber: string | null }[],
  standing: readonly Standing[],
): NotFiled[] {
  const wanted = attached.flatMap(({ type, about }): NotFiled[] => {
    const kind = kindOf(type);
    if (kind === null || KINDS[kind].classification !== 'open') return [];
    const ids = persons.filter(({ individualNumber }) => individualNumber !== null && about.includes(individualNumber));
    // About persons who went on in another case: there it is looked for.
    if (about.length > 0 && ids.length === 0) return [];
    return about.length === 0 ? [{ kind, personId: null }] : ids.map(({ id }) => ({ kind, personId: id }));
  });
  const stands = ({ kind, personId }: NotFiled): boolean =>
    standing.some(
      (one) => one.kind === kind && (personId === null || one.personId === null || one.personId === personId),
    );
  const each = new Map(wanted.map((one) => [`${one.kind} ${one.personId ?? ''}`, one]));
  return [...each.values()].filter((one) => !stands(one));
}
