import type { Role } from '../../src/access/index.js';
import type { CaseResponse } from '../../src/cases/index.js';
import type { TestApp } from './app.js';
import type { Reply } from './client.js';

// An OpenAPI document as far as requests are made of it.
interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  example?: unknown;
  minimum?: number;
  minLength?: number;
  minItems?: number;
  items?: Schema;
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses?: Record<string, { content?: Record<string, unknown> }>;
}
interface Document {
  paths: Record<string, { get?: Operation; post?: Operation }>;
  components: { schemas: Record<string, Schema> };
}

/** A request and its answer. */
export interface Answered {
  request: string;
  reply: Reply;
}

const isWantedQuery = ({ in: place, required }: { in: string; required?: boolean }): boolean =>
  place === 'query' && required === true;

const takes = ({ parameters = [] }: Operation, name: string): boolean =>
  parameters.some((parameter) => parameter.in === 'query' && parameter.name === name);

const BASE = '/api/v1';
const NOBODYS_ID = '0195d3c0-0000-7000-8000-000000000000';
/** Acts that end somebody's road come last: the others would find nobody there. */
const ENDING = /withdraw|death|contact|elsewhere|discontinue/;

/** So many records of a list are read one by one, the last that it shows. */
const MOST_OF_A_LIST = 3;

/** What is read: in which other forms, and whether only what is wide or nothing of it, only what is of the cases or nothing of it. */
export interface Reading {
  forms?: readonly string[];
  wide?: boolean;
  ofCases?: boolean;
  mostOfAList?: number;
}
/** What is asked of everybody at once and takes long: forecasts and reports. */
const WIDE = /^\/(reports|quota-periods\/\{periodId\}\/(forecast|requests-needed|backward-calendar))/;

/** Makes requests from the server's own OpenAPI document, so that a route added tomorrow is asked too. */
export class DocumentedRequests {
  private readonly etags = new Map<string, string>();
  private readonly periods = new Map<Role, Promise<string[]>>();
  /** What was answered in this read: a list is asked once, whether it is read itself or for the records that it shows. */
  private readonly replies = new Map<string, Reply>();

  private mostOfAList = MOST_OF_A_LIST;

  private constructor(
    private readonly app: TestApp,
    private readonly document: Document,
  ) {}

  static async of(app: TestApp): Promise<DocumentedRequests> {
    return new DocumentedRequests(app, (await (await fetch(`${app.url}/docs-json`)).json()) as Document);
  }

  private async etagOf(caseId: string): Promise<string> {
    const known = this.etags.get(caseId) ?? (await this.app.as('coordinator').get(`/cases/${caseId}`)).etag!;
    this.etags.set(caseId, known);
    return known;
  }

  /**
   * Every GET of the document as this role: for each of the cases, and for each record that the list above it shows; also in these
   * other forms, where an answer has them.
   */
  async read(
    role: Role,
    cases: readonly CaseResponse[],
    { forms = [], wide, ofCases, mostOfAList = MOST_OF_A_LIST }: Reading = {},
  ): Promise<Answered[]> {
    const answers: Answered[] = [];
    this.replies.clear();
    this.mostOfAList = mostOfAList;
    for (const [path, operation] of this.operations('get').filter(
      ([path]) =>
        (wide === undefined || WIDE.test(path) === wide) && (ofCases === undefined || this.isOfCases(path) === ofCases),
    ))
      for (const address of await this.addresses(role, path, cases)) {
        const request = `${address}${await this.queryOf(operation)}`;
        const reply = await this.askedOnce(role, request);
        answers.push({ request: `${role} GET ${request}`, reply });
        // Who may not read one may read none: the permission is judged first.
        if (reply.status === 403) break;
        if (reply.status === 200) answers.push(...(await this.otherForms(role, operation, request, reply, forms)));
      }
    return answers;
  }

  /** Every list that has pages, from the first page to the last. */
  async readPages(role: Role): Promise<Answered[]> {
    const answers: Answered[] = [];
    for (const [path, operation] of this.operations('get')) {
      if (path.includes('{') || !takes(operation, 'cursor')) continue;
      const asked = await this.queryOf(operation);
      const first = `${path}${asked}${asked ? '&' : '?'}limit=200`;
      for (let request: string | null = first; request !== null;) {
        const reply: Reply = await this.app.as(role).get(request);
        answers.push({ request: `${role} GET ${request.replace(/cursor=.*/, 'the next page')}`, reply });
        const next = reply.body?.nextCursor as string | null | undefined;
        request = next ? `${first}&cursor=${next}` : null;
      }
    }
    return answers;
  }

