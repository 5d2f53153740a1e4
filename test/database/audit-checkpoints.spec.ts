import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditService, AuditWatch, CheckpointFile, newAuditKey, verifyChain } from '../../src/audit/index.js';
import { AuditHead } from '../../src/audit/audit.entities.js';
import { newId, type Tx } from '../../src/platform/index.js';
import { unprotected } from '../support/tampering.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

const audit = new AuditService();
const folder = mkdtempSync(join(tmpdir(), 'vidar-checkpoints-'));
const path = join(folder, 'checkpoints.jsonl');
const key = newAuditKey();
let workplace: Workplace;
let watch: AuditWatch;
let day = 0;

beforeAll(async () => {
  workplace = await aWorkplace();
  watch = new AuditWatch(workplace.unitOfWork, audit, { audit: { key, checkpoints: path } });
});
afterAll(async () => {
  await workplace.close();
  rmSync(folder, { recursive: true });
});

const lines = (): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');
const act = (): Promise<void> =>
  workplace.unitOfWork.run(anActor(), (tx) => {
    audit.record(tx, anActor(), { action: 'case.test', subjectType: 'case', subjectId: newId() });
    return Promise.resolve();
  });
const head = () => workplace.dataSource.manager.findOneByOrFail(AuditHead, { chain: 'open' });

/** A new day on which something happened, and its checkpoint. */
beforeEach(async () => {
  day += 1;
  workplace.clock.set(`2025-02-${String(day).padStart(2, '0')}T23:30:00.000Z`);
  await act();
  await watch.checkpoint();
});

describe('the checkpoints', () => {
  it('are signed once a day for each chain, and their signing is an entry of that chain', async () => {
    const before = lines().length;
    const { position } = await head();
    expect(await watch.checkpoint()).toEqual([]);
    expect(lines()).toHaveLength(before);
    expect((await head()).position).toBe(position);
    const last = lines()
      .slice(-2)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(last).toMatchObject([
      { chain: 'open', position: position - 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { chain: 'security' },
    ]);
    expect(Buffer.from(last[0]!.signature as string, 'base64')).toHaveLength(64);
  });

  it('are held against the chain, and that the chain was verified is logged', async () => {
    const { position } = await head();
    const found = await watch.verify(anActor(), 'open');
    expect(found).toMatchObject({ chain: 'open', verified: position, firstBad: null, checkpointsWrong: null });
    expect(found.lastCheckpointAt).toMatch(/^2025-02-\d\dT23:30/);
    const { items } = await workplace.unitOfWork.read((tx) => audit.find(tx, { limit: 200 }));
    expect(items.at(-1)).toMatchObject({
      action: 'audit.verify',
      position: position + 1,
      payload: { verified: position, firstBad: null, checkpoints: found.checkpoints },
    });
  });

  it('show an end that was cut off together with its head', async () => {
    const { position } = await head();
    const runner = workplace.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await unprotected(runner);
      const cut = position - 3;
      await runner.query(`DELETE FROM audit_entries WHERE chain = 'open' AND position > ${cut}`);
      const [{ hash }] = (await runner.query(
        `SELECT hash FROM audit_entries WHERE chain = 'open' AND position = ${cut}`,
      )) as [{ hash: string }];
      await runner.manager.update(AuditHead, { chain: 'open' }, { position: cut, hash });
      const { checkpoints } = await new CheckpointFile(path, key).read();
      const check = await verifyChain({ manager: runner.manager } as Tx, 'open', checkpoints);
      expect(check).toMatchObject({
        verified: cut,
        firstBad: { position: cut + 1, why: expect.stringContaining('cut off') },
      });
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});

describe('the file of checkpoints', () => {
  /** What verification says of the checkpoints when the file reads so. */
  async function wrongWith(changed: string[]): Promise<string | null> {
    const kept = readFileSync(path, 'utf8');
    writeFileSync(path, changed.map((line) => `${line}\n`).join(''));
    try {
      return (await watch.verify(anActor(), 'open')).checkpointsWrong;
    } finally {
      writeFileSync(path, kept);
    }
  }

  it.each<[string, (all: string[]) => string[], RegExp]>([
    ['a line taken out', (all) => all.filter((_, n) => n !== 1), /Line 2 .* does not follow/],
    ['the last lines cut off', (all) => all.slice(0, -2), /is missing from the file/],
    ['everything gone', () => [], /is missing from the file/],
    [
      'another position',
      (all) => all.map((line, n) => (n === 2 ? line.replace(/"position":\d+/, '"position":1') : line)),
      /Line 3 .* not signed/,
    ],
    ['no JSON', (all) => ['what', ...all], /Line 1 .* not signed/],
  ])('is missed when it was changed: %s', async (_, change, why) => {
    expect(await wrongWith(change(lines()))).toMatch(why);
    expect((await watch.verify(anActor(), 'open')).checkpointsWrong).toBeNull();
  });

  it('signed with another key is not believed, and not added to', async () => {
    const other = new AuditWatch(workplace.unitOfWork, audit, { audit: { key: newAuditKey(), checkpoints: path } });
    expect((await other.verify(anActor(), 'open')).checkpointsWrong).toMatch(/Line 1 .* not signed/);
    await expect(other.checkpoint()).rejects.toThrow('not signed');
  });

  it('is not written without a key, and verification says so', async () => {
    const keyless = new AuditWatch(workplace.unitOfWork, audit, { audit: { key: null, checkpoints: path } });
    await expect(keyless.checkpoint()).rejects.toThrow('AUDIT_KEY');
    expect(await keyless.verify(anActor(), 'open')).toMatchObject({
      firstBad: null,
      checkpoints: 0,
      checkpointsWrong: 'No key is set: nothing is signed.',
    });
  });
});
