import '@fontsource-variable/inter/wght.css';
import '@midas-ds/components/default.css';
import './style.css';
import './i18n';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { queryClient } from './api/queries';
import { router } from './router';
import { ErrorBoundary } from './shell/error-boundary';
import { applyScheme } from './shell/preferences';
import { Session } from './shell/session';

applyScheme();

function App() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-US' : 'sv-SE'}>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <Session>
            <RouterProvider router={router} />
          </Session>
        </QueryClientProvider>
      </ErrorBoundary>
    </I18nProvider>
  );
}

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
