import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let lost = false;

/** Whether the server no longer knows the session while a page is open: what was typed stays, one signs in over it. */
export const sessionLost = {
  set(value: boolean): void {
    lost = value;
    for (const tell of listeners) tell();
  },
};

export const useSessionLost = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => lost,
  );
