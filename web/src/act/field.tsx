import { TextArea, TextField } from '@midas-ds/components';
import { useTranslation } from 'react-i18next';
import type { FieldSchema } from '../../build/document';
import { word } from '../i18n/format';
import { fieldId, pointerOf, type FormValue } from './form-value';
import { useOptions, type Option } from './options';

/** What every field of a form knows. */
export interface Form {
  id: string;
  verb: string;
  persons: readonly Option[];
  /** What may be chosen in a field, where the page knows it. */
  options: Readonly<Record<string, readonly Option[]>>;
  /** What the server said of a field, by its pointer. */
  errors: ReadonlyMap<string, string>;
  change: (path: readonly (string | number)[], part: FormValue | undefined) => void;
}

interface Props {
  form: Form;
  name: string;
  path: readonly (string | number)[];
  schema: FieldSchema;
  value: FormValue | undefined;
  isRequired: boolean;
}

const LONG_TEXT = 300;

/** One field, by what the document says of it. */
export function Field(props: Props) {
  const { schema, name, form } = props;
  const found = useOptions(name, form.verb, form.persons);
  const options = form.options[name] ?? found;
  if (schema.properties) return <Group {...props} />;
  if (schema.type === 'boolean') return <Flag {...props} />;
  if (schema.type === 'array' && schema.items?.properties) return <Entries {...props} />;
  if (schema.type === 'array') {
    const several = name === 'personIds' ? form.persons : (options ?? namesOf(schema.items?.enum, name));
    return several ? <Several {...props} options={several} /> : <Lines {...props} />;
  }
  const one = options ?? namesOf(schema.enum, name);
  return one ? <One {...props} options={one} /> : <Text {...props} />;
}

const namesOf = (values: readonly string[] | undefined, name: string): Option[] | null =>
  values ? values.map((value) => ({ value, name: word(`value.${name}`, value) })) : null;

const errorOf = ({ form, path }: Props): string | undefined => form.errors.get(pointerOf(path));
const idOf = ({ form, path }: Props): string => fieldId(form.id, pointerOf(path));

function useLabel({ name, isRequired }: Pick<Props, 'name' | 'isRequired'>): string {
  const { t } = useTranslation();
  return isRequired ? word('field', name) : t('act.optional', { field: word('field', name) });
}

function Text(props: Props) {
  const { schema, value, path, form, isRequired } = props;
  const label = useLabel(props);
  const error = errorOf(props);
  const shared = {
    label,
    id: idOf(props),
    value: (value as string | undefined) ?? '',
    onChange: (text: string) => form.change(path, text),
    isInvalid: error !== undefined,
    errorMessage: error,
    'aria-required': isRequired,
  };
  if ((schema.maxLength ?? 0) > LONG_TEXT) return <TextArea {...shared} />;
  const type =
    { date: 'date', 'date-time': 'datetime-local' }[schema.format ?? ''] ??
    (schema.type === 'integer' ? 'number' : 'text');
  return <TextField {...shared} type={type} />;
}

function Lines(props: Props) {
  const { value, path, form } = props;
  const { t } = useTranslation();
  return (
    <TextArea
      id={idOf(props)}
      label={useLabel(props)}
      description={t('act.oneALine')}
      value={((value as string[] | undefined) ?? []).join('\n')}
      onChange={(text) => form.change(path, text === '' ? [] : text.split('\n'))}
    />
  );
}

function One(props: Props & { options: readonly Option[] }) {
  const { value, path, form, options, isRequired } = props;
  const { t } = useTranslation();
  const error = errorOf(props);
  const id = idOf(props);
  return (
    <label className="choice" htmlFor={id}>
      {useLabel(props)}
      {error && <span className="field-error">{error}</span>}
      <select
        id={id}
        value={(value as string | undefined) ?? ''}
        aria-invalid={error !== undefined}
        aria-required={isRequired}
        onChange={({ target }) => form.change(path, target.value)}
      >
        <option value="">{t('act.choose')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Several(props: Props & { options: readonly Option[] }) {
  const { value, path, form, options } = props;
  const chosen = (value as string[] | undefined) ?? [];
  const error = errorOf(props);
  return (
    <fieldset id={idOf(props)} tabIndex={-1}>
      <legend>{useLabel(props)}</legend>
      {error && <span className="field-error">{error}</span>}
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={({ target }) =>
              form.change(
                path,
                target.checked ? [...chosen, option.value] : chosen.filter((one) => one !== option.value),
              )
            }
          />{' '}
          <bdi>{option.name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

function Flag(props: Props) {
  const { name, value, path, form } = props;
  return (
    <label>
      <input
        id={idOf(props)}
        type="checkbox"
        checked={value === true}
        onChange={({ target }) => form.change(path, target.checked)}
      />{' '}
      {word('field', name)}
    </label>
  );
}

function Group(props: Props) {
  const { schema, path, form, value } = props;
  return (
    <fieldset id={idOf(props)} tabIndex={-1}>
      <legend>{useLabel(props)}</legend>
      <Fields form={form} schema={schema} path={path} value={value as Record<string, FormValue> | undefined} />
    </fieldset>
  );
}

function Entries(props: Props) {
  const { schema, path, form, value, isRequired } = props;
  const { t } = useTranslation();
  const fewest = isRequired ? 1 : 0;
  const entries = (value as Record<string, FormValue>[] | undefined) ?? (isRequired ? [{}] : []);
  return (
    <fieldset id={idOf(props)} tabIndex={-1}>
      <legend>{useLabel(props)}</legend>
      {entries.map((entry, index) => (
        // Entries have no identity but their place.
        <fieldset key={index}>
          <legend>{t('act.entry', { number: index + 1 })}</legend>
          <Fields form={form} schema={schema.items!} path={[...path, index]} value={entry} />
        </fieldset>
      ))}
      <div className="act-buttons">
        <button type="button" className="quiet" onClick={() => form.change(path, [...entries, {}])}>
          {t('act.addEntry')}
        </button>
        {entries.length > fewest && (
          <button type="button" className="quiet" onClick={() => form.change(path, entries.slice(0, -1))}>
            {t('act.removeEntry')}
          </button>
        )}
      </div>
    </fieldset>
  );
}

interface FieldsProps {
  form: Form;
  schema: FieldSchema;
  path: readonly (string | number)[];
  value: Record<string, FormValue | undefined> | undefined;
}

/** The fields of an object: first those that must be filled in. */
export function Fields({ form, schema: { properties = {}, required = [] }, path, value }: FieldsProps) {
  const names = Object.keys(properties);
  const order = [
    ...names.filter((name) => required.includes(name)),
    ...names.filter((name) => !required.includes(name)),
  ];
  return order.map((name) => (
    <Field
      key={name}
      form={form}
      name={name}
      path={[...path, name]}
      schema={properties[name]!}
      value={value?.[name]}
      isRequired={required.includes(name)}
    />
  ));
}
