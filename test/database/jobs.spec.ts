import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseOptions } from '../../src/app.database.js';
import { openDataSource } from '../../src/platform/database/data-source.js';
import { JobsService, newId, UnitOfWork, type JobHandler } from '../../src/platform/index.js';
import type { Job } from '../../src/platform/jobs/job.entity.js';
import { startApp } from '../support/app.js';
import { anActor, aWorkplace, type Workplace } from '../support/unit-of-work.js';

const KIND = 'test-work';
const QUICK = { leaseMs: 30_000, renewMs: 10_000, pollMs: 5 };
const LONG_AGO = '2025-01-07T08:00:00.000Z';
const FAR_OFF = '2190-01-01T00:00:00.000Z';

let workplace: Workplace;
const services: JobsService[] = [];
beforeAll(async () => {
  Logger.overrideLogger(false);
  workplace = await aWorkplace();
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.beforeApplicationShutdown();
  await workplace.dataSource.query('DELETE FROM jobs');
});
afterAll(() => workplace.close());

/** A server's jobs, without the server. */
function aService(
  handler?: JobHandler,
  times: Partial<typeof QUICK> = {},
  unitOfWork = workplace.unitOfWork,
): JobsService {
  const service = new JobsService(unitOfWork, { ...QUICK, ...times });
  if (handler) service.handle(KIND, handler);
  services.push(service);
  return service;
}

const enqueue = (payload: Record<string, unknown> = {}): Promise<string> =>
  workplace.unitOfWork.run(anActor(), (tx) => aService().enqueue(tx, KIND, payload));
const theJob = async (id: string): Promise<Job | null> => workplace.unitOfWork.read((tx) => aService().find(tx, id));
const change = (id: string, set: string): Promise<unknown> =>
  workplace.dataSource.query(`UPDATE jobs SET ${set} WHERE id = '${id}'`);

async function until(id: string, status: Job['status'], service?: JobsService): Promise<Job> {
  for (;;) {
    await service?.tick();
    const job = await theJob(id);
    if (job?.status === status) return job;
    await sleep(5);
  }
}

describe('a job', () => {
  it('does not exist when the transaction that queued it was rolled back', async () => {
    const id = newId();
    const failing = workplace.unitOfWork.run(anActor(), async (tx) => {
      await aService().enqueue(tx, KIND, {}, id);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await theJob(id)).toBeNull();
  });

  it('runs once with its payload, and says how far it came', async () => {
    const id = await enqueue({ lines: 3 });
    const runs: unknown[] = [];
    const service = aService(async ({ payload, progress }) => {
      runs.push(payload);
      expect(await progress(2, 3)).toBe(true);
      expect(await theJob(id)).toMatchObject({ status: 'running', done: 2, total: 3 });
      await progress(3, 3);
    });
    await service.tick();
    await service.tick();
    expect(runs).toEqual([{ lines: 3 }]);
    expect(await theJob(id)).toMatchObject({
      status: 'done',
      attempts: 1,
      done: 3,
      leasedBy: '',
      leasedUntil: '',
      error: null,
    });
    expect((await theJob(id))?.endedAt).toMatch(/Z$/);
  });

  it('is found by the poll, whoever queued it', async () => {
    const id = await enqueue();
    aService(() => Promise.resolve()).onApplicationBootstrap();
    await until(id, 'done');
  });

  it('of another kind is left to those who know how', async () => {
    const id = await enqueue();
    const service = aService();
    service.handle('other-work', () => Promise.reject(new Error('not mine')));
    await service.tick();
    expect(await theJob(id)).toMatchObject({ status: 'waiting', attempts: 0 });
  });

  it('that fails is tried again, and done when it succeeds', async () => {
    const id = await enqueue();
    let attempts = 0;
    const service = aService(async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('not yet');
    });
    expect(await until(id, 'done', service)).toMatchObject({ attempts: 3, error: null });
  });

  it('that always fails is given up with its own error, and others go on', async () => {
    const [bad, good] = [await enqueue({ bad: true }), await enqueue()];
    let attempts = 0;
    const service = aService(
      async ({ payload }) => {
        if (!payload.bad) return;
        attempts += 1;
        throw new Error('no such file');
      },
      { pollMs: 400 },
    );
    await service.tick();
    expect(await theJob(good)).toMatchObject({ status: 'done' });
    expect(await theJob(bad)).toMatchObject({ status: 'waiting', error: 'no such file' });
    expect(await until(bad, 'failed', service)).toMatchObject({ error: 'no such file', attempts: 5, leasedBy: '' });
    expect(attempts).toBe(5);
  });

  it('whose server died each time is given up, too', async () => {
    const id = await enqueue();
    await change(id, `status = 'running', leased_by = 'gone', leased_until = '${LONG_AGO}', attempts = 5`);
    let ran = false;
    await aService(async () => void (ran = true)).tick();
    expect(ran).toBe(false);
    expect(await theJob(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('ended during each') });
  });

  it('that was cancelled is not begun', async () => {
    const id = await enqueue();
    await change(id, `status = 'cancelled'`);
    let ran = false;
    await aService(async () => void (ran = true)).tick();
    expect([ran, (await theJob(id))?.status]).toEqual([false, 'cancelled']);
  });

  it('that is cancelled under way is told so, and stays cancelled', async () => {
    const id = await enqueue();
    let goOn: boolean | undefined;
    await aService(async ({ progress }) => {
      await change(id, `status = 'cancelled'`);
      goOn = await progress(1, 2);
    }).tick();
    expect(goOn).toBe(false);
    expect(await theJob(id)).toMatchObject({ status: 'cancelled', done: 0 });
  });
});

