import { Button, TextField } from '@midas-ds/components';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useReadLater } from '../../api/queries';
import { ProblemView } from '../../parts/problem-view';
import { announce } from '../../shell/announce';
import type { AssignmentColumn } from './columns';

interface Props {
  columns: readonly AssignmentColumn[];
  choose: (columns: readonly AssignmentColumn[]) => void;
}

/** One's own choices of columns: taken again with a press, kept under a name, taken away. */
export function KeptColumns({ columns, choose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const kept = useReadLater('listKeptColumns').data?.data.items ?? [];
  const keep = useAct('keepColumns');
  const remove = useAct('removeKeptColumns');
  const error = keep.error ?? remove.error;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    keep.mutate({ body: { name, columns: [...columns] } }, { onSuccess: () => announce(t('export.kept', { name })) });
  };
  return (
    <>
      {kept.length > 0 && (
        <ul id="kept-columns">
          {kept.map((one) => (
            <li key={one.id}>
              <button type="button" className="quiet" onClick={() => choose(one.columns)}>
                <bdi dir="auto">{one.name}</bdi>
              </button>{' '}
              <button
                type="button"
                className="quiet"
                aria-label={t('export.remove', { name: one.name })}
                onClick={() => remove.mutate({ path: { columnsId: one.id } })}
              >
                {t('export.takeAway')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {error && <ProblemView error={error} />}
      <form className="filter-bar" onSubmit={send}>
        <TextField id="kept-name" label={t('export.keepAs')} value={name} onChange={setName} />
        <Button
          type="submit"
          variant="secondary"
          size="medium"
          isDisabled={name === '' || columns.length === 0 || keep.isPending}
        >
          {t('export.keep')}
        </Button>
      </form>
    </>
  );
}
