import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../api/client';
import { useRead } from '../../api/queries';
import { word } from '../../i18n/format';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { ProblemView } from '../../parts/problem-view';
import { thisYear, YearChoice } from '../../parts/year-choice';
import { announce } from '../../shell/announce';
import { useMay } from '../../shell/session';
import { withStepUp } from '../../shell/step-up-asked';
import { ASSIGNMENT_COLUMNS, type AssignmentColumn } from './columns';
import { KeptColumns } from './kept-columns';

const route = getRouteApi('/assignments/export');
const RECIPIENTS = ['agency', 'municipality', 'county'] as const;
const MONTHS = Array.from({ length: 12 }, (_, k) => String(k + 1).padStart(2, '0'));
const FORMS = [
  { name: 'xlsx', accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  { name: 'csv', accept: 'text/csv' },
] as const;

/** The list of assignments as a file: for whom, of which month and place, and with which columns; the columns can be kept. */
export function ExportPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = route.useNavigate();
  const { year = thisYear() } = route.useSearch();
  const counties = useRead('listCounties').data.items;
  const municipalities = useRead('listMunicipalities').data.items;
  const [month, setMonth] = useState('');
  const [recipient, setRecipient] = useState<(typeof RECIPIENTS)[number]>('municipality');
  const [countyCode, setCounty] = useState('');
  const [municipalityCode, setMunicipality] = useState('');
  const [columns, setColumns] = useState<readonly AssignmentColumn[]>(ASSIGNMENT_COLUMNS);
  const [error, setError] = useState<unknown>(null);
  const query = {
    ...{ year, recipient, columns: columns.join(',') },
    ...(month === '' ? {} : { month: `${year}-${month}` }),
    ...(countyCode === '' ? {} : { countyCode }),
    ...(municipalityCode === '' ? {} : { municipalityCode }),
  };
  const fetchAs = async ({ name, accept }: (typeof FORMS)[number]): Promise<void> => {
    setError(null);
    try {
      await withStepUp(() => save('exportMunicipalityAssignments', { query }, accept));
      announce(t('reports.saved', { report: t(`reports.form.${name}`) }));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Page
      title={t('export.title')}
      actions={<YearChoice year={year} choose={(chosen) => void navigate({ search: { year: chosen } })} />}
    >
      {error !== null && <ProblemView error={error} />}
      <Panel title={t('export.what')}>
        <div className="filter-bar">
          <Choice
            label={t('export.month')}
            value={month}
            choose={setMonth}
            options={MONTHS.map((one) => [one, `${year}-${one}`])}
            all={t('export.wholeYear')}
          />
          <Choice
            label={t('field.countyCode')}
            value={countyCode}
            choose={setCounty}
            options={counties.map(({ code, name }) => [code, `${name} (${code})`])}
            all={t('export.all')}
          />
          <Choice
            label={t('field.municipalityCode')}
            value={municipalityCode}
            choose={setMunicipality}
            options={municipalities
              .filter((one) => countyCode === '' || one.countyCode === countyCode)
              .map(({ code, name }) => [code, `${name} (${code})`])}
            all={t('export.all')}
          />
          <Choice
            label={t('field.recipient')}
            value={recipient}
            choose={(value) => setRecipient(RECIPIENTS.find((one) => one === value) ?? 'county')}
            options={RECIPIENTS.map((one) => [one, t(`export.for.${one}`)])}
          />
        </div>
        <p>{t(`export.learns.${recipient}`)}</p>
      </Panel>
      <Panel title={t('export.columns')}>
        <fieldset className="columns-choice">
          <legend>{t('export.inOrder')}</legend>
          {ASSIGNMENT_COLUMNS.map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                name={column}
                checked={columns.includes(column)}
                onChange={({ target }) =>
                  setColumns(target.checked ? [...columns, column] : columns.filter((one) => one !== column))
                }
              />{' '}
              {word('export.column', column)}
            </label>
          ))}
        </fieldset>
        <p id="chosen-columns">{columns.map((column) => word('export.column', column)).join(', ')}</p>
        {may('report.keep_columns') && <KeptColumns columns={columns} choose={setColumns} />}
      </Panel>
      <div className="act-buttons">
        {FORMS.map((form) => (
          <button
            key={form.name}
            type="button"
            className="quiet"
            disabled={columns.length === 0}
            onClick={() => void fetchAs(form)}
          >
            {t('export.fetch', { form: t(`reports.form.${form.name}`) })}
          </button>
        ))}
      </div>
    </Page>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  choose: (value: string) => void;
  options: readonly (readonly [value: string, name: string])[];
  /** What is chosen when nothing in particular is. */
  all?: string;
}

function Choice({ label, value, choose, options, all }: ChoiceProps) {
  return (
    <label className="choice">
      {label}
      <select value={value} onChange={({ target }) => choose(target.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
