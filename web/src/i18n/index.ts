import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

// The words of a language are fetched when somebody speaks it.
const WORDS = {
  sv: () => import('./sv.json'),
  en: () => import('./en.json'),
} as const satisfies Record<Language, () => Promise<unknown>>;

const KEPT = 'vidar.language';

const chosen = (): Language => (localStorage.getItem(KEPT) === 'en' ? 'en' : 'sv');
const learn = async (language: Language): Promise<void> => {
  i18next.addResourceBundle(language, 'translation', (await WORDS[language]()).default);
};

await i18next.use(initReactI18next).init({
  lng: chosen(),
  fallbackLng: false,
  resources: {},
  interpolation: { escapeValue: false },
});
await learn(chosen());
document.documentElement.lang = i18next.language;

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await learn(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
