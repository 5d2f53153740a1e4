/** The languages in which a problem is told. */
export const LANGUAGES = ['en', 'sv'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of one condition: a sentence; or a sentence with the figures of the English one (`$1`), and one without them. */
export type Saying = string | readonly [figures: RegExp, withFigures: string, without: string];

/** Swedish words of conditions, or of wrong fields, by their codes. */
export type Sayings = Readonly<Record<string, Saying>>;

/** Both; the caller hands them in, for this layer knows no conditions. */
export interface SwedishWords {
  readonly conditions: Sayings;
  readonly fields: Sayings;
}

/**
 * The language that a browser or program asks for by `Accept-Language` (RFC 9110, 12.5.4): of the two the one with the higher weight;
 * English, the language of the document, when neither is named or both weigh the same. Pure.
 */
export function languageOf(accepted: string | undefined): Language {
  const weights = { en: 0, sv: 0 };
  for (const range of (accepted ?? '').split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const asked = LANGUAGES.find((language) => tag === language || tag.startsWith(`${language}-`));
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if (asked && weight > weights[asked]) weights[asked] = weight;
  }
  return weights.sv > weights.en ? 'sv' : 'en';
}

/** Swedish title of each problem, and its detail where the English one says nothing that the other members do not say, too. */
export const PROBLEMS_IN_SWEDISH: Readonly<Record<string, readonly [title: string, detail?: string]>> = {
  // Its detail is made of the messages of the fields.
  invalidInput: ['Begäran är felaktig'],
  notAuthenticated: ['Inte inloggad', 'Logga in för att använda tjänsten.'],
  forbidden: ['Inte tillåtet', 'Dina roller ger inte den behörighet som behövs.'],
  conflictOfInterest: [
    'Inte för dig',
    'Du har anmält jäv i ärendet eller mot en person i det: det är dina kollegers sak.',
  ],
  crossSiteRequest: [
    'Inte från den här webbplatsen',
    'Begäran kom inte från en av tjänstens sidor. Läs in sidan på nytt och försök igen.',
  ],
  stepUpNeeded: [
    'Bekräfta vem du är',
    'Bekräfta vem du är (POST /api/v1/sessions/current/step-up) och begär sedan igen.',
  ],
  notFound: ['Finns inte', 'Det finns inte, eller så får du inte se det.'],
  transitionRefused: [
    'Inte möjligt i detta läge',
    'Steget är inte möjligt i detta läge; vad som är möjligt står under refusals.',
  ],
  staleVersion: [
    'Uppgifterna har ändrats under tiden',
    'Uppgifterna ändrades efter att du läste dem. Läs dem på nytt och besluta utifrån det som står där nu.',
  ],
  conditionsUnmet: ['Villkor är inte uppfyllda'],
  keyReused: [
    'Idempotency-Key har redan använts',
    'Nyckeln användes med en annan begäran. Använd en ny nyckel för en ny åtgärd.',
  ],
  versionRequired: ['Versionen saknas', 'Skicka If-Match med ETag för den version som du beslutade utifrån.'],
  tooManyRequests: ['För många förfrågningar', 'Vänta så många sekunder som står under retryAfter.'],
  tooManyRecords: [
    'För många poster på en timme',
    'Du har öppnat fler olika poster än någon brukar behöva på en timme. De du har öppnat kan du öppna igen; andra när så många sekunder som står under retryAfter har gått.',
  ],
  unavailable: ['Går inte just nu', 'Inget har ändrats. Försök igen om en stund.'],
  auditUnavailable: [
    'Går inte just nu',
    'Loggen kan inte skrivas just nu; inget har lästs eller ändrats. Försök igen om en stund.',
  ],
  methodNotAllowed: ['Metoden är inte tillåten', 'Adressen svarar inte på den metoden.'],
  notAcceptable: ['Finns inte i den formen', 'Svaret finns inte i den medietyp som begärdes.'],
  tooLarge: ['För stort', 'Det som skickades är för stort.'],
  wrongMediaType: ['Fel medietyp', 'Skicka innehållet i en medietyp som adressen tar emot.'],
  internalError: ['Något gick fel hos oss'],
};

/** What is said of a condition in the language; the English words when there are no others. Pure. */
export function saidIn(
  language: Language,
  { code, detail }: { code: string; detail: string },
  sayings: Sayings,
): string {
  const saying = language === 'sv' ? sayings[code] : undefined;
  if (saying === undefined) return detail;
  if (typeof saying === 'string') return saying;
  const [figures, withFigures, without] = saying;
  const found = figures.exec(detail);
  return found ? withFigures.replace(/\$(\d)/g, (_, at: string) => found[Number(at)] ?? '') : without;
}

interface Told {
  title: string;
  code: string;
  detail?: string;
  unmet?: unknown;
  errors?: unknown;
}

const together = (sentences: readonly string[]): string => [...new Set(sentences)].join(' ');

/** The same problem in the language: codes, pointers and figures stay as they are. Pure. */
export function problemIn<Problem extends Told>(language: Language, problem: Problem, words: SwedishWords): Problem {
  const ours = PROBLEMS_IN_SWEDISH[problem.code];
  if (language !== 'sv' || !ours) return problem;
  const [title, detail = problem.detail] = ours;
  if (Array.isArray(problem.unmet)) {
    const unmet = (problem.unmet as { code: string; detail: string }[]).map((one) => ({
      ...one,
      detail: saidIn(language, one, words.conditions),
    }));
    return { ...problem, title, detail: together(unmet.map((one) => one.detail)), unmet };
  }
  if (Array.isArray(problem.errors)) {
    const errors = (problem.errors as { code: string; pointer: string; message: string }[]).map((one) => ({
      ...one,
      message: saidIn(language, { code: one.code, detail: one.message }, words.fields),
    }));
    const named = errors.map(({ pointer, message }) =>
      `${pointer.replace(/^[/?]/, '')}: ${message}`.replace(/^: /, ''),
    );
    return { ...problem, title, detail: together(named), errors };
  }
  return { ...problem, title, detail };
}
