import { Button } from '@midas-ds/components';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/client';
import { useAct } from '../../api/queries';
import { Page } from '../../parts/page';
import { ProblemView } from '../../parts/problem-view';
import { ImportProgress } from './import-progress';

const route = getRouteApi('/intake');
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LINES = 'application/x-ndjson';

/** Submissions come in as a batch of lines or a workbook: tried first, then written, with the result of each line. */
export function IntakePage() {
  const { t } = useTranslation();
  const { importId } = route.useSearch();
  const navigate = route.useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [dryRun, setDryRun] = useState(true);
  const lines = useAct('importSubmissions');
  const workbook = useAct('importWorkbook');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!file) return;
    const isWorkbook = file.name.endsWith('.xlsx');
    const body = file.slice(0, file.size, isWorkbook ? WORKBOOK : LINES);
    const batch = { query: { dryRun: String(dryRun) }, body } as never;
    const show = {
      onSuccess: ({ data }: { data: { id: string } }) => void navigate({ search: { importId: data.id } }),
    };
    if (isWorkbook) workbook.mutate(batch, show);
    else lines.mutate(batch, show);
  };
  const error = lines.error ?? workbook.error;
  return (
    <Page title={t('intake.title')} actions={<Link to="/intake/new">{t('intake.byForm')}</Link>}>
      <form className="panel stack" onSubmit={send}>
        <p>
          {t('intake.about')} <a href={addressOf('getImportTemplate')}>{t('intake.template')}</a>
        </p>
        {error && <ProblemView error={error} />}
        <label className="choice">
          {t('intake.file')}
          <input
            type="file"
            accept=".xlsx,.jsonl,.ndjson,.json,.txt"
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        </label>
        <label>
          <input type="checkbox" checked={dryRun} onChange={({ target }) => setDryRun(target.checked)} />{' '}
          {t('intake.dryRun')}
        </label>
        <div className="act-buttons">
          <Button type="submit" size="medium" isDisabled={!file || lines.isPending || workbook.isPending}>
            {t(dryRun ? 'intake.try' : 'intake.take')}
          </Button>
        </div>
      </form>
      {importId && <ImportProgress key={importId} importId={importId} />}
    </Page>
  );
}
