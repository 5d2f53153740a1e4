import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { AuditService, CheckpointFile, newAuditKey, PurgePayloads, verifyChain } from '../../src/audit/index.js';
import { entryHash } from '../../src/audit/chain.js';
import { AuditEntry, AuditHead } from '../../src/audit/audit.entities.js';
import { newId, type Tx } from '../../src/platform/index.js';
import { unprotected } from '../support/tampering.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

// security.md 6, A3: 1,000 of them; fewer on PostgreSQL unless TAMPERINGS says otherwise, since each takes its protections down there.
const SEED = Number(process.env.SEED ?? 20261122);
const TAMPERINGS = Number(process.env.TAMPERINGS ?? (ENGINE === 'sqlite' ? 1000 : 200));
const LENGTH = 40;

const audit = new AuditService();
const folder = mkdtempSync(join(tmpdir(), 'vidar-checkpoints-'));
const checkpoints = new CheckpointFile(join(folder, 'checkpoints.jsonl'), newAuditKey());
let workplace: Workplace;
let length: number;

beforeAll(async () => {
  workplace = await aWorkplace();
  const actor = anActor();
  const caseId = newId();
  for (let n = 1; n <= LENGTH; n += 1)
    await workplace.unitOfWork.run(actor, async (tx) => {
      const [subjectId, ofCase] = [newId(), n % 7 === 0 ? caseId : newId()];
      audit.record(tx, actor, { action: 'case.test', subjectType: 'case', subjectId, caseId: ofCase, payload: { n } });
    });
  await workplace.unitOfWork.run(actor, (tx) =>
    new PurgePayloads(audit).purge(tx, actor, { chain: 'open', caseIds: [caseId], runId: newId() }),
  );
  const head = await workplace.dataSource.manager.findOneByOrFail(AuditHead, { chain: 'open' });
  length = head.position;
  await checkpoints.add({ at: workplace.clock.now(), ...head, chain: 'open' });
});
afterAll(async () => {
  await workplace.close();
  rmSync(folder, { recursive: true });
});

/** Numbers that follow from the seed alone (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Tampering = (runner: QueryRunner, pick: (below: number) => number) => Promise<void>;

const at = (position: number): string => `chain = 'open' AND position = ${position}`;
const anywhere = (pick: (below: number) => number): number => 1 + pick(length);
const COLUMNS = [
  'action',
  'actor_name',
  'request_id',
  'subject_type',
  'subject_id',
  'case_id',
  'reason',
  'occurred_at',
];
const swap = async (runner: QueryRunner, one: number, other: number): Promise<void> => {
  for (const [from, to] of [
    [one, -1],
    [other, one],
    [-1, other],
  ])
    await runner.query(`UPDATE audit_entries SET position = ${to} WHERE ${at(from!)}`);
};

/** Takes all entries out and writes them again from this one on, with hashes that follow on each other: all but the signature. */
async function chainAnew(runner: QueryRunner, from: number, kept: (entry: AuditEntry) => boolean): Promise<void> {
  const all = await runner.manager.find(AuditEntry, { where: { chain: 'open' }, order: { position: 'ASC' } });
  let last = all[from - 2];
  for (const entry of all.slice(from - 1)) await runner.query(`DELETE FROM audit_entries WHERE ${at(entry.position)}`);
  for (const entry of all.slice(from - 1).filter(kept)) {
    entry.position = (last?.position ?? 0) + 1;
    entry.previousHash = last?.hash ?? '0'.repeat(64);
    entry.hash = entryHash(entry);
    await runner.manager.insert(AuditEntry, entry);
    last = entry;
  }
  await runner.manager.update(AuditHead, { chain: 'open' }, { position: last!.position, hash: last!.hash });
}

