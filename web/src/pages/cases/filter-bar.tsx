import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { word } from '../../i18n/format';
import type { CasesSearch } from './filters';

const route = getRouteApi('/cases');

const STAGES = [
  'received',
  'returned_incomplete',
  'registered',
  'in_screening',
  'in_examination',
  'decided',
  'preparing',
  'travelling',
  'completed',
  'closed',
];
const CHOICES = {
  stage: { group: 'caseStatus', of: STAGES },
  priority: { group: 'priority', of: ['emergency', 'urgent', 'normal'] },
  sort: { group: 'sort', of: ['-submitted', 'submitted', 'deadline', 'priority', 'size', '-size'] },
} as const;

/** What narrows the list; all of it stands in the address, so that a list can be kept as a bookmark and sent. */
export function FilterBar() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (name: keyof typeof CHOICES, value: string): void =>
    void navigate({
      search: ({ cursor: _, ...others }) => ({ ...others, [name]: value || undefined }) as CasesSearch,
      replace: true,
    });
  return (
    <>
      {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((name) => (
        <label key={name} className="choice">
          {t(`cases.filter.${name}`)}
          <select value={search[name] ?? ''} onChange={({ target }) => choose(name, target.value)}>
            <option value="">{t(`cases.any.${name}`)}</option>
            {CHOICES[name].of.map((value) => (
              <option key={value} value={value}>
                {word(CHOICES[name].group, value)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Link to="/cases" search={{}}>
        {t('cases.clear')}
      </Link>
    </>
  );
}
