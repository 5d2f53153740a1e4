import { Button, InfoBanner, Modal, TextField } from '@midas-ds/components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useReadLater } from '../api/queries';
import { ElsewhereButton } from './sign-in-elsewhere';
import { Preferences } from './preferences';
import { sessionLost, useSessionLost } from './session-lost';

/** Only where the agency has one. */
function Elsewhere() {
  const { t } = useTranslation();
  const { data } = useReadLater('listSignInMethods');
  return data?.data.oidc && <ElsewhereButton operation="startOidcSignIn">{t('signIn.elsewhere')}</ElsewhereButton>;
}

function SignInForm({ signedIn }: { signedIn: () => void }) {
  const { t } = useTranslation();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useAct('signInBrowser');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ body: { username, password } }, { onSuccess: signedIn });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {signIn.error && (
        <div role="alert">
          <InfoBanner type="important" title={t('signIn.refused')} message={t('signIn.refusedWhy')} />
        </div>
      )}
      <TextField label={t('signIn.username')} value={username} onChange={setUsername} autoComplete="username" />
      <TextField
        label={t('signIn.password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button type="submit" isDisabled={signIn.isPending || !username || !password}>
        {t('signIn.signIn')}
      </Button>
    </form>
  );
}

/** The page for whoever is not signed in. */
export function SignIn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  useEffect(() => sessionLost.set(false), []);
  return (
    <div className="sign-in">
      <main className="stack">
        <h1>{t('shell.name')}</h1>
        <p>{t('signIn.about')}</p>
        <Elsewhere />
        <SignInForm signedIn={() => void client.resetQueries()} />
        <Preferences />
      </main>
    </div>
  );
}

/** Over the page, when the session ended meanwhile: whatever was typed below stays as it is. */
export function SessionLost() {
  const { t } = useTranslation();
  return (
    <Modal isOpen={useSessionLost()} title={t('signIn.lost')} hideCloseButton isDismissable={false}>
      <p>{t('signIn.lostWhy')}</p>
      <SignInForm signedIn={() => sessionLost.set(false)} />
    </Modal>
  );
}
