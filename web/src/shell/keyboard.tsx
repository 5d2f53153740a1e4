import { Modal } from '@midas-ds/components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const KEPT = 'vidar.keys';
const keysAreOn = (): boolean => localStorage.getItem(KEPT) !== 'off';
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;

/** Calls what a key stands for, unless one is typing or has switched the keys off (WCAG 2.1.4). */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey || isTyping(target) || (!keysAreOn() && key !== '?')) return;
      const act = keys[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}

const KEYS = ['?', '/', 'j', 'k', 'Enter', 'a'] as const;
const NAMES: Record<(typeof KEYS)[number], string> = {
  '?': 'show',
  '/': 'search',
  j: 'next',
  k: 'previous',
  Enter: 'open',
  a: 'act',
};

/** `?` shows which keys there are. */
export function KeyboardKeys() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [isOn, setOn] = useState(keysAreOn);
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <button type="button" className="quiet" aria-label={t('keys.title')} onClick={() => setOpen(true)}>
        ?
      </button>
      <Modal isOpen={isOpen} onOpenChange={setOpen} title={t('keys.title')} isDismissable>
        <dl className="facts">
          {KEYS.map((key) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`keys.${NAMES[key]}`)}</dd>
            </div>
          ))}
        </dl>
        <label>
          <input
            type="checkbox"
            checked={isOn}
            onChange={({ target }) => {
              localStorage.setItem(KEPT, target.checked ? 'on' : 'off');
              setOn(target.checked);
            }}
          />{' '}
          {t('keys.on')}
        </label>
      </Modal>
    </>
  );
}
