import { isProblem } from '../api/problem';

export interface Asking {
  id: number;
  answer: (confirmed: boolean) => void;
}

const listeners = new Set<() => void>();
let asking: Asking | null = null;
let count = 0;
const show = (next: Asking | null): void => {
  asking = next;
  for (const tell of listeners) tell();
};

/** The question who one is, while it stands. */
export const asked = {
  now: (): Asking | null => asking,
  listen(tell: () => void): () => void {
    listeners.add(tell);
    return () => listeners.delete(tell);
  },
};

const confirmed = (): Promise<boolean> =>
  new Promise((resolve) => {
    count += 1;
    show({
      id: count,
      answer(isConfirmed) {
        show(null);
        resolve(isConfirmed);
      },
    });
  });

/** Does it, and when it is only for somebody who has just proved who they are, asks for the proof and does it once more. */
export async function withStepUp<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!isProblem(error, 403) || error.problem.code !== 'stepUpNeeded' || !(await confirmed())) throw error;
    return act();
  }
}