  private async otherForms(
    role: Role,
    operation: Operation,
    request: string,
    { body }: Reply,
    forms: readonly string[],
  ): Promise<Answered[]> {
    const answers: Answered[] = [];
    const produced = Object.keys(operation.responses?.['200']?.content ?? {});
    for (const accept of forms.filter((form) => produced.includes(form))) {
      // A file of one table is asked for once a table.
      const tables: { name: string }[] =
        accept === 'text/csv' && takes(operation, 'table') ? (body?.tables ?? [{ name: '' }]) : [{ name: '' }];
      for (const { name } of tables) {
        const table = name === '' ? '' : `${request.includes('?') ? '&' : '?'}table=${name}`;
        const reply = await this.app.as(role).get(`${request}${table}`, { accept });
        answers.push({ request: `${role} GET ${request}${table} as ${accept}`, reply });
      }
    }
    return answers;
  }

  /** Every act on a case as this role, with the least that the document asks for; the same acts, in the same order, each time. */
  async act(role: Role, cases: readonly CaseResponse[]): Promise<Answered[]> {
    const answers: Answered[] = [];
    this.etags.clear();
    for (const act of this.actsOnCases())
      for (const theCase of cases) {
        const answered = await this.post(role, act, theCase);
        answers.push(answered);
        if (answered.reply.status === 403) break;
      }
    return answers;
  }

  /** One of those acts on the case: the one that stands at this part, from 0 to 1, of them all. */
  async actOnce(role: Role, at: number, theCase: CaseResponse): Promise<Answered> {
    const acts = this.actsOnCases();
    this.etags.delete(theCase.id);
    return this.post(role, acts[Math.floor(at * acts.length)]!, theCase);
  }

