import { Button, TextField } from '@midas-ds/components';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { useAct, useRead } from '../../api/queries';
import { number } from '../../i18n/format';
import { ProblemView } from '../../parts/problem-view';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TABLE = 'text/csv';
/** Shorter than this is no name of a decision. */
const LEAST_SOURCE = 3;

/** A county board's decision is taken in as the table it came as: tried first, then kept, whole or not at all. */
export function ImportNumbers({ year }: { year: number }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [decidedOn, setDecidedOn] = useState('');
  const [dryRun, setDryRun] = useState(true);
  const take = useAct('importMunicipalNumbers');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!file) return;
    const body = file.slice(0, file.size, file.name.endsWith('.xlsx') ? WORKBOOK : TABLE);
    const day = decidedOn === '' ? {} : { decidedOn };
    take.mutate({ query: { year, source, dryRun: dryRun ? 'true' : 'false', ...day }, body: body as never });
  };
  return (
    <details id="import-numbers">
      <summary>{t('municipalNumbers.import')}</summary>
      <form className="panel stack" onSubmit={send}>
        <p>{t('municipalNumbers.importAs')}</p>
        {take.error && <ProblemView error={take.error} />}
        <label className="choice">
          {t('municipalNumbers.file')}
          <input type="file" accept=".csv,.xlsx" onChange={({ target }) => setFile(target.files?.[0] ?? null)} />
        </label>
        <TextField id="import-source" label={t('municipalNumbers.decision')} value={source} onChange={setSource} />
        <label className="choice">
          {t('field.decidedOn')}
          <input type="date" value={decidedOn} onChange={({ target }) => setDecidedOn(target.value)} />
        </label>
        <label>
          <input type="checkbox" checked={dryRun} onChange={({ target }) => setDryRun(target.checked)} />{' '}
          {t('municipalNumbers.dryRun')}
        </label>
        <div className="act-buttons">
          <Button
            type="submit"
            size="medium"
            isDisabled={!file || source.trim().length < LEAST_SOURCE || take.isPending}
          >
            {t(dryRun ? 'intake.try' : 'intake.take')}
          </Button>
        </div>
        {take.data && <Taken {...take.data.data} wasTried={take.variables?.query?.dryRun === 'true'} />}
      </form>
    </details>
  );
}

/** What the decision changes, and whether each of its counties adds up. */
function Taken({
  rows,
  changed,
  unchanged,
  counties,
  wasTried,
}: AnswerOf<'importMunicipalNumbers'> & { wasTried: boolean }) {
  const { t } = useTranslation();
  const names = useRead('listCounties').data.items;
  const counts = { rows: number(rows), changed: number(changed), unchanged: number(unchanged) };
  return (
    <div role="status" id="numbers-taken">
      <p>{t(wasTried ? 'municipalNumbers.tried' : 'municipalNumbers.taken', counts)}</p>
      <ul>
        {counties.map(({ countyCode, countyNumber, sum }) => {
          const name = names.find(({ code }) => code === countyCode)?.name ?? countyCode;
          const said = { name, sum: number(sum), county: number(countyNumber ?? 0) };
          const verdict = countyNumber === null ? 'sumAlone' : countyNumber === sum ? 'sumHolds' : 'sumDiffers';
          return <li key={countyCode}>{t(`municipalNumbers.${verdict}`, said)}</li>;
        })}
      </ul>
    </div>
  );
}
