import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeyReused, type Actor } from '../../src/kernel/index.js';
import { newId, rows, type Tx } from '../../src/platform/index.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await aWorkplace();
});
afterAll(() => workplace.close());
beforeEach(() => workplace.dataSource.query('DELETE FROM notes'));

const run = <Result>(actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  workplace.unitOfWork.run(actor, work);

async function note(tx: Tx, text: string): Promise<{ id: string; text: string }> {
  const id = newId();
  await tx.manager
    .createQueryBuilder()
    .insert()
    .into('notes', ['id', 'text'])
    .values({ id, text })
    .updateEntity(false)
    .execute();
  return { id, text };
}

const keys = async (key: string): Promise<number> => {
  const [found] = await workplace.unitOfWork.read(({ manager }) =>
    rows<{ n: string }>(manager, 'SELECT count(*) AS n FROM idempotency_keys WHERE idempotency_key = :key', { key }),
  );
  return Number(found!.n);
};

describe('a unit of work', () => {
  it('writes all of it', async () => {
    await run(anActor(), async (tx) => {
      await note(tx, 'one');
      await note(tx, 'two');
    });
    expect(await workplace.notes()).toEqual(['one', 'two']);
  });

  it('leaves nothing when it fails, also not what it wrote last', async () => {
    const failed = run(anActor(), async (tx) => {
      await note(tx, 'one');
      tx.beforeCommit('last', async () => {
        await note(tx, 'last');
        throw new Error('the last step failed');
      });
    });
    await expect(failed).rejects.toThrow('the last step failed');
    expect(await workplace.notes()).toEqual([]);
  });

  it('does what was asked before the commit once for each key, also what that asks for in turn', async () => {
    await run(anActor(), async (tx) => {
      tx.beforeCommit('a', async () => void (await note(tx, 'never: said again below')));
      tx.beforeCommit('a', async () => void (await note(tx, 'a')));
      tx.beforeCommit('b', async () => {
        await note(tx, 'b');
        tx.beforeCommit('a', async () => void (await note(tx, 'a, once more')));
      });
    });
    expect(await workplace.notes()).toEqual(['a', 'a, once more', 'b']);
  });

  it('leaves nothing when a write fails whose answer nobody waited for, and says why that one failed', async () => {
    const failed = run(anActor(), async (tx) => {
      const { id, text } = await note(tx, 'one');
      tx.behind(rows(tx.manager, 'INSERT INTO notes (id, text) VALUES (:id, :text)', { id, text }));
      await note(tx, 'another, refused by PostgreSQL because of the one before');
    });
    await expect(failed).rejects.toThrow(/unique/i);
    expect(await workplace.notes()).toEqual([]);

    const failedLast = run(anActor(), async (tx) => {
      const { id, text } = await note(tx, 'one');
      tx.beforeCommit('last', async () =>
        tx.behind(rows(tx.manager, 'INSERT INTO notes (id, text) VALUES (:id, :text)', { id, text })),
      );
    });
    await expect(failedLast).rejects.toThrow(/unique/i);
    expect(await workplace.notes()).toEqual([]);
  });

  it('happens at one instant', async () => {
    workplace.clock.set('2025-03-14T09:30:00.000Z');
    const [first, last] = await run(anActor(), async (tx) => [tx.at, await sleep(20, tx.at)]);
    expect(first).toMatch(/^2025-03-14T09:30:00\.\d{3}Z$/);
    expect(last).toBe(first);
  });
});

describe('an Idempotency-Key', () => {
  it('gives the same answer to the same request and acts once, also when the first answer was lost', async () => {
    const first = await run(anActor('key-same'), (tx) => note(tx, 'once'));
    const again = anActor('key-same');
    expect(await run(again, (tx) => note(tx, 'once'))).toEqual(first);
    expect(again.idempotency?.replayed).toBe(true);
    expect(await workplace.notes()).toEqual(['once']);
  });

  it('lets one of many requests at the same time act; all get its answer', async () => {
    const colleague = await workplace.colleague();
    const actors = Array.from({ length: 12 }, () => anActor('key-at-once'));
    const answers = await Promise.all(
      actors.map((actor, index) =>
        (index % 2 ? colleague : workplace.unitOfWork).run(actor, async (tx) => {
          await sleep(20);
          return note(tx, 'once');
        }),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(actors.filter(({ idempotency }) => !idempotency?.replayed)).toHaveLength(1);
    expect(await workplace.notes()).toEqual(['once']);
  });

  it('that waited for one that failed acts itself', async () => {
    let waiting: Promise<unknown> | undefined;
    const failed = run(anActor('key-failed'), async (tx) => {
      await note(tx, 'never');
      waiting = run(anActor('key-failed'), (second) => note(second, 'the second'));
      await sleep(100);
      throw new Error('failed');
    });
    await expect(failed).rejects.toThrow('failed');
    expect(await waiting).toMatchObject({ text: 'the second' });
    expect(await workplace.notes()).toEqual(['the second']);
  });

  it('is refused for another request, which then changes nothing', async () => {
    await run(anActor('key-other', 'body one'), (tx) => note(tx, 'one'));
    await expect(run(anActor('key-other', 'body two'), (tx) => note(tx, 'two'))).rejects.toThrow(KeyReused);
    expect(await workplace.notes()).toEqual(['one']);
  });

  it('of one account is not that of another', async () => {
    await run(anActor('key-own'), (tx) => note(tx, 'mine'));
    await run({ ...anActor('key-own', 'another body'), accountId: newId() }, (tx) => note(tx, 'yours'));
    expect(await workplace.notes()).toEqual(['mine', 'yours']);
  });

  it('is not kept by an act that was rolled back', async () => {
    const failing = run(anActor('key-back'), async (tx) => {
      await note(tx, 'never');
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(await keys('key-back')).toBe(0);
    await run(anActor('key-back', 'the corrected body'), (tx) => note(tx, 'corrected'));
    expect(await workplace.notes()).toEqual(['corrected']);
    expect(await keys('key-back')).toBe(1);
  });

  it('remembers an act that answers nothing', async () => {
    await run(anActor('key-void'), async (tx) => void (await note(tx, 'once')));
    expect(await run(anActor('key-void'), async (tx) => void (await note(tx, 'twice')))).toBeNull();
    expect(await workplace.notes()).toEqual(['once']);
  });

  it('is for one unit of work: a second one in the same request would be answered with the first one’s result', async () => {
    const actor = anActor('key-one-act');
    await run(actor, (tx) => note(tx, 'first'));
    await expect(run(actor, (tx) => note(tx, 'second'))).rejects.toThrow('one unit of work');
    expect(await workplace.notes()).toEqual(['first']);
  });
});

describe('two acts that stand in each other’s way', () => {
  it('both succeed, though PostgreSQL ends one of them as a deadlock', async () => {
    await run(anActor(), async (tx) => {
      for (const text of ['a', 'b']) await note(tx, text);
    });
    const met = new Set<string>();
    let attempts = 0;
    const both = (first: string, second: string): Promise<void> =>
      run(anActor(), async (tx) => {
        attempts += 1;
        const touch = (text: string) =>
          tx.manager.query(`UPDATE notes SET text = text || '+' WHERE text LIKE '${text}%'`);
        await touch(first);
        met.add(first);
        for (let waited = 0; met.size < 2 && waited < 300; waited += 10) await sleep(10);
        await touch(second);
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect(await workplace.notes()).toEqual(['a++', 'b++']);
    // On SQLite the second waits for the first; on PostgreSQL one was undone and tried again.
    expect(attempts).toBe(ENGINE === 'postgres' ? 3 : 2);
  });

  it('are tried again when PostgreSQL cannot serialize them, a few times', async () => {
    const refusal =
      ENGINE === 'postgres' ? `DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$` : 'SELECT again';
    let attempts = 0;
    const failing = (times: number): Promise<unknown> =>
      run(anActor(), async (tx) => {
        attempts += 1;
        await note(tx, `attempt ${attempts}`);
        if (attempts <= times) await tx.manager.query(refusal);
      });
    if (ENGINE === 'postgres') {
      await failing(2);
      expect(await workplace.notes()).toEqual(['attempt 3']);
      attempts = 0;
    }
    await expect(failing(Infinity)).rejects.toThrow('again');
    expect(attempts).toBe(ENGINE === 'postgres' ? 4 : 1);
  });
});

describe('reading', () => {
  const count = async (tx: Tx): Promise<number> =>
    Number((await rows<{ n: string }>(tx.manager, 'SELECT count(*) AS n FROM notes'))[0]!.n);

  it('sees one snapshot, whatever others write meanwhile', async () => {
    await run(anActor(), (tx) => note(tx, 'before'));
    const seen = await workplace.unitOfWork.read(async (tx) => {
      const first = await count(tx);
      await run(anActor(), (other) => note(other, 'meanwhile'));
      return [first, await count(tx)];
    });
    expect(seen).toEqual([1, 1]);
    expect(await workplace.notes()).toEqual(['before', 'meanwhile']);
  });

  it('writes nothing, and goes on after many refusals', async () => {
    for (let attempt = 0; attempt < 15; attempt += 1)
      await expect(workplace.unitOfWork.read((tx) => note(tx, 'never'))).rejects.toThrow(/read-?only/i);
    await expect(
      workplace.unitOfWork.read(async (tx) => tx.beforeCommit('x', () => Promise.resolve())),
    ).rejects.toThrow('read-only');
    expect(await workplace.notes()).toEqual([]);
    await run(anActor(), (tx) => note(tx, 'after'));
    expect(await workplace.notes()).toEqual(['after']);
  });
});
