import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let sought = '';

/** What is searched for stays while one opens a case and comes back, and is nowhere written down. */
export const searchText = {
  set(text: string): void {
    sought = text;
    for (const tell of listeners) tell();
  },
};

export const useSearchText = (): string =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => sought,
  );
