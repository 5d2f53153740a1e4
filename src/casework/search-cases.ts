import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { CasesService, type ResettlementCase } from '../cases/index.js';
import { Clock, type Actor, type PlainDate } from '../kernel/index.js';
import { CONFIG, cursorOf, readCursor, rows, UnitOfWork, type Config, type Tx, type Value } from '../platform/index.js';
import { sourceParameters } from './deadline-sources.js';
import { conditionsOf, FIRST_DUE, orderOf, ORDERS, type CaseFilters, type Sort } from './search-filter.js';
import { SearchText, type FoundBy, type Hits } from './search-text.js';

/** A case that was found: why, and when its first clock runs out. */
export interface Hit {
  readonly theCase: ResettlementCase;
  readonly foundBy: readonly FoundBy[];
  readonly dueOn: PlainDate | null;
}

export interface FoundCases {
  readonly items: readonly Hit[];
  readonly nextCursor: string | null;
  /** How many there are in all. */
  readonly count: number;
}

/** Finds cases by number, name and filters, whoever asks the same ones: all who may search may read every case. */
@Injectable()
export class SearchCases {
  private readonly secret: Buffer;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly text: SearchText,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'screeningKey'>,
  ) {
    this.secret = Buffer.from(hkdfSync('sha256', config.screeningKey, '', 'search-log', 32));
  }

  /**
   * A page of the cases, with the exact number of all. Found by text the best come first, else the newest. The filters and the
   * number are logged before the answer; of the text only a keyed hash (security.md). Throws InvalidInput.
   */
  async search(actor: Actor, filters: CaseFilters, { sort: wished, limit = 50, cursor }: Wish): Promise<FoundCases> {
    const sort = orderOf(filters, wished);
    const after = readCursor(cursor, 3, ([by, place]) => by === sort && (ORDERS[sort].isText || isCount(place!)));
    // The writer of a database is not kept waiting by a search; only the log is written.
    const found = await this.unitOfWork.read((tx) => this.find(tx, actor, filters, sort, limit, after));
    await this.unitOfWork.run(actor, (tx) => Promise.resolve(this.log(tx, actor, filters, sort, found.count)));
    return found;
  }

  /** How many cases the filters find now, for a view. Writes nothing. */
  async count(tx: Tx, actor: Actor, filters: CaseFilters): Promise<number> {
    const { sql, parameters } = await this.query(tx, actor, filters, null);
    const [row] = await rows<{ n: number | string }>(tx.manager, `${sql} SELECT count(*) AS n FROM found`, parameters);
    return Number(row?.n ?? 0);
  }

  private async find(
    tx: Tx,
    actor: Actor,
    filters: CaseFilters,
    sort: Sort,
    limit: number,
    after: string[] | null,
  ): Promise<FoundCases> {
    const { sql, parameters, hits } = await this.query(tx, actor, filters, sort);
    const { falling, isText } = ORDERS[sort];
    const [than, way] = falling ? ['<', 'DESC'] : ['>', 'ASC'];
    const later = after ? `WHERE f.place ${than} :place OR (f.place = :place AND f.id ${than} :id)` : '';
    const found = await rows<{ n: number | string; id: string | null; place: string | number }>(
      tx.manager,
      `${sql} SELECT (SELECT count(*) FROM found) AS n, page.id, page.place FROM (SELECT 1 AS one) counted
         LEFT JOIN (SELECT f.id, f.place FROM found f ${later} ORDER BY f.place ${way}, f.id ${way} LIMIT :limit) page ON 1 = 1
       ORDER BY page.place ${way}, page.id ${way}`,
      {
        ...parameters,
        place: isText ? (after?.[1] ?? '') : Number(after?.[1] ?? 0),
        id: after?.[2] ?? '',
        limit: limit + 1,
      },
    );
    const listed = found.flatMap(({ id, place }) => (id === null ? [] : [{ id, place }]));
    const shown = listed.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await this.hits(
        tx,
        shown.map(({ id }) => id),
        hits,
      ),
      nextCursor: listed.length > limit && last ? cursorOf(sort, String(last.place), last.id) : null,
      count: Number(found[0]?.n ?? 0),
    };
  }

  /** The cases that the filters let through, as a table `found` of id and place in the order. */
  private async query(
    tx: Tx,
    actor: Actor,
    filters: CaseFilters,
    sort: Sort | null,
  ): Promise<{ sql: string; parameters: Record<string, Value>; hits: Hits | null }> {
    const hits = filters.text === undefined ? null : await this.text.find(tx, filters.text);
    const { conditions, parameters } = conditionsOf(filters, actor, this.clock.today());
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const place = sort === null ? '1' : ORDERS[sort].by;
    const sql = `WITH ${hits ? `hits AS (${hits.sql}), ` : ''}found AS (
      SELECT c.id AS id, ${place} AS place FROM ${hits ? 'hits h JOIN cases c ON c.id = h.case_id' : 'cases c'} ${where})`;
    return { sql, parameters: { ...parameters, ...hits?.parameters }, hits };
  }

  private async hits(tx: Tx, ids: readonly string[], hits: Hits | null): Promise<Hit[]> {
    if (ids.length === 0) return [];
    const due = await rows<{ caseId: string; dueOn: PlainDate }>(tx.manager, FIRST_DUE, {
      ...sourceParameters,
      ids,
    });
    const dueOf = new Map(due.map(({ caseId, dueOn }) => [caseId, dueOn]));
    return (await this.cases.getMany(tx, ids)).map((theCase) => ({
      theCase,
      foundBy: hits?.why(theCase) ?? [],
      dueOn: dueOf.get(theCase.id) ?? null,
    }));
  }

  private log(tx: Tx, actor: Actor, { text, ...filter }: CaseFilters, sort: Sort, count: number): void {
    this.audit.recordRead(tx, actor, {
      action: 'case.search',
      subjectType: 'case',
      subjectId: null,
      payload: { filter, text: text === undefined ? null : this.hashOf(text), sort, count },
    });
  }

  /** The same text has the same hash, so that a searcher's habit can be seen; without the key nobody finds out which it was. */
  private hashOf(text: string): string {
    return createHmac('sha256', this.secret).update(text.normalize('NFKC').toLowerCase().trim()).digest('base64url');
  }
}

export interface Wish {
  sort?: Sort;
  limit?: number;
  cursor?: string;
}

const isCount = (text: string): boolean => /^\d{1,9}$/.test(text);