describe('a lease', () => {
  it('that ran out lets another take the job over; one that lasts does not', async () => {
    const [left, held] = [await enqueue(), await enqueue()];
    await change(left, `status = 'running', leased_by = 'gone', leased_until = '${LONG_AGO}', attempts = 1`);
    await change(held, `status = 'running', leased_by = 'busy', leased_until = '${FAR_OFF}', attempts = 1`);
    const runs: string[] = [];
    await aService(async ({ id }) => void runs.push(id)).tick();
    expect(runs).toEqual([left]);
    expect(await theJob(left)).toMatchObject({ status: 'done', attempts: 2 });
    expect(await theJob(held)).toMatchObject({ status: 'running', leasedBy: 'busy', attempts: 1 });
  });

  it('is renewed while the work goes on, however long it takes', async () => {
    const id = await enqueue();
    const others: string[] = [];
    const other = aService(async (run) => void others.push(run.id), {}, await workplace.colleague());
    const working = aService(() => sleep(900), { leaseMs: 300, renewMs: 50 }).tick();
    for (let waited = 0; waited < 800; waited += 50) {
      await sleep(50);
      await other.tick();
    }
    await working;
    expect(others).toEqual([]);
    expect(await theJob(id)).toMatchObject({ status: 'done', attempts: 1 });
  });

  it('that was lost is told to its holder, who then writes nothing over the new one’s work', async () => {
    const id = await enqueue();
    let goOn: boolean | undefined;
    await aService(async ({ progress }) => {
      await change(id, `leased_by = 'another', leased_until = '${FAR_OFF}', done = 7`);
      goOn = await progress(1, 9);
    }).tick();
    expect(goOn).toBe(false);
    expect(await theJob(id)).toMatchObject({ status: 'running', leasedBy: 'another', done: 7 });
  });

  it('lets two servers on one database share the jobs and never run one twice', async () => {
    const ids = await Promise.all(Array.from({ length: 24 }, () => enqueue()));
    const [runs, underWay] = [new Map<string, number>(), new Set<string>()];
    let twice = 0;
    const handler: JobHandler = async ({ id }) => {
      if (underWay.has(id)) twice += 1;
      underWay.add(id);
      await sleep(5);
      underWay.delete(id);
      runs.set(id, (runs.get(id) ?? 0) + 1);
    };
    const servers = [aService(handler), aService(handler, {}, await workplace.colleague())];
    while (runs.size < ids.length) await Promise.all(servers.map((server) => server.tick()));
    expect(twice).toBe(0);
    expect([...runs.values()]).toEqual(ids.map(() => 1));
    for (const id of ids) expect(await theJob(id)).toMatchObject({ status: 'done', attempts: 1 });
  });
});

describe('when the server stops', () => {
  it('work that asks is given back at once, without counting as an attempt', async () => {
    const id = await enqueue();
    const service = aService(async ({ progress }) => {
      for (let done = 1; await progress(done, 1000); done += 1) await sleep(10);
    });
    const working = service.tick();
    while (!((await theJob(id))?.done ?? 0)) await sleep(5);
    await service.beforeApplicationShutdown();
    await working;
    expect(await theJob(id)).toMatchObject({ status: 'waiting', leasedUntil: '', leasedBy: '', attempts: 0 });
    await aService(() => Promise.resolve()).tick();
    expect(await theJob(id)).toMatchObject({ status: 'done', attempts: 1 });
  });

  it('work that is almost done is waited for; nothing more is begun', async () => {
    const [first, second] = [await enqueue(), await enqueue()];
    const service = aService(() => sleep(200));
    void service.tick();
    while ((await theJob(first))?.status !== 'running') await sleep(5);
    await service.beforeApplicationShutdown();
    expect(await theJob(first)).toMatchObject({ status: 'done' });
    await service.tick();
    expect(await theJob(second)).toMatchObject({ status: 'waiting', attempts: 0 });
  });

  it('the whole of it: the job ends before the database is closed', async () => {
    const app = await startApp();
    const jobs = app.server.get(JobsService);
    jobs.handle(KIND, () => sleep(300));
    const id = await app.server.get(UnitOfWork).run(anActor(), (tx) => jobs.enqueue(tx, KIND, {}));
    const read = () => app.server.get(UnitOfWork).read((tx) => jobs.find(tx, id));
    while ((await read())?.status !== 'running') await sleep(5);
    await app.server.close();

    const { options } = app.dataSource;
    const again = await openDataSource(
      databaseOptions({ url: 'url' in options ? options.url! : (options.database as string), poolSize: 2 }),
    );
    expect(await new UnitOfWork(again, app.clock).read((tx) => jobs.find(tx, id))).toMatchObject({ status: 'done' });
    await again.destroy();
    await app.close();
  });

  it('no timer of the poll keeps the process from ending', () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    aService(() => Promise.resolve()).onApplicationBootstrap();
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before);
  });
});
