import { Button } from '@midas-ds/components';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '../../act/options';
import { addressOf } from '../../api/client';
import { useAct, useReadLater } from '../../api/queries';
import { word } from '../../i18n/format';
import { ProblemView } from '../../parts/problem-view';
import { announce } from '../../shell/announce';
import { useMay } from '../../shell/session';

const ORIGINS = ['unhcr', 'applicant', 'embassy', 'iom', 'municipality', 'other_authority', 'agency'] as const;

interface Props {
  caseId: string;
  persons: readonly Option[];
}

/** The documents of the case, each to be opened, and a form for one more. */
export function Documents({ caseId, persons }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { data } = useReadLater('listDocuments', { path: { caseId } }, may('document.read'));
  if (!data) return null;
  const { items } = data.data;
  return (
    <details className="panel">
      <summary>
        <h2>{t('case.section.documents')}</h2>
      </summary>
      <div className="stack">
        {items.length === 0 && <p>{t('case.nothingYet')}</p>}
        <ul>
          {items.map(({ id, diaryNumber, kind, title, withheld, personId, validUntil, withdrawal }) => (
            <li key={id}>
              {withheld ? (
                t('documents.withheld')
              ) : (
                <a href={addressOf('downloadDocument', { path: { documentId: id } })}>
                  <bdi dir="auto">{title}</bdi>
                </a>
              )}{' '}
              · {word('value.kind', kind ?? 'other')} · {diaryNumber}{' '}
              {persons.find(({ value }) => value === personId)?.name}{' '}
              {validUntil && t('documents.validUntil', { day: validUntil })}
              {withdrawal && <span className="chip chip-red">{t('documents.withdrawn')}</span>}
            </li>
          ))}
        </ul>
        {may('document.file') && <FileOne caseId={caseId} persons={persons} />}
      </div>
    </details>
  );
}

function FileOne({ caseId, persons }: Props) {
  const { t } = useTranslation();
  const { data: kinds } = useReadLater('listDocumentKinds');
  const form = useRef<HTMLFormElement>(null);
  const key = useRef(crypto.randomUUID());
  const [kind, setKind] = useState('');
  const file = useAct('fileDocument');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!form.current) return;
    const typed = [...new FormData(form.current)].filter(([, value]) => value !== '');
    const body = new FormData();
    for (const [name, value] of typed) if (name !== 'content') body.append(name, value);
    // What the document is comes before its content.
    for (const [name, value] of typed) if (name === 'content') body.append(name, value);
    file.mutate({ path: { caseId }, body: body as never, key: key.current } as never, {
      onSuccess() {
        key.current = crypto.randomUUID();
        form.current?.reset();
        setKind('');
        announce(t('documents.filed'));
      },
    });
  };
  return (
    <form ref={form} className="stack act-form" onSubmit={send} aria-label={t('documents.file')}>
      <h3>{t('documents.file')}</h3>
      {file.error && <ProblemView error={file.error} />}
      <label className="choice">
        {t('field.kind')}
        <select name="kind" required value={kind} onChange={({ target }) => setKind(target.value)}>
          <option value="">{t('act.choose')}</option>
          {kinds?.data.items.map((one) => (
            <option key={one.kind} value={one.kind}>
              {word('value.kind', one.kind)}
            </option>
          ))}
        </select>
      </label>
      <label className="choice">
        {t('field.title')}
        <input className="plain-field" name="title" required />
      </label>
      <label className="choice">
        {t('field.origin')}
        <select name="origin" required>
          {ORIGINS.map((origin) => (
            <option key={origin} value={origin}>
              {word('value.origin', origin)}
            </option>
          ))}
        </select>
      </label>
      <label className="choice">
        {t('act.optional', { field: t('field.personId') })}
        <select name="personId">
          <option value="">{t('act.choose')}</option>
          {persons.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="choice">
        {t('act.optional', { field: t('field.documentOn') })}
        <input className="plain-field" type="date" name="documentOn" />
      </label>
      <label className="choice">
        {t('act.optional', { field: t('field.validUntil') })}
        <input className="plain-field" type="date" name="validUntil" />
      </label>
      <label className="choice">
        {t('intake.file')}
        <input type="file" name="content" required />
      </label>
      <div className="act-buttons">
        <Button type="submit" size="medium" isDisabled={file.isPending}>
          {t('documents.file')}
        </Button>
      </div>
    </form>
  );
}
