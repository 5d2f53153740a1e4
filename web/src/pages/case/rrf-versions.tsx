import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadLater } from '../../api/queries';
import { instant } from '../../i18n/format';
import { useMay } from '../../shell/session';
import { RrfChanges } from './rrf-changes';

/** The versions of the RRF, and what any one says otherwise than any other. */
export function RrfVersions({ caseId }: { caseId: string }) {
  const may = useMay();
  return may('submission.read') && <Versions caseId={caseId} />;
}

function Versions({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { data } = useReadLater('listRrfVersions', { path: { caseId } });
  const items = data?.data.items ?? [];
  const newest = items.at(-1)?.rrfVersion ?? 1;
  const [chosen, choose] = useState<{ from?: number; to?: number }>({});
  const { from = newest - 1, to = newest } = chosen;
  if (items.length === 0) return null;
  const choice = (name: 'from' | 'to', value: number) => (
    <label className="choice">
      {t(`rrf.${name}`)}
      <select value={value} onChange={({ target }) => choose({ from, to, [name]: Number(target.value) })}>
        {items.map(({ rrfVersion }) => (
          <option key={rrfVersion}>{rrfVersion}</option>
        ))}
      </select>
    </label>
  );
  return (
    <details className="panel">
      <summary>
        <h2>{t('rrf.versions')}</h2>
      </summary>
      <div className="stack">
        <ul>
          {items.map(({ rrfVersion, rrfDate, receivedAt, documentNumber, persons, missing }) => (
            <li key={rrfVersion}>
              {t('rrf.version', { rrfVersion, rrfDate, documentNumber, persons, missing, when: instant(receivedAt) })}
            </li>
          ))}
        </ul>
        {items.length > 1 && (
          <>
            <div className="filter-bar">
              {choice('from', from)} {choice('to', to)}
            </div>
            {from !== to && <RrfChanges key={`${from}-${to}`} caseId={caseId} from={from} to={to} />}
          </>
        )}
      </div>
    </details>
  );
}
