import { Button } from '@midas-ds/components';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client';
import { ProblemView } from '../parts/problem-view';
import { Waiting } from '../parts/waiting';

const PAGE = '/sign-in/complete';

/** Goes to the agency's own page for signing in; to confirm who one is, in a window of its own, so that what is typed here stays. */
export function ElsewhereButton({
  operation,
  children,
}: {
  operation: 'startOidcSignIn' | 'startOidcStepUp';
  children: ReactNode;
}) {
  const [error, setError] = useState<unknown>(null);
  const go = async (): Promise<void> => {
    const confirming = operation === 'startOidcStepUp';
    // Opened at once, because a browser lets a page open a window only while it is being clicked.
    const target = confirming ? window.open('', '_blank') : window;
    try {
      const { data } = await call(operation, {});
      target?.location.assign(data.address);
    } catch (refused) {
      if (confirming) target?.close();
      setError(refused);
    }
  };
  return (
    <>
      {error !== null && <ProblemView error={error} />}
      <Button variant="secondary" onPress={() => void go()}>
        {children}
      </Button>
    </>
  );
}

/** True on the page to which the agency's own page for signing in sends the browser back. */
export const isBackFromElsewhere = (): boolean => location.pathname === PAGE;

/** Hands on to the server what the browser brings back, and takes it out of the address. */
export function BackFromElsewhere() {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const handedOn = useRef(false);
  useEffect(() => {
    if (handedOn.current) return;
    handedOn.current = true;
    const response = location.search.slice(1) || 'nothing';
    const confirming = new URLSearchParams(response).get('state')?.startsWith('confirm.');
    history.replaceState(null, '', PAGE);
    call(confirming ? 'stepUpOidc' : 'signInOidc', { body: { response } }).then(
      () => (confirming ? setConfirmed(true) : location.replace('/')),
      setError,
    );
  }, []);
  if (error === null && !isConfirmed) return <Waiting />;
  return (
    <div className="sign-in">
      <main className="stack">
        <h1>{t('shell.name')}</h1>
        {isConfirmed && <p>{t('signIn.confirmedElsewhere')}</p>}
        {error !== null && (
          <>
            <ProblemView error={error} />
            <a href="/">{t('signIn.again')}</a>
          </>
        )}
      </main>
    </div>
  );
}
