import EngineReporter from './engine-reporter.mjs';

interface Suite {
  passed?: number;
  failed?: number;
  skipped?: number;
  couldNotStart?: boolean;
}

/** A reporter that has seen these suites of each project. */
function reporterOf(projects: Record<string, Suite[]>): EngineReporter {
  const reporter = new EngineReporter();
  for (const [name, suites] of Object.entries(projects))
    for (const { passed = 0, failed = 0, skipped = 0, couldNotStart } of suites)
      reporter.onTestResult(
        { context: { config: { displayName: { name } } } },
        {
          numPassingTests: passed,
          numFailingTests: failed,
          numPendingTests: skipped,
          numTodoTests: 0,
          testExecError: couldNotStart ? new Error('no such module') : undefined,
        },
      );
  reporter.compare();
  return reporter;
}

const lastLine = (reporter: EngineReporter): string => reporter.closing().trimEnd().split('\n').at(-1)!;

describe('the report of both engines', () => {
  it('closes with one plain line', () => {
    const reporter = reporterOf({ once: [{ passed: 5 }], sqlite: [{ passed: 3 }], postgres: [{ passed: 3 }] });
    expect(reporter.getLastError()).toBeUndefined();
    expect(lastLine(reporter)).toBe('11 passed, 0 failed');
  });

  it('refuses a run in which one engine ran fewer tests', () => {
    const reporter = reporterOf({ sqlite: [{ passed: 3 }], postgres: [{ passed: 2 }] });
    expect(reporter.getLastError()?.message).toContain('SQLite ran 3 tests in 1 suites, PostgreSQL 2 in 1');
    expect(lastLine(reporter)).toBe('5 passed, 1 failed');
  });

  it('refuses a run in which one engine skipped what the other ran', () => {
    const reporter = reporterOf({ sqlite: [{ passed: 3 }], postgres: [{ passed: 2, skipped: 1 }] });
    expect(reporter.getLastError()).toBeDefined();
    expect(lastLine(reporter)).toBe('5 passed, 1 failed, 1 skipped');
  });

  it('refuses a run in which one engine ran nothing', () => {
    expect(reporterOf({ sqlite: [{ passed: 3 }] }).getLastError()).toBeDefined();
  });

  it('counts a spec file that could not start as a failure', () => {
    expect(lastLine(reporterOf({ once: [{ passed: 1 }, { couldNotStart: true }] }))).toBe('1 passed, 1 failed');
  });
});
