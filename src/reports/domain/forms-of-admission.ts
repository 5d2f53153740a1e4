/** A form that a decision does not name. */
export const UNSPECIFIED = 'unspecified';

/** Places or persons of a form of admission. */
export interface OfForm {
  readonly form: string;
  readonly places: number;
}

export interface FormRow {
  readonly form: string;
  readonly pledged: number;
  readonly allocated: number;
  readonly admitted: number;
  /** Of what was pledged; below zero when more were admitted. */
  readonly remaining: number;
}

/**
 * Pledged, allocated, admitted and remaining by form of admission, with their sum. What a decision does not give to a form stands
 * in a row of its own, which is left out when there is nothing: it is never spread over the others.
 */
export function byForm(
  forms: readonly string[],
  told: Readonly<Record<'pledged' | 'allocated' | 'admitted', readonly OfForm[]>>,
): { rows: FormRow[]; total: FormRow } {
  const sum = (of: readonly OfForm[], form?: string): number =>
    of.filter((one) => form === undefined || one.form === form).reduce((total, { places }) => total + places, 0);
  const rowOf = (name: string, form?: string): FormRow => {
    const [pledged, allocated, admitted] = [
      sum(told.pledged, form),
      sum(told.allocated, form),
      sum(told.admitted, form),
    ];
    return { form: name, pledged, allocated, admitted, remaining: pledged - admitted };
  };
  const nothing = ({ pledged, allocated, admitted }: FormRow): boolean =>
    [pledged, allocated, admitted].every((n) => n === 0);
  const unspecified = rowOf(UNSPECIFIED, UNSPECIFIED);
  return {
    rows: [...forms.map((form) => rowOf(form, form)), ...(nothing(unspecified) ? [] : [unspecified])],
    total: rowOf(''),
  };
}
