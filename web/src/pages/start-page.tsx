import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../parts/page';
import { useEntries } from '../shell/navigation';

/** Everybody lands on the first page that is theirs. */
export function StartPage() {
  const { t } = useTranslation();
  const [first] = useEntries();
  if (first) return <Navigate to={first.to} replace />;
  return (
    <Page title={t('start.title')}>
      <p>{t('start.nothing')}</p>
    </Page>
  );
}
