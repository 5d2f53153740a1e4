import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AuditHead } from '../../src/audit/audit.entities.js';
import { isUniqueViolation } from '../../src/platform/database/database-errors.js';
import { insertRows, newId, prepared, type Tx } from '../../src/platform/index.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

let place: Workplace;
beforeAll(async () => {
  place = await aWorkplace();
});
afterAll(() => place.close());

const act = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => place.unitOfWork.run(anActor(), work);
const note = (tx: Tx, id: string, text: string) =>
  prepared(tx.manager, 'INSERT INTO notes (id, text) VALUES (:id, :text)', { id, text });

it('runs with other values each time, and tells rows and how many it changed', async () => {
  const ids = [newId(), newId(), newId()];
  for (const [n, id] of ids.entries())
    expect(await act((tx) => note(tx, id, `note ${n}`))).toMatchObject({ affected: 1 });
  const found = await act((tx) =>
    prepared(tx.manager, 'SELECT text FROM notes WHERE id IN (:...ids) ORDER BY text', { ids: ids.slice(1) }),
  );
  expect(found.rows).toEqual([{ text: 'note 1' }, { text: 'note 2' }]);
  const changed = await act((tx) => prepared(tx.manager, 'UPDATE notes SET text = :text', { text: 'the same' }));
  expect(changed.affected).toBe(3);
});

it('is refused as any statement is, goes back with its transaction, and serves again', async () => {
  const id = newId();
  const twice = act(async (tx) => {
    await note(tx, id, 'once');
    await note(tx, id, 'twice');
  });
  expect(
    await twice.then(
      () => 'done',
      (error: unknown) => isUniqueViolation(error, 'notes'),
    ),
  ).toBe(true);
  expect(await place.notes()).not.toContain('once');
  await act((tx) => note(tx, id, 'once'));
  expect(await place.notes()).toContain('once');
});

it('stays within bounds: the longest unused is forgotten, a long one is not kept', async () => {
  await act(async (tx) => {
    for (let n = 0; n < 250; n += 1)
      expect((await prepared(tx.manager, `SELECT ${n} AS n WHERE :yes = 'yes'`, { yes: 'yes' })).rows).toEqual([{ n }]);
  });
  const many = Array.from({ length: 300 }, newId);
  const none = await act((tx) => prepared(tx.manager, 'SELECT id FROM notes WHERE id IN (:...many)', { many }));
  expect(none.rows).toEqual([]);
});

it('inserts rows as the entity has them', async () => {
  await act((tx) => insertRows(tx.manager, AuditHead, []));
  const heads = ['a', 'b'].map((chain, position) => ({ chain, position, hash: 'x' })) as unknown as AuditHead[];
  const stored = await act(async (tx) => {
    await insertRows(tx.manager, AuditHead, heads);
    const { rows } = await prepared(tx.manager, `SELECT chain, position FROM audit_heads WHERE hash = :hash`, {
      hash: 'x',
    });
    return rows;
  });
  expect(stored).toEqual([
    { chain: 'a', position: 0 },
    { chain: 'b', position: 1 },
  ]);
});
