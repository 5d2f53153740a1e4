import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '../api/queries';
import { word } from '../i18n/format';
import { Waiting } from '../parts/waiting';
import { Announcements } from './announce';
import { KeyboardKeys } from './keyboard';
import { Navigation } from './navigation';
import { Preferences } from './preferences';
import { useOfficial } from './session';

/** Header, navigation and the page itself. */
export function Layout() {
  const { t } = useTranslation();
  const { name, roles } = useOfficial();
  const { pathname } = useLocation();
  const client = useQueryClient();
  const signOut = useAct('signOut');
  return (
    <>
      <a className="skip-link" href="#page">
        {t('shell.skip')}
      </a>
      <header className="header">
        <strong>{t('shell.name')}</strong>
        <span className="header-who">
          <bdi>{name}</bdi> · {roles.map((role) => word('role', role)).join(', ')}
        </span>
        <Link to="/password">{t('password.change')}</Link>
        <Preferences />
        <KeyboardKeys />
        <button
          type="button"
          className="quiet"
          onClick={() => signOut.mutate({}, { onSettled: () => void client.resetQueries() })}
        >
          {t('signIn.signOut')}
        </button>
      </header>
      <div className="body">
        <Navigation />
        <main id="page" tabIndex={-1} key={pathname}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Announcements />
    </>
  );
}
