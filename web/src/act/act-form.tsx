import { Button } from '@midas-ds/components';
import { use, useId, useMemo, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSchema } from '../../build/document';
import type { OperationId } from '../api/operations';
import { ProblemError } from '../api/problem';
import { useAct, type Sent } from '../api/queries';
import { word } from '../i18n/format';
import { ProblemView } from '../parts/problem-view';
import { announce } from '../shell/announce';
import { Fields, type Form } from './field';
import { changed, fieldId, toBody, type FormValue } from './form-value';
import type { Option } from './options';

// The forms are made of the document: it is loaded with the first of them.
let loaded: Promise<Readonly<Record<string, FieldSchema | undefined>>> | undefined;
const schemas = () =>
  (loaded ??= import('virtual:request-schemas').then((module) => module.default as Record<string, FieldSchema>));

interface Props {
  operation: OperationId;
  verb: string;
  path: Record<string, string>;
  etag: string | null;
  persons?: readonly Option[];
  /** What is filled in beforehand. */
  start?: Record<string, FormValue>;
  /** What may be chosen in a field, where the page knows it. */
  options?: Readonly<Record<string, readonly Option[]>>;
  /** What is sent along and not asked for. */
  fixed?: Readonly<Record<string, FormValue>>;
  /** Called when it is done, or when one turns away. */
  close: () => void;
  /** Called with what the server answered, instead of `close`, when it is done. */
  done?: (answer: unknown) => void;
}

/** Any act by its own form, made of what the OpenAPI document says of its request. */
export function ActForm({
  operation,
  verb,
  path,
  etag,
  persons = [],
  start = {},
  options = {},
  fixed = {},
  close,
  done,
}: Props) {
  const { t } = useTranslation();
  const id = useId();
  const schema = use(schemas())[operation] ?? {};
  const [value, setValue] = useState<FormValue>(start);
  // Sent twice it takes effect once; whatever is typed anew is another act.
  const key = useRef(crypto.randomUUID());
  const act = useAct(operation);
  const errors = useMemo(() => errorsOf(act.error), [act.error]);
  const form: Form = {
    id,
    verb,
    persons,
    options,
    errors,
    change(changedPath, part) {
      key.current = crypto.randomUUID();
      setValue((current) => changed(current, changedPath, part));
    },
  };
  const name = word('verb', verb);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const sent = {
      path,
      body: toBody(schema, { ...(value as object), ...fixed }) ?? {},
      etag,
      key: key.current,
    } as unknown as Sent<OperationId>;
    act.mutate(sent, {
      onSuccess({ data }) {
        announce(t('act.done', { verb: name }));
        (done ?? close)(data);
      },
    });
  };
  return (
    <form className="act-form panel stack" aria-labelledby={`${id}-title`} onSubmit={submit} noValidate>
      <h2 id={`${id}-title`}>{name}</h2>
      {act.error && <ErrorSummary id={id} error={act.error} errors={errors} />}
      <Fields
        form={form}
        schema={without(schema, fixed)}
        path={[]}
        value={value as Record<string, FormValue | undefined>}
      />
      <div className="act-buttons">
        <Button type="submit" size="medium" isDisabled={act.isPending}>
          {name}
        </Button>
        <Button variant="secondary" size="medium" onPress={close}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** The schema without the fields whose value is settled. */
const without = (schema: FieldSchema, fixed: object): FieldSchema => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !(name in fixed))),
});

const errorsOf = (error: Error | null): ReadonlyMap<string, string> =>
  new Map(error instanceof ProblemError ? error.problem.errors?.map(({ pointer, message }) => [pointer, message]) : []);

/** What went wrong, each line leading to its field. */
function ErrorSummary({ id, error, errors }: { id: string; error: Error; errors: ReadonlyMap<string, string> }) {
  return (
    <>
      <ProblemView error={error} />
      {errors.size > 0 && (
        <ul>
          {[...errors].map(([pointer, message]) => (
            <li key={pointer}>
              <a
                href={`#${fieldId(id, pointer)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId(id, pointer))?.focus();
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
