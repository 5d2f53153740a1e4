import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  /** What can be done with the whole page: beside its title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Every page: its title, also in the window's, and what stands on it. */
export function Page({ title, actions, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} – ${t('shell.name')}`;
  }, [title, t]);
  return (
    <div className="page stack">
      <div className="page-head">
        <h1>{title}</h1>
        {actions}
      </div>
      {children}
    </div>
  );
}
