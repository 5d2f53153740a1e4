import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
  type QueryKey,
} from '@tanstack/react-query';
import { call, type Answered, type Asked } from './client';
import type { OperationId } from './operations';
import { isProblem, ProblemError } from './problem';
import { sessionLost } from '../shell/session-lost';
import { withStepUp } from '../shell/step-up-asked';

const noteLostSession = (error: unknown): void => {
  // Who was never signed in has lost nothing.
  if (isProblem(error, 401) && queryClient.getQueryData(keyOf('whoAmI', {}))) sessionLost.set(true);
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteLostSession }),
  mutationCache: new MutationCache({ onError: noteLostSession }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What is not shown is not kept: a page that is opened again is read again, with the version that stands then.
      gcTime: 0,
      // What the server refuses it refuses again; only what did not reach it is tried anew.
      retry: (failures, error) => failures < 2 && !(error instanceof ProblemError),
    },
  },
});

const keyOf = (id: OperationId, asked: unknown): QueryKey => [id, asked];

const reading = <Id extends OperationId>(id: Id, asked: Asked<Id>) => ({
  queryKey: keyOf(id, asked),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(id, asked, { signal }),
});

/** Reads an operation; the page waits (Suspense) and a refusal goes to the error boundary. */
export const useRead = <Id extends OperationId>(id: Id, asked: Asked<Id> = {}): Answered<Id> =>
  useSuspenseQuery(reading(id, asked)).data;

/** Reads beside the page: nothing until it has come. The rows of the page before stay while the next ones are fetched. */
export const useReadLater = <Id extends OperationId>(id: Id, asked: Asked<Id> = {}, enabled = true) =>
  useQuery({ ...reading(id, asked), enabled, placeholderData: keepPreviousData });

export type Sent<Id extends OperationId> = Asked<Id> & { etag?: string | null; key?: string };

/** Acts; afterwards everything that the page shows is read anew. */
export function useAct<Id extends OperationId>(id: Id) {
  const client = useQueryClient();
  return useMutation<Answered<Id>, Error, Sent<Id>>({
    mutationFn: ({ etag, key, ...asked }) => withStepUp(() => call(id, asked as Asked<Id>, { etag, key })),
    onSuccess: () => client.invalidateQueries(),
    // Somebody was quicker: the page shows what stands now, beside what was typed.
    onError: (error) => (isProblem(error, 412) ? client.invalidateQueries() : undefined),
  });
}
