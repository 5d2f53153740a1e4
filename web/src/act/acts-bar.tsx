import { useState } from 'react';
import type { OperationId } from '../api/operations';
import { OPERATIONS } from '../api/operations';
import { word } from '../i18n/format';
import { useMay } from '../shell/session';
import { ActForm } from './act-form';
import type { FormValue } from './form-value';
import type { Option } from './options';

/** An act as a page offers it. */
export interface Offer {
  operation: OperationId;
  /** Its word in the catalogues. */
  verb: string;
  path?: Record<string, string>;
  etag?: string | null;
  start?: Record<string, FormValue>;
  fixed?: Readonly<Record<string, FormValue>>;
}

interface Props {
  offers: readonly Offer[];
  persons?: readonly Option[];
  options?: Readonly<Record<string, readonly Option[]>>;
}

/** Buttons for the acts that whoever is signed in may do, and the form of the one that was begun. */
export function ActsBar({ offers, persons, options }: Props) {
  const may = useMay();
  const [begun, setBegun] = useState<string | null>(null);
  const open = offers.filter(({ operation }) => may(OPERATIONS[operation].permission));
  const act = open.find(({ verb }) => verb === begun);
  if (open.length === 0) return null;
  return (
    <>
      <div className="act-buttons">
        {open.map(({ verb }) => (
          <button
            key={verb}
            type="button"
            className="quiet"
            aria-expanded={verb === begun}
            onClick={() => setBegun(verb === begun ? null : verb)}
          >
            {word('verb', verb)}
          </button>
        ))}
      </div>
      {act && (
        <ActForm
          key={act.verb}
          {...act}
          path={act.path ?? {}}
          etag={act.etag ?? null}
          persons={persons}
          options={options}
          close={() => setBegun(null)}
        />
      )}
    </>
  );
}
