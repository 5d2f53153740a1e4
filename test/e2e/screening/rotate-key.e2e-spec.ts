import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../../src/access/index.js';
import { AuditService } from '../../../src/audit/index.js';
import type { CaseResponse } from '../../../src/cases/index.js';
import { CONFIG, UnitOfWork, type Config } from '../../../src/platform/index.js';
import { RotateKey } from '../../../src/screening/rotate-key.js';
import { cleared, referred, stated } from '../../factories/cases.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let config: Config;
let cases: CaseResponse[];
beforeAll(async () => {
  app = await startApp({ today: '2025-02-03' });
  config = app.server.get<Config>(CONFIG);
  cases = [await cleared(app), await stated(app, await referred(app), { outcome: 'objection' })];
  const reference = { source: 'public', receivedOn: '2025-02-03' };
  for (const number of [1, 2, 3])
    await app
      .as('case_officer')
      .post('/indications', { ...reference, reference: `T-${number}` })
      .expect(202);
});
afterAll(() => app.close());

const [NEW, OTHER] = [randomBytes(32), randomBytes(32)];
const rotation = (to: Config['screeningKey'], from: Config['screeningPreviousKey']) =>
  new RotateKey(app.server.get(UnitOfWork), app.server.get(AuditService), {
    screeningKey: to,
    screeningPreviousKey: from,
  });
const actor = systemActor('command line');
const sealedTexts = async (): Promise<string[]> =>
  (
    await app.dataSource.query<{ sealed: string }[]>(
      'SELECT id, sealed FROM screening_records UNION ALL SELECT id, sealed FROM walled_papers ORDER BY 1',
    )
  ).map(({ sealed }) => sealed);
/** What stands behind the wall as the unit reads it, with these keys in the server. */
async function read(
  screeningKey: Config['screeningKey'],
  screeningPreviousKey: Config['screeningPreviousKey'],
): Promise<unknown[]> {
  Object.assign(config, { screeningKey, screeningPreviousKey });
  const unit = app.as('security_unit');
  const answers = [await unit.get('/indications')];
  for (const { id } of cases) answers.push(await unit.get(`/cases/${id}/screening`));
  return answers.map(({ status, body }) => (status === 200 ? body.items : status));
}

describe('a rotation of the key behind the wall', () => {
  it('that is killed is taken up where it stopped, while servers with both keys read on', async () => {
    const old = config.screeningKey;
    const before = await read(old, null);
    const texts = await sealedTexts();
    let batches = 0;
    const killed = rotation(NEW, old).run(actor, {
      atOnce: 2,
      onBatch: () => {
        batches += 1;
        if (batches === 2) throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    const half = await sealedTexts();
    expect(half.filter((text, index) => text !== texts[index])).toHaveLength(4);
    expect(await read(NEW, old)).toEqual(before);

    await expect(rotation(OTHER, old).run(actor)).rejects.toThrow('A rotation to another key');
    expect(await rotation(NEW, old).run(actor, { atOnce: 2 })).toEqual({
      resealed: texts.length - 4,
      verified: texts.length,
    });
    expect(await read(NEW, null)).toEqual(before);
    expect((await sealedTexts()).filter((text) => texts.includes(text))).toEqual([]);
    expect(await read(old, null)).toEqual(before.map(() => 500));
    await read(NEW, null);
  });

  it('left its entries behind the wall, which tie the digest of each new text to the old', async () => {
    const { body } = await app.as('security_unit').get('/screening/audit?limit=200').expect(200);
    const entries = body.items.filter(({ action }: { action: string }) => action === 'screening.rotate_key');
    const resealed = entries.flatMap(({ payload }: { payload: { digests?: object } }) =>
      Object.keys(payload.digests ?? {}),
    );
    const texts = await sealedTexts();
    expect(new Set(resealed).size).toBe(texts.length);
    expect(entries.at(-1).payload).toEqual({ verified: texts.length });
    const open = await app.as('auditor').get('/audit/entries?limit=200').expect(200);
    expect(JSON.stringify(open.body)).not.toContain('rotate_key');
  });

  it('is not begun without the key before, with the same key twice, or with a key that opens nothing', async () => {
    await expect(rotation(NEW, null).run(actor)).rejects.toThrow('SCREENING_PREVIOUS_KEY');
    await expect(rotation(NEW, NEW).run(actor)).rejects.toThrow('SCREENING_PREVIOUS_KEY');
    await expect(rotation(OTHER, randomBytes(32)).run(actor)).rejects.toThrow();
    await app.dataSource.query(`UPDATE key_rotations SET ended_at = '2025-02-03T08:00:00.000Z' WHERE ended_at IS NULL`);
  });

  it('alone may seal anew: nobody changes a sealed text at another time, or anything else at any', async () => {
    const change = (table: string, what: string) => app.dataSource.query(`UPDATE ${table} SET ${what}`);
    for (const table of ['screening_records', 'walled_papers']) {
      await expect(change(table, `sealed = 'x'`)).rejects.toThrow(/never changed/);
      await expect(app.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/never changed/);
    }
    await app.dataSource.query(
      `INSERT INTO key_rotations (id, fingerprint, begun_at) VALUES ('0195d3c0-0000-7000-8000-000000000000', 'x', '2025-02-03T08:00:00.000Z')`,
    );
    await expect(change('screening_records', `recorded_at = 'x'`)).rejects.toThrow(/never changed/);
    await expect(change('walled_papers', `diary_number = 'x'`)).rejects.toThrow(/never changed/);
  });
});
