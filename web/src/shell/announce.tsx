import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let said = '';

/** Tells those who listen to the page what has changed on it, without taking the focus. */
export function announce(text: string): void {
  said = text;
  for (const tell of listeners) tell();
}

export function Announcements() {
  const text = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => said,
  );
  return (
    <div className="heard-only" role="status" aria-live="polite">
      {text}
    </div>
  );
}
