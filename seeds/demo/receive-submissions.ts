import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoCase, DemoClient } from './demo-client.js';

// Beside this file in the sources; three folders up from dist/seeds/demo/, whither the compiler takes no data.
const read = (name: string): string => {
  const found = ['./', '../../../seeds/demo/']
    .map((folder) => new URL(`${folder}${name}`, import.meta.url))
    .find((file) => existsSync(file));
  if (!found) throw new Error(`${name} is missing from seeds/demo.`);
  return readFileSync(found, 'utf8');
};

interface Import {
  id: string;
  status: string;
  total: number;
  done: number;
  created: number;
  rejected: number;
}

/** Sends the batch as one file, waits for the job, and returns what is incomplete to UNHCR. */
export async function receiveSubmissions(
  client: DemoClient,
): Promise<{ cases: number; persons: number; returned: DemoCase[]; resubmit(): Promise<void> }> {
  const started = await client.act<Import>('case.officer', '/imports', read('rrf-batch-2025.jsonl'), { lines: true });
  let batch = await client.get<Import>('case.officer', `/imports/${started.id}`);
  while (!['done', 'failed', 'cancelled'].includes(batch.status)) {
    await pause(100);
    batch = await client.get<Import>('case.officer', `/imports/${started.id}`);
  }
  if (batch.status !== 'done' || batch.rejected > 0)
    throw new Error(`The batch ended as ${batch.status} with ${batch.rejected} lines refused.`);
  const { items } = await client.get<{ items: (DemoCase & { intake: string })[] }>('case.officer', '/cases?limit=200');
  const incomplete = items.filter(({ intake }) => intake === 'received');
  for (const theCase of incomplete)
    await client.verb('case.officer', theCase, 'return-incomplete', {
      reasonCodes: ['signature_missing'],
      answerDueOn: '2025-02-28',
      note: 'An adult has not signed.',
    });
  return {
    cases: items.length,
    persons: items.reduce((sum, { caseSize }) => sum + caseSize, 0),
    returned: incomplete,
    async resubmit() {
      const completed = read('rrf-resubmission-2025.jsonl')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      for (const [index, { id }] of incomplete.entries()) {
        const theCase = await client.get<DemoCase>('case.officer', `/cases/${id}`);
        await client.act('case.officer', `/cases/${id}/actions/resubmit`, completed[index], {
          version: theCase.version,
        });
      }
    },
  };
}
