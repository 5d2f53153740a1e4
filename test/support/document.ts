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

const BASE = '/api/v1';
const NOBODYS_ID = '0195d3c0-0000-7000-8000-000000000000';
/** Acts that end somebody's road come last: the others would find nobody there. */
const ENDING = /withdraw|death|contact|elsewhere|discontinue/;

/** Makes requests from the server's own OpenAPI document, so that a route added tomorrow is asked too. */
export class DocumentedRequests {
  private readonly etags = new Map<string, string>();

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

  /** Every GET of the document as this role: for each of the cases, and for each record that the list above it shows. */
  async read(role: Role, cases: readonly CaseResponse[]): Promise<Answered[]> {
    const answers: Answered[] = [];
    for (const [path, operation] of this.operations('get'))
      for (const address of await this.addresses(role, path, cases)) {
        const request = `${address}${await this.queryOf(operation)}`;
        const reply = await this.app.as(role).get(request);
        answers.push({ request: `${role} GET ${request}`, reply });
        // Who may not read one may read none: the permission is judged first.
        if (reply.status === 403) break;
      }
    return answers;
  }

  /** Every act on a case as this role, with the least that the document asks for; the same acts, in the same order, each time. */
  async act(role: Role, cases: readonly CaseResponse[]): Promise<Answered[]> {
    const answers: Answered[] = [];
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
    const acts = this.operations('post').filter(([path]) => path.startsWith('/cases/{caseId}/'));
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
    const ids = name === 'caseId' ? cases.map(({ id }) => id) : await this.listed(role, path.slice(0, found.index - 1));
    const filled = ids.map((id) => path.replace(parameter, id));
    return (await Promise.all(filled.map((address) => this.addresses(role, address, cases)))).flat();
  }

  /** The parameters that a read cannot do without. */
  private async queryOf({ parameters = [] }: Operation): Promise<string> {
    const query = new URLSearchParams();
    for (const { name, in: place, required, schema, example } of parameters)
      if (place === 'query' && required)
        query.set(
          name,
          name === 'periodId'
            ? (await this.listed('coordinator', '/quota-periods'))[0]!
            : String(example ?? schema?.example ?? schema?.enum?.[0]),
        );
    return query.size > 0 ? `?${query}` : '';
  }

  /** Ids of the records that the list at the address shows; an id of nobody when it shows none. */
  private async listed(role: Role, address: string): Promise<string[]> {
    const known = this.operations('get').some(([path]) =>
      new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address),
    );
    const items: unknown = known ? (await this.app.as(role).get(address)).body?.items : undefined;
    const ids = Array.isArray(items) ? (items as { id?: string }[]).flatMap(({ id }) => id ?? []) : [];
    return ids.length > 0 ? ids : [NOBODYS_ID];
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
