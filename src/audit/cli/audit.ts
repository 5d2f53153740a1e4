import { KEPT_BESIDE } from '../../app.chains.js';
import { databaseOptions } from '../../app.database.js';
import { openDataSource } from '../../platform/database/data-source.js';
import { unusable } from '../../platform/database/unusable.js';
import { readConfig, SystemClock, UnitOfWork } from '../../platform/index.js';
import { AuditService } from '../audit.service.js';
import { auditSystem, AuditWatch, type Verification } from '../audit-watch.js';
import { AUDIT_CHAINS } from '../audit.entities.js';
import { newAuditKey } from '../checkpoint.js';

const USAGE = 'npm run audit:key | audit:checkpoint | audit:verify';

/** Makes a key, signs a checkpoint or verifies both chains and what is kept beside them; the server may run meanwhile. Throws an Error for the operator. */
async function run(command: string | undefined): Promise<string[]> {
  if (command === 'key') return [newAuditKey()];
  if (command !== 'checkpoint' && command !== 'verify') throw new Error(USAGE);
  // What the Security Service said is not opened here, and whoever verifies need not have the key to it.
  const config = readConfig({ ...process.env, NODE_ENV: 'development', SCREENING_KEY: undefined });
  const options = databaseOptions(config.database);
  try {
    const dataSource = await openDataSource(options);
    try {
      const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
      const watch = new AuditWatch(unitOfWork, new AuditService(), config);
      const actor = auditSystem('command line');
      if (command === 'checkpoint')
        return (await watch.checkpoint(actor)).map(({ chain, position }) => `${chain}: signed at ${position}`);
      const found: Verification[] = [];
      for (const chain of AUDIT_CHAINS) found.push(await watch.verify(actor, chain));
      if (found.some(({ firstBad, checkpointsWrong }) => firstBad ?? (config.audit.key && checkpointsWrong)))
        process.exitCode = 1;
      const beside: string[] = [];
      for (const { name, wrong } of KEPT_BESIDE) {
        const why = await unitOfWork.read(wrong);
        if (why !== null) process.exitCode = 1;
        beside.push(`${name}: ${why === null ? 'whole' : `BAD ${why}`}`);
      }
      return [...found.map(told), ...beside];
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    throw unusable(error, options);
  }
}

function told({ chain, verified, firstBad, checkpoints, lastCheckpointAt, checkpointsWrong }: Verification): string {
  const verdict = firstBad ? `BAD at ${firstBad.position}: ${firstBad.why}` : 'whole';
  const last = lastCheckpointAt ? `, the last of ${lastCheckpointAt}` : '';
  return `${chain}: ${verified} entries verified, ${verdict}; ${checkpoints} signed checkpoints${last}. ${checkpointsWrong ?? ''}`.trim();
}

try {
  console.log((await run(process.argv[2])).join('\n') || 'nothing to sign: there is a checkpoint of today');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