const TAMPERED: Record<string, Tampering> = {
  async edit(runner, pick) {
    const column = COLUMNS[pick(COLUMNS.length)]!;
    await runner.query(`UPDATE audit_entries SET ${column} = 'x${pick(1e6)}' WHERE ${at(anywhere(pick))}`);
  },
  async 'edit a payload'(runner, pick) {
    const ids = (await runner.query(`SELECT entry_id FROM audit_payloads ORDER BY entry_id`)) as { entry_id: string }[];
    const { entry_id: id } = ids[pick(ids.length)]!;
    await runner.query(`UPDATE audit_payloads SET payload = '{"n":${1000 + pick(1000)}}' WHERE entry_id = '${id}'`);
  },
  async 'delete a payload'(runner, pick) {
    const ids = (await runner.query(
      `SELECT p.entry_id FROM audit_payloads p JOIN audit_entries e ON e.id = p.entry_id WHERE e.chain = 'open' ORDER BY e.position`,
    )) as { entry_id: string }[];
    const { entry_id: id } = ids[pick(ids.length)]!;
    await runner.query(`DELETE FROM audit_payloads WHERE entry_id = '${id}'`);
    // Half of them pretend that the lawful purge took this payload too.
    if (pick(2))
      await runner.query(
        `INSERT INTO audit_purged (entry_id, run_id) SELECT '${id}', run_id FROM audit_purged LIMIT 1`,
      );
  },
  async delete(runner, pick) {
    await runner.query(`DELETE FROM audit_entries WHERE ${at(anywhere(pick))}`);
  },
  async swap(runner, pick) {
    const one = anywhere(pick);
    await swap(runner, one, one === length ? 1 : one + 1 + pick(length - one));
  },
  async insert(runner, pick) {
    const after = 1 + pick(length - 1);
    await runner.query(`UPDATE audit_entries SET position = -position WHERE chain = 'open' AND position > ${after}`);
    await runner.query(`UPDATE audit_entries SET position = 1 - position WHERE chain = 'open' AND position < 0`);
    const copied = await runner.manager.findOneByOrFail(AuditEntry, { chain: 'open', position: after });
    const forged = { ...copied, id: newId(), position: after + 1, previousHash: copied.hash };
    await runner.manager.insert(AuditEntry, { ...forged, hash: entryHash(forged) });
    await runner.query(`UPDATE audit_heads SET position = position + 1 WHERE chain = 'open'`);
  },
  async 'truncate the tail, head and all'(runner, pick) {
    const end = 1 + pick(length - 1);
    await runner.query(`DELETE FROM audit_entries WHERE chain = 'open' AND position > ${end}`);
    const { hash } = await runner.manager.findOneByOrFail(AuditEntry, { chain: 'open', position: end });
    await runner.manager.update(AuditHead, { chain: 'open' }, { position: end, hash });
  },
  async 'chain anew without the key'(runner, pick) {
    const from = anywhere(pick);
    await runner.query(`UPDATE audit_entries SET reason = 'x${pick(1e6)}' WHERE ${at(from)}`);
    await chainAnew(runner, from, () => true);
  },
};

describe(`the audit log, tampered with at random (seed ${SEED})`, () => {
  const kinds = Object.entries(TAMPERED);

  it.each(kinds)(`%s: all of ${Math.ceil(TAMPERINGS / kinds.length)} found`, async (kind, tamper) => {
    const pick = numbers(SEED + kinds.findIndex(([name]) => name === kind));
    const signed = await checkpoints.read();
    expect(signed.wrong).toBeNull();
    const missed: number[] = [];
    for (let n = 0; n < Math.ceil(TAMPERINGS / kinds.length); n += 1) {
      const runner = workplace.dataSource.createQueryRunner();
      await runner.startTransaction();
      try {
        await unprotected(runner);
        await tamper(runner, pick);
        const { firstBad } = await verifyChain({ manager: runner.manager } as Tx, 'open', signed.checkpoints);
        if (!firstBad) missed.push(n);
      } finally {
        await runner.rollbackTransaction();
        await runner.release();
      }
    }
    expect(missed).toEqual([]);
  });

  it('is whole when nobody touched it', async () => {
    const { checkpoints: signed } = await checkpoints.read();
    const check = await workplace.unitOfWork.read((tx) => verifyChain(tx, 'open', signed));
    expect(check).toEqual({ verified: length, firstBad: null });
  });
});
