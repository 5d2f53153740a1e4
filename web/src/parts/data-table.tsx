import type { ReactNode } from 'react';

export interface DataColumn<Row> {
  /** What the column says of every row. */
  title: string;
  cell: (row: Row, index: number) => ReactNode;
  isAmount?: boolean;
}

interface Props<Row> {
  /** What the table is of, for whoever does not see it. */
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
  /** What is said when there is nothing: what to do then. */
  none: string;
}

/** A plain table that scrolls by itself on a narrow screen; the first column names the row. */
export function DataTable<Row>({ label, columns, rows, keyOf, none }: Props<Row>) {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <div className="table-frame" role="group" aria-label={label} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            {columns.map(({ title, isAmount }) => (
              <th key={title} scope="col" className={isAmount ? 'amount' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map(({ title, cell, isAmount }, place) =>
                place === 0 ? (
                  <th key={title} scope="row">
                    {cell(row, index)}
                  </th>
                ) : (
                  <td key={title} className={isAmount ? 'amount' : undefined}>
                    {cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
