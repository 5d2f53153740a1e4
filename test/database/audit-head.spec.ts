import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AuditService, verifyChain, type ChainCheck } from '../../src/audit/index.js';
import { newId, type Tx } from '../../src/platform/index.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

const audit = new AuditService();
let workplace: Workplace;
beforeAll(async () => {
  workplace = await aWorkplace();
});
afterAll(() => workplace.close());

const act = (subjectId: string, then: (tx: Tx) => void = () => undefined): Promise<void> =>
  workplace.unitOfWork.run(anActor(), async (tx) => {
    audit.record(tx, anActor(), { action: 'case.test', subjectType: 'case', subjectId });
    then(tx);
  });
const chain = (): Promise<ChainCheck> => workplace.unitOfWork.read((tx) => verifyChain(tx, 'open'));

// The process remembers where it wrote last, and that may be wrong: the chain goes on where the database says that it ends.
it('follows the last entry after an act whose entry was written and taken back', async () => {
  await act(newId());
  const before = await chain();
  const taken = act(newId(), (tx) =>
    tx.beforeCommit('later than the audit', () => Promise.reject(new Error('taken back'))),
  );
  await expect(taken).rejects.toThrow('taken back');
  expect(await chain()).toEqual(before);
  await act(newId());
  expect(await chain()).toEqual({ verified: before.verified + 1, firstBad: null });
});

it('follows the last entry that another process wrote', async () => {
  const before = await chain();
  const other = await workplace.another();
  for (const unitOfWork of [workplace.unitOfWork, other, workplace.unitOfWork, other, workplace.unitOfWork])
    await unitOfWork.run(anActor(), async (tx) =>
      audit.record(tx, anActor(), { action: 'case.test', subjectType: 'case', subjectId: newId() }),
    );
  expect(await chain()).toEqual({ verified: before.verified + 5, firstBad: null });
});

it('keeps several entries of one act in their order, each with what it says', async () => {
  const before = await chain();
  const subjectId = newId();
  await workplace.unitOfWork.run(anActor(), async (tx) => {
    for (const n of [1, 2, 3])
      audit.record(tx, anActor(), { action: 'case.test', subjectType: 'case', subjectId, payload: { n } });
  });
  const { items } = await workplace.unitOfWork.read((tx) => audit.find(tx, { subjectId, limit: 10 }));
  expect(items.map(({ position, payload }) => [position, payload])).toEqual(
    [1, 2, 3].map((n) => [before.verified + n, { n }]),
  );
});
