import i18next from 'i18next';
import { useReadLater } from '../api/queries';
import { useMay } from '../shell/session';

export interface Option {
  value: string;
  name: string;
}

const COUNTRIES = ['countryCode', 'countryOfBirth', 'countryOfAsylum', 'issuingCountry', 'country', 'nationality'];

/** What may be chosen for a field whose words the server keeps; null for a field in which one writes. */
export function useOptions(field: string, verb: string, persons: readonly Option[]): readonly Option[] | null {
  const may = useMay();
  const isPerson = ['personId', 'principalId', 'parentId'].includes(field);
  const isReason = ['reasonCode', 'reasonCodes', 'groundCode'].includes(field);
  const isCountry = COUNTRIES.includes(field);
  const isCategory = ['primaryCategory', 'secondaryCategory'].includes(field);
  const reasons = useReadLater(
    'listReasonCodes',
    { query: { verb: field === 'groundCode' ? 'exclude' : verb } as never },
    isReason,
  );
  const countries = useReadLater('listCountries', {}, isCountry);
  const categories = useReadLater('listSubmissionCategories', {}, isCategory);
  const municipalities = useReadLater('listMunicipalities', {}, field === 'municipalityCode');
  const officers = useReadLater('listCaseOfficers', {}, field === 'officerId');
  const missions = useReadLater('listMissions', {}, field === 'missionId' && may('mission.read'));
  const periods = useReadLater('listQuotaPeriods', {}, field === 'subQuotaId' && may('quota.read'));
  const latest = periods.data?.data.items.at(-1)?.id;
  const period = useReadLater('getQuotaPeriod', { path: { periodId: latest ?? '' } }, latest !== undefined);
  if (isPerson) return persons;
  if (isReason)
    return named(reasons.data?.data.items, ({ code, textSv, textEn }) => ({ value: code, name: own(textSv, textEn) }));
  if (isCountry)
    return named(countries.data?.data.items, ({ code, nameSv, nameEn }) => ({
      value: code,
      name: own(nameSv, nameEn),
    }));
  if (isCategory)
    return named(categories.data?.data.items, ({ code, nameSv, nameEn }) => ({
      value: code,
      name: own(nameSv, nameEn),
    }));
  if (field === 'municipalityCode')
    return named(municipalities.data?.data.items, ({ code, name }) => ({ value: code, name: `${name} (${code})` }));
  if (field === 'officerId')
    return named(officers.data?.data.items, ({ officerId, name }) => ({ value: officerId, name }));
  if (field === 'missionId')
    return named(missions.data?.data.items, ({ id, place, startsOn }) => ({ value: id, name: `${place} ${startsOn}` }));
  if (field === 'subQuotaId') return named(period.data?.data.subQuotas, ({ id, name }) => ({ value: id, name }));
  return null;
}

const own = (swedish: string, english: string): string => (i18next.language === 'en' ? english : swedish);
const named = <Item>(items: readonly Item[] | undefined, of: (item: Item) => Option): readonly Option[] =>
  (items ?? []).map(of);
