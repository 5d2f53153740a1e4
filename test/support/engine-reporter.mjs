const ENGINES = ['sqlite', 'postgres'];
const COLUMNS = ['suites', 'passed', 'failed', 'skipped'];

/**
 * Counts the tests of each project, refuses a run in which one engine ran fewer than the other, and closes the output with
 * one plain line. A spec file that could not even start counts as one failure.
 */
export default class EngineReporter {
  #counts = new Map();
  #unequal;

  onTestResult(test, result) {
    const counts = this.#of(test.context.config.displayName.name);
    counts.suites += 1;
    counts.passed += result.numPassingTests;
    counts.failed += result.numFailingTests + (result.testExecError && result.numFailingTests === 0 ? 1 : 0);
    counts.skipped += result.numPendingTests + result.numTodoTests;
  }

  onRunComplete() {
    // With only one engine selected on the command line there is nothing to compare.
    if (!process.argv.some((argument) => argument.startsWith('--selectProjects'))) this.compare();
    // Jest's own summary comes after every reporter, and warnings may come after that: the plain line must be the last one.
    process.once('exit', () => process.stdout.write(this.closing()));
  }

  compare() {
    const [sqlite, postgres] = ENGINES.map((engine) => this.#of(engine));
    const ran = (counts) => counts.passed + counts.failed;
    if (ran(sqlite) !== ran(postgres) || sqlite.suites !== postgres.suites)
      this.#unequal = new Error(
        `SQLite ran ${ran(sqlite)} tests in ${sqlite.suites} suites, PostgreSQL ${ran(postgres)} in ${postgres.suites}: they must be the same.`,
      );
  }

  getLastError() {
    return this.#unequal;
  }

  closing() {
    const row = (name, cells) => name.padEnd(10) + cells.map((cell) => String(cell).padStart(9)).join('');
    const total = (column) => [...this.#counts.values()].reduce((sum, counts) => sum + counts[column], 0);
    const lines = [
      '',
      row('project', COLUMNS),
      ...[...this.#counts].map(([name, counts]) =>
        row(
          name,
          COLUMNS.map((column) => counts[column]),
        ),
      ),
      '',
      ...(this.#unequal ? [`FAILED: ${this.#unequal.message}`] : []),
      `${total('passed')} passed, ${total('failed') + (this.#unequal ? 1 : 0)} failed${total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''}`,
    ];
    return `${lines.join('\n')}\n`;
  }

  #of(project) {
    if (!this.#counts.has(project)) this.#counts.set(project, { suites: 0, passed: 0, failed: 0, skipped: 0 });
    return this.#counts.get(project);
  }
}
