import { writeFileSync } from 'node:fs';
import { XLSX } from '../../src/platform/index.js';
import type { DemoClient } from './demo-client.js';
import type { DemoQuota } from './set-up-quota.js';

interface Count {
  stage: string;
  persons: number;
  cases: number;
}
interface Staged {
  name?: string;
  persons: number;
  cases: number;
  stages: Count[];
  exits: Count[];
  places: { allocated: number; reserved: number; used: number; available: number };
}
interface Progress {
  periodName: string;
  through: string;
  asOf: string;
  rows: (Staged & { name: string })[];
  total: Staged;
  check: Record<string, number | boolean>;
}

const LABEL_WIDTH = 24;
const CELL_WIDTH = 16;
const line = (label: string, cells: readonly string[]): string =>
  label.padEnd(LABEL_WIDTH) + cells.map((cell) => cell.padStart(CELL_WIDTH)).join('');
const words = (stage: string): string => stage.replaceAll('_', ' ');

/** Prints the quota progress with its sum check, and writes the exports of the year into `out/`. Throws when the sums do not hold. */
export async function printReport(client: DemoClient, { periodId }: DemoQuota): Promise<void> {
  const progress = await client.get<Progress>('coordinator', `/reports/quota-progress?periodId=${periodId}`);
  const columns = [...progress.rows, progress.total];
  const counts = (of: 'stages' | 'exits'): string[] =>
    progress.total[of]
      .filter(({ persons }) => persons > 0)
      .map(({ stage }) =>
        line(
          `  ${words(stage)}`,
          columns.map((column) => {
            const { persons = 0, cases = 0 } = column[of].find((count) => count.stage === stage) ?? {};
            return persons === 0 ? '–' : `${persons} (${cases})`;
          }),
        ),
      );
  const places = (label: string, of: keyof Staged['places']): string =>
    line(
      `  ${label}`,
      columns.map((column) => String(column.places[of])),
    );
  console.log(
    `\n${progress.periodName}: persons, cases in parentheses. Through ${progress.through}, as of ${progress.asOf}.\n`,
  );
  console.log(
    line(
      '',
      columns.map(({ name = 'All' }) => (name.length < CELL_WIDTH - 1 ? name : `${name.slice(0, CELL_WIDTH - 3)}…`)),
    ),
  );
  console.log(['On the road', ...counts('stages'), 'Left the road', ...counts('exits')].join('\n'));
  console.log(
    line(
      'Persons',
      columns.map(({ persons, cases }) => `${persons} (${cases})`),
    ),
  );
  console.log(
    [
      'Places',
      places('allocated', 'allocated'),
      places('used', 'used'),
      places('reserved', 'reserved'),
      places('remaining', 'available'),
    ].join('\n'),
  );
  printCheck(progress);
  await writeExports(client, periodId);
}

function printCheck({ check, total }: Progress): void {
  const inTable = [...total.stages, ...total.exits].reduce((sum, { persons }) => sum + persons, 0);
  const { used, reserved, available, allocated } = total.places;
  const holds =
    check.everythingAddsUp === true && inTable === total.persons && used + reserved + available === allocated;
  console.log(
    `\nSum check: stages and exits ${inTable} = persons ${total.persons}; used ${used} + reserved ${reserved} + remaining ${available} = allocated ${allocated}: ${holds ? 'everybody and every place is accounted for' : 'DOES NOT HOLD'}.`,
  );
  if (!holds) throw new Error(`The sums do not hold: ${JSON.stringify(check)}`);
}

async function writeExports(client: DemoClient, periodId: string): Promise<void> {
  const csv = 'text/csv';
  const progress = `/reports/quota-progress?periodId=${periodId}`;
  const files: [name: string, username: string, path: string, accept: string][] = [
    [
      'municipality-assignments-2025.csv',
      'placement.officer',
      '/reports/municipality-assignments?year=2025&profile=excel-sv',
      csv,
    ],
    [
      'municipality-assignments-2025.rfc4180.csv',
      'placement.officer',
      '/reports/municipality-assignments?year=2025&profile=rfc4180',
      csv,
    ],
    ['quota-progress-2025.csv', 'coordinator', `${progress}&profile=excel-sv`, csv],
    ['quota-progress-2025.xlsx', 'coordinator', progress, XLSX],
    ['quota-progress-2025.pdf', 'coordinator', progress, 'application/pdf'],
    ['quota-progress-2025.svg', 'coordinator', progress, 'image/svg+xml'],
  ];
  for (const [name, username, path, accept] of files)
    writeFileSync(`out/${name}`, await client.file(username, path, accept));
  console.log(`\nWritten to out/: ${files.map(([name]) => name).join(', ')}`);
}
