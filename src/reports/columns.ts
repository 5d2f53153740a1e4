import type { ReportColumn } from './domain/report.js';

/** The columns of a table: key and Swedish header, numbers unless it is said. */
export const columns = (
  ...told: readonly (readonly [key: string, header: string, type?: ReportColumn['type']])[]
): ReportColumn[] => told.map(([key, header, type = 'number']) => ({ key, header, type }));
