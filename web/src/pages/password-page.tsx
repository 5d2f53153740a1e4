import { Button, TextField } from '@midas-ds/components';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/queries';
import { Page } from '../parts/page';
import { ProblemView } from '../parts/problem-view';

const NOTHING = { present: '', wanted: '', again: '' };

/** An official with a local account chooses another password. */
export function PasswordPage() {
  const { t } = useTranslation();
  const [written, setWritten] = useState(NOTHING);
  const change = useAct('changePassword');
  const { present, wanted, again } = written;
  const differ = again !== '' && again !== wanted;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ body: { password: present, newPassword: wanted } }, { onSuccess: () => setWritten(NOTHING) });
  };
  const field = (name: keyof typeof NOTHING, autoComplete: string) => ({
    ...{ id: `password-${name}`, label: t(`password.${name}`), type: 'password' as const, autoComplete },
    value: written[name],
    onChange: (value: string) => setWritten({ ...written, [name]: value }),
  });
  return (
    <Page title={t('password.title')}>
      <form className="panel stack" onSubmit={send}>
        {change.error && <ProblemView error={change.error} />}
        {change.isSuccess && <p role="status">{t('password.saved')}</p>}
        <TextField {...field('present', 'current-password')} />
        <TextField {...field('wanted', 'new-password')} description={t('password.wantedAs')} />
        <TextField
          {...field('again', 'new-password')}
          isInvalid={differ}
          errorMessage={differ ? t('password.differ') : undefined}
        />
        <div className="act-buttons">
          <Button
            type="submit"
            size="medium"
            isDisabled={present === '' || wanted === '' || again !== wanted || change.isPending}
          >
            {t('password.save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
