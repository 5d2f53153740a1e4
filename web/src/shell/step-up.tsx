import { Button, Modal, TextField } from '@midas-ds/components';
import { useState, useSyncExternalStore, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client';
import { useReadLater } from '../api/queries';
import { ProblemView } from '../parts/problem-view';
import { ElsewhereButton } from './sign-in-elsewhere';
import { asked, type Asking } from './step-up-asked';

/** Over the page, when an act is for somebody who has just proved who they are: whatever was typed below stays as it is. */
export function StepUp() {
  const asking = useSyncExternalStore(asked.listen, asked.now);
  return asking && <Confirm key={asking.id} asking={asking} />;
}

function Confirm({ asking }: { asking: Asking }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { data: methods } = useReadLater('listSignInMethods');
  const confirm = async (): Promise<void> => {
    try {
      await call('stepUp', { body: { password } });
      asking.answer(true);
    } catch (refused) {
      setError(refused);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void confirm();
  };
  return (
    <Modal isOpen onOpenChange={(isOpen) => !isOpen && asking.answer(false)} title={t('signIn.confirm')} isDismissable>
      <p>{t('signIn.confirmWhy')}</p>
      <form className="stack" onSubmit={submit}>
        {error !== null && <ProblemView error={error} />}
        <TextField
          label={t('signIn.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          autoFocus
        />
        <Button type="submit" isDisabled={!password}>
          {t('signIn.confirmNow')}
        </Button>
      </form>
      {methods?.data.oidc && (
        <div className="stack">
          <p>{t('signIn.confirmElsewhereHow')}</p>
          <ElsewhereButton operation="startOidcStepUp">{t('signIn.elsewhere')}</ElsewhereButton>
          <Button onPress={() => asking.answer(true)}>{t('signIn.confirmedGoOn')}</Button>
        </div>
      )}
    </Modal>
  );
}
