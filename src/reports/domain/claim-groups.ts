/** A person admitted, by what the Union's money depends on; nothing here tells who. */
export interface Admitted {
  readonly scheme: string;
  readonly withinUnionPlan: boolean;
  readonly vulnerable: boolean;
  /** Code of the rule in force on the day of arrival; null when there was none. */
  readonly rule: string | null;
}

export interface ClaimGroup extends Admitted {
  readonly persons: number;
}

/** How many are alike, in a fixed order: by form, within the plan first, not vulnerable first, then by rule. */
export function claimGroups(schemes: readonly string[], admitted: readonly Admitted[]): ClaimGroup[] {
  const keyOf = ({ scheme, withinUnionPlan, vulnerable, rule }: Admitted): string =>
    `${schemes.indexOf(scheme)} ${withinUnionPlan ? 0 : 1} ${vulnerable ? 1 : 0} ${rule ?? ''}`;
  const groups = new Map<string, ClaimGroup>();
  for (const one of admitted) {
    const key = keyOf(one);
    groups.set(key, { ...one, persons: (groups.get(key)?.persons ?? 0) + 1 });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