  /** The addresses of all reads that take a case and nothing else. */
  readsOf(caseId: string): string[] {
    return this.operations('get')
      .filter(([path, { parameters = [] }]) => /^[^{]*\{caseId\}[^{]*$/.test(path) && !parameters.some(isWantedQuery))
      .map(([path]) => path.replace('{caseId}', caseId));
  }

  private actsOnCases(): [path: string, operation: Operation][] {
    // Who declares a conflict of interest reads the case no more: nothing would be left to compare.
    const acts = this.operations('post').filter(
      ([path]) => path.startsWith('/cases/{caseId}/') && !path.includes('conflicts-of-interest'),
    );
    return [...acts.filter(([path]) => !ENDING.test(path)), ...acts.filter(([path]) => ENDING.test(path))];
  }

  private async post(role: Role, [path, operation]: [string, Operation], theCase: CaseResponse): Promise<Answered> {
    const request = path.replace('{caseId}', theCase.id).replace(/\{\w+\}/g, NOBODYS_ID);
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body = schema ? this.valueOf(schema, theCase) : {};
    const reply = await this.app.as(role).post(request, body, { ifMatch: await this.etagOf(theCase.id) });
    // Read anew only where the version may have changed.
    if (reply.status < 300 || reply.status === 412) this.etags.delete(theCase.id);
    return { request: `${role} POST ${request}`, reply };
  }

  private operations(method: 'get' | 'post'): [path: string, operation: Operation][] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) => {
      const operation = methods[method];
      return path.startsWith(BASE) && operation ? [[path.slice(BASE.length), operation]] : [];
    });
  }

  private async addresses(role: Role, path: string, cases: readonly CaseResponse[]): Promise<string[]> {
    const found = /\{(\w+)\}/.exec(path);
    if (!found) return [path];
    const [parameter, name] = found;
    const ids = await this.idsOf(role, name!, path.slice(0, found.index - 1), cases);
    // One after the other: reads that meet would be logged in either order.
    const addresses: string[] = [];
    for (const id of ids) addresses.push(...(await this.addresses(role, path.replace(parameter, id), cases)));
    return addresses;
  }

  private async idsOf(role: Role, name: string, list: string, cases: readonly CaseResponse[]): Promise<string[]> {
    if (name === 'caseId') return cases.map(({ id }) => id);
    if (name === 'periodId') return this.periodsOf(role);
    if (name === 'personId') return cases.map(({ persons }) => persons[0]!.id);
    const lists = list === '/documents' ? cases.map(({ id }) => `/cases/${id}${list}`) : this.narrowed(list, cases);
    const ids: string[] = [];
    for (const one of lists) ids.push(...(await this.listed(role, one)).slice(-this.mostOfAList));
    return ids.length > 0 ? ids : [NOBODYS_ID];
  }

  /** Whether what stands at the path depends on the cases asked for. */
  private isOfCases(path: string): boolean {
    const above = path.slice(0, path.indexOf('/{'));
    const list = path.includes('{') ? this.document.paths[`${BASE}${above}`]?.get : undefined;
    return /\{(case|person|document)Id\}/.test(path) || (list !== undefined && takes(list, 'caseId'));
  }

  /** What a list shows of the cases, where it can be asked for a case's. */
  private narrowed(list: string, cases: readonly CaseResponse[]): string[] {
    const operation = this.document.paths[`${BASE}${list}`]?.get;
    return operation && takes(operation, 'caseId') ? cases.map(({ id }) => `${list}?caseId=${id}`) : [list];
  }

  private async periodsOf(role: Role): Promise<string[]> {
    const known = this.periods.get(role) ?? this.listed(role, '/quota-periods');
    this.periods.set(role, known);
    const ids = await known;
    return ids.length > 0 ? ids : [NOBODYS_ID];
  }

  /** The parameters that a read cannot do without. */
  private async queryOf({ parameters = [] }: Operation): Promise<string> {
    const query = new URLSearchParams();
    for (const { name, in: place, required, schema, example } of parameters)
      if (place === 'query' && required)
        query.set(
          name,
          name === 'periodId'
            ? (await this.periodsOf('coordinator'))[0]!
            : String(example ?? schema?.example ?? schema?.enum?.[0]),
        );
    return query.size > 0 ? `?${query}` : '';
  }

  private async askedOnce(role: Role, address: string): Promise<Reply> {
    const asked = `${role} ${address}`;
    const reply = this.replies.get(asked) ?? (await this.app.as(role).get(address));
    this.replies.set(asked, reply);
    return reply;
  }

  /** Ids of the records that the list at the address shows. */
  private async listed(role: Role, address: string): Promise<string[]> {
    const known = this.operations('get').some(([path]) =>
      new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address.replace(/\?.*/, '')),
    );
    if (!known) return [];
    const items: unknown = (await this.askedOnce(role, address)).body?.items;
    return Array.isArray(items) ? (items as { id?: string }[]).flatMap(({ id }) => id ?? []) : [];
  }

  /** The least that a schema accepts; persons are those of the case. */
  private valueOf(schema: Schema, theCase: CaseResponse, name = ''): unknown {
    if (name === 'personIds') return theCase.persons.map(({ id }) => id);
    if (name === 'personId') return theCase.persons[0]!.id;
    if (schema.$ref) return this.valueOf(this.document.components.schemas[schema.$ref.split('/').at(-1)!]!, theCase);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => this.valueOf(part, theCase))) as object;
    if (schema.properties) {
      const wanted = Object.entries(schema.properties).filter(
        ([key]) => schema.required?.includes(key) || key === 'personIds',
      );
      return Object.fromEntries(wanted.map(([key, part]) => [key, this.valueOf(part, theCase, key)]));
    }
    if (schema.type === 'array')
      return Array.from({ length: schema.minItems ?? 0 }, () => this.valueOf(schema.items!, theCase));
    if (schema.format === 'date') return this.app.clock.today();
    if (schema.format === 'uuid') return NOBODYS_ID;
    return schema.example ?? schema.enum?.[0] ?? SIMPLEST[schema.type ?? '']?.(schema) ?? null;
  }
}

const SIMPLEST: Record<string, (schema: Schema) => unknown> = {
  string: ({ minLength = 1 }) => 'x'.repeat(Math.max(minLength, 1)),
  integer: ({ minimum = 1 }) => minimum,
  number: ({ minimum = 1 }) => minimum,
  boolean: () => false,
};
