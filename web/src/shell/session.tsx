import { createContext, use, type ReactNode } from 'react';
import type { AnswerOf } from '../api/client';
import { isProblem } from '../api/problem';
import { useReadLater } from '../api/queries';
import { ProblemView } from '../parts/problem-view';
import { Waiting } from '../parts/waiting';
import { SessionLost, SignIn } from './sign-in';
import { BackFromElsewhere, isBackFromElsewhere } from './sign-in-elsewhere';
import { StepUp } from './step-up';

type Official = AnswerOf<'whoAmI'>;

const SessionContext = createContext<Official | null>(null);

/** Who is signed in. */
export function useOfficial(): Official {
  const official = use(SessionContext);
  if (!official) throw new Error('Nobody is signed in here.');
  return official;
}

/** Whether the one who is signed in holds the permission; what one may not do is not offered. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useOfficial();
  return (permission) => permissions.includes(permission);
}

/** The pages for who is signed in, and the page for signing in for everybody else. */
export function Session({ children }: { children: ReactNode }) {
  return isBackFromElsewhere() ? <BackFromElsewhere /> : <SignedIn>{children}</SignedIn>;
}

function SignedIn({ children }: { children: ReactNode }) {
  const { data, error } = useReadLater('whoAmI');
  if (data)
    return (
      <SessionContext value={data.data}>
        {children}
        <SessionLost />
        <StepUp />
      </SessionContext>
    );
  if (isProblem(error, 401)) return <SignIn />;
  if (error) return <ProblemView error={error} />;
  return <Waiting />;
}
