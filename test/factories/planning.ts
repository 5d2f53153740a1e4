import type { TestApp } from '../support/app.js';
import type { Exchange } from '../support/client.js';
import { AUTHORITY, type MadePeriod } from './quotas.js';

export const ASKED = { countryOfAsylum: 'UG', persons: 120, month: '2025-03', ...AUTHORITY };
export const PROMISED = { persons: 100, month: '2025-04', authority: 'UNHCR Kampala', documentReference: 'KLA/25/7' };

/** A request as it was answered: its id for the address, its version for the next act. */
export interface AskedUnhcr {
  id: string;
  version: number;
}

/** 120 persons of Uganda in March 2025, asked of UNHCR today unless said otherwise. */
export async function aRequest(app: TestApp, periodId: string, wanted: object = {}): Promise<AskedUnhcr> {
  const body = { ...ASKED, ...wanted };
  return (await app.as('coordinator').post(`/quota-periods/${periodId}/unhcr-requests`, body).expect(201)).body;
}

/** An act on a request, on the version that it has: `actOnRequest(app, request, 'record-promise', PROMISED)`. */
export const actOnRequest = (app: TestApp, { id, version }: AskedUnhcr, act: string, body: object): Exchange =>
  app.as('coordinator').post(`/unhcr-requests/${id}/actions/${act}`, body, { ifMatch: version });

/** A request that UNHCR has answered: 100 persons in April 2025, promised today unless said otherwise. */
export async function aPromisedRequest(app: TestApp, periodId: string, promise: object = {}): Promise<AskedUnhcr> {
  const request = await aRequest(app, periodId);
  return (await actOnRequest(app, request, 'record-promise', { ...PROMISED, ...promise }).expect(200)).body;
}

/** The plan of a period, or its next one: lines by the name of the sub-quota and the month, `{ Uganda: { '2025-03': 40 } }`. */
export const planOf = (period: MadePeriod, persons: Record<string, Record<string, number>>): object => ({
  decidedOn: '2025-01-02',
  authority: 'Head of the resettlement unit',
  documentReference: '1.3.4-2025-7',
  lines: Object.entries(persons).flatMap(([name, months]) =>
    Object.entries(months).map(([month, count]) => ({ subQuotaId: period.subQuotaId(name), month, persons: count })),
  ),
});

/** Everything that planning could have left behind: equal before and after when it left nothing. */
export const plannedRows = async (app: TestApp): Promise<unknown> => {
  const tables = ['unhcr_requests', 'unhcr_request_acts', 'quota_plans', 'composition_targets', 'quota_periods'];
  const rows = await Promise.all(tables.map((table) => app.dataSource.query(`SELECT * FROM ${table} ORDER BY id`)));
  const lines = await app.dataSource.query('SELECT * FROM quota_plan_lines ORDER BY plan_id, sub_quota_id, month');
  const audit = await app.dataSource.query(`SELECT count(*) AS n FROM audit_entries WHERE action LIKE 'quota.%'`);
  return { rows, lines, audit };
};
