import highsModule from 'highs';
import type { CoreModel } from './domain/core-model.js';

// The package's types are those of its CommonJS build; what Node loads is the ES module, whose default is the function itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** What came out: whether nothing better exists in the programme, and what the solver proved. */
export interface Solved {
  readonly optimal: boolean;
  readonly objective: number;
  readonly bound: number;
  /** The chosen columns. */
  readonly chosen: Int32Array;
}

export interface SolveSettings {
  readonly seconds: number;
  /** Relative distance to the solver's own bound at which it stops. */
  readonly gap?: number;
  readonly from?: Float64Array;
  /** Fractions allowed: the linear programme. */
  readonly relaxed?: boolean;
}

/**
 * Solves a core with HiGHS (MIT, WebAssembly, one thread). Runs in a worker: nothing interrupts it but its limit of time or the end of
 * its thread. A failure inside the solver is told shortly: its own message prints the whole program (placement-forecast.md 3.6).
 */
export async function solveExactly(
  model: CoreModel,
  { seconds, gap = 1e-4, from, relaxed = false }: SolveSettings,
): Promise<Solved> {
  const highs = await loadHighs();
  const columns = model.pair.length;
  const program = highs.createModel({
    numCols: columns,
    numRows: model.rows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: model.cost,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: new Float64Array(model.rows).fill(-Infinity),
    rowUpper: model.upper,
    matrix: {
      format: 'csc',
      numRows: model.rows,
      numCols: columns,
      starts: model.starts,
      indices: model.indices,
      values: model.values,
    },
    ...(relaxed ? {} : { integrality: new Int32Array(columns).fill(1) }),
  });
  try {
    program.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: gap });
    if (from !== undefined) program.setSolution({ colValue: from });
    program.run();
    const solution = program.getSolution().colValue;
    const objective = program.getObjectiveValue();
    const chosen: number[] = [];
    solution.forEach((x, c) => x > 0.5 && chosen.push(c));
    const bound = relaxed ? objective : Number(program.info.get('mip_dual_bound'));
    return {
      optimal: bound - objective <= Math.max(gap * Math.abs(bound), 0.5),
      objective,
      bound,
      chosen: Int32Array.from(chosen),
    };
  } catch (error) {
    throw new Error(`HiGHS gave up: ${String(error).slice(0, 200)}`);
  } finally {
    program.dispose();
  }
}
