import { Button, TextField } from '@midas-ds/components';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../api/queries';
import { ProblemView } from '../../parts/problem-view';
import { Floors, type Floor } from './floors';

/** Futures drawn for a month's prices (placement-forecast.md 4: at least three, better ten). */
const FUTURES = 10;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A plan of a month anew, or the shown one again with as few moves as it must. */
export function AskForPlan({ planId, show }: { planId: string | undefined; show: (id: string) => void }) {
  const { t } = useTranslation();
  const [month, setMonth] = useState('');
  const [again, setAgain] = useState(false);
  const [polish, setPolish] = useState(false);
  const [futures, setFutures] = useState(false);
  const [cap, setCap] = useState('');
  const [floors, setFloors] = useState<readonly Floor[]>([]);
  const ask = useAct('askPlacementPlan');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const replanOf = again && planId ? { replanOf: planId } : {};
    ask.mutate(
      {
        body: {
          ...{ year: Number(month.slice(0, 4)), month, polish, ...replanOf },
          ...(futures ? { futures: FUTURES } : {}),
          ...(cap === '' ? {} : { demandingCap: Number(cap) }),
          ...(floors.length === 0 ? {} : { floors: [...floors] }),
        },
      },
      { onSuccess: ({ data }) => show(data.id) },
    );
  };
  return (
    <form className="panel stack" onSubmit={send}>
      {ask.error && <ProblemView error={ask.error} />}
      <TextField
        id="month"
        label={t('placement.month')}
        description={t('placement.monthAs')}
        value={month}
        onChange={setMonth}
      />
      <details>
        <summary>{t('placement.how')}</summary>
        <div className="stack">
          <label>
            <input type="checkbox" checked={futures} onChange={({ target }) => setFutures(target.checked)} />{' '}
            {t('placement.futures')}
          </label>
          <label>
            <input type="checkbox" checked={polish} onChange={({ target }) => setPolish(target.checked)} />{' '}
            {t('placement.polish')}
          </label>
          <TextField
            id="demanding-cap"
            type="number"
            label={t('placement.cap')}
            description={t('placement.capAs')}
            value={cap}
            onChange={setCap}
          />
          <Floors floors={floors} change={setFloors} />
        </div>
      </details>
      {planId && (
        <label>
          <input type="checkbox" checked={again} onChange={({ target }) => setAgain(target.checked)} />{' '}
          {t('placement.again')}
        </label>
      )}
      <div className="act-buttons">
        <Button type="submit" size="medium" isDisabled={ask.isPending || !MONTH.test(month)}>
          {t('placement.make')}
        </Button>
      </div>
    </form>
  );
}
