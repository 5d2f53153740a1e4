import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from './session';

interface Entry {
  to: NonNullable<LinkProps['to']>;
  /** Key of its name in the catalogues, below `nav`. */
  name: string;
  /** Shown to whoever holds one of these. */
  needs: readonly string[];
}

// In the order of the work. A page that nobody may read is not offered.
const ENTRIES: readonly Entry[] = [
  { to: '/cases', name: 'cases', needs: ['case.search'] },
  { to: '/dashboard', name: 'dashboard', needs: ['report.read'] },
  { to: '/intake', name: 'intake', needs: ['submission.receive'] },
  { to: '/missions', name: 'missions', needs: ['mission.read'] },
  { to: '/placement', name: 'placement', needs: ['placement.read'] },
  { to: '/duplicates', name: 'duplicates', needs: ['duplicate.read'] },
  { to: '/assignments', name: 'assignments', needs: ['assignment.read'] },
  { to: '/security', name: 'security', needs: ['screening.read'] },
  { to: '/quota', name: 'quota', needs: ['quota.read'] },
  { to: '/reports', name: 'reports', needs: ['report.read'] },
  { to: '/municipal-numbers', name: 'municipalNumbers', needs: ['municipality.read'] },
  { to: '/municipal-offers', name: 'municipalOffers', needs: ['municipality.read_offers'] },
  { to: '/accounts', name: 'accounts', needs: ['account.manage'] },
  { to: '/audit', name: 'audit', needs: ['audit.read'] },
  { to: '/rules', name: 'rules', needs: ['policy.read'] },
];

/** The pages open to whoever is signed in. */
export const useEntries = (): readonly Entry[] => {
  const may = useMay();
  return ENTRIES.filter(({ needs }) => needs.some(may));
};

export function Navigation() {
  const { t } = useTranslation();
  return (
    <nav className="navigation" aria-label={t('shell.pages')}>
      <ul>
        {useEntries().map(({ to, name }) => (
          <li key={name}>
            <Link to={to}>{t(`nav.${name}`)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
