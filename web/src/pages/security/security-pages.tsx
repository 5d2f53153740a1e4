import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The pages behind the wall. */
export function SecurityPages() {
  const { t } = useTranslation();
  return (
    <nav className="tabs" aria-label={t('security.pages')}>
      <Link to="/security" activeOptions={{ exact: true }}>
        {t('security.page.screening')}
      </Link>
      <Link to="/security/indications">{t('security.page.indications')}</Link>
    </nav>
  );
}
