import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, speak, type Language } from '../i18n';

const SCHEMES = ['system', 'light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];
const KEPT = 'vidar.scheme';

const chosen = (): Scheme => SCHEMES.find((scheme) => scheme === localStorage.getItem(KEPT)) ?? 'system';

/** Light, dark, or as the system has it. */
export function applyScheme(scheme: Scheme = chosen()): void {
  localStorage.setItem(KEPT, scheme);
  if (scheme === 'system') delete document.documentElement.dataset.colorScheme;
  else document.documentElement.dataset.colorScheme = scheme;
}

/** How the pages look and speak; kept in this browser, since it tells nothing of a case. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const [scheme, setScheme] = useState(chosen);
  return (
    <div className="preferences">
      <select
        aria-label={t('shell.colours')}
        value={scheme}
        onChange={({ target }) => {
          setScheme(target.value as Scheme);
          applyScheme(target.value as Scheme);
        }}
      >
        {SCHEMES.map((one) => (
          <option key={one} value={one}>
            {t(`shell.scheme.${one}`)}
          </option>
        ))}
      </select>
      {LANGUAGES.filter((language) => language !== i18n.language).map((language: Language) => (
        <button key={language} type="button" className="quiet" lang={language} onClick={() => void speak(language)}>
          {t(`shell.speak.${language}`)}
        </button>
      ))}
    </div>
  );
}
