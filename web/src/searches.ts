const textsOf =
  <Name extends string>(...names: readonly Name[]) =>
  (search: Record<string, unknown>): Partial<Record<Name, string>> =>
    Object.fromEntries(
      names
        .filter((name) => typeof search[name] === 'string' && search[name] !== '')
        .map((name) => [name, search[name]]),
    ) as Partial<Record<Name, string>>;

// What each page reads of its address. What it does not know it leaves out, and the server judges the rest.
export const cursorSearch = textsOf('cursor');
export const periodSearch = textsOf('periodId', 'cursor');
export const reportsSearch = textsOf('periodId', 'through', 'year');
export const auditSearch = textsOf('caseId', 'subjectId', 'cursor');
export const duplicatesSearch = textsOf('state', 'cursor');
export const rulesSearch = textsOf('on');

const forecastTexts = textsOf('periodId', 'asOf', 'standstillUntil', 'missionsOn');
const FORECAST_NUMBERS = ['chancePercent', 'priceUnfilled', 'priceOver'] as const;
export const forecastSearch = (
  search: Record<string, unknown>,
): ReturnType<typeof forecastTexts> & Partial<Record<(typeof FORECAST_NUMBERS)[number], number>> => ({
  ...forecastTexts(search),
  ...Object.fromEntries(
    FORECAST_NUMBERS.filter((name) => typeof search[name] === 'number').map((name) => [name, search[name]]),
  ),
});

export const yearSearch = ({ year }: Record<string, unknown>): { year?: number } =>
  typeof year === 'number' ? { year } : {};

export const WAITS = ['identification', 'presentation', 'answer', 'conclusion'] as const;
type Wait = (typeof WAITS)[number];

export const waitSearch = ({ waitsFor, cursor }: Record<string, unknown>): { waitsFor?: Wait; cursor?: string } => ({
  ...(WAITS.includes(waitsFor as Wait) ? { waitsFor: waitsFor as Wait } : {}),
  ...(typeof cursor === 'string' ? { cursor } : {}),
});
