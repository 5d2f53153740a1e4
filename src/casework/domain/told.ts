/** What an audit entry tells: its act, whom it concerns, and what was written beside it. */
export interface Told {
  readonly action: string;
  readonly personIds: readonly string[];
  readonly payload: Readonly<Record<string, unknown>>;
}

export type Sentence = (told: Told) => string;

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
