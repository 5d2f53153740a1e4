import { randomUUID } from 'node:crypto';

/** A request that hangs is told by its name. Far more than the slowest takes on a busy machine. */
const ANSWERED_WITHIN_MS = 240_000;

export interface Reply {
  status: number;
  headers: Headers;
  /** Parsed when it is JSON, else the text. */
  // An answer over HTTP has no static type: what the test expects of it is the check.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  /** As sent, for files. */
  bytes: Buffer;
  etag: string | null;
}

export interface RequestOptions {
  /** The version the act was decided on: a number, or an ETag as received. */
  ifMatch?: number | string;
  /** The Idempotency-Key; a new one each time unless given, none when null. */
  key?: string | null;
  accept?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

/** A request under way: await it for the reply, or `.expect(201)` first, which throws with the server's own words. */
export class Exchange implements PromiseLike<Reply> {
  constructor(
    private readonly request: string,
    private readonly reply: Promise<Reply>,
  ) {}

  then<A = Reply, B = never>(
    answered?: ((reply: Reply) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.reply.then(answered, failed);
  }

  async expect(status: number): Promise<Reply> {
    const reply = await this.reply;
    if (reply.status === status) return reply;
    throw new Error(
      `${this.request} answered ${reply.status} instead of ${status}: ${JSON.stringify(reply.body, null, 2)}`,
    );
  }
}

/** Speaks to the server over HTTP, as one official or as nobody. Paths are below `/api/v1`. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token: () => Promise<string | null>,
  ) {}

  get(path: string, options: RequestOptions = {}): Exchange {
    return this.exchange('GET', path, undefined, { key: null, ...options });
  }

  /** Sends JSON; a string or bytes are sent as they are (a batch, or something malformed). */
  post(path: string, body: unknown = {}, options: RequestOptions = {}): Exchange {
    return this.exchange('POST', path, body, options);
  }

  put(path: string, body: unknown, options: RequestOptions = {}): Exchange {
    return this.exchange('PUT', path, body, options);
  }

  delete(path: string, options: RequestOptions = {}): Exchange {
    return this.exchange('DELETE', path, undefined, { key: null, ...options });
  }

  private exchange(method: string, path: string, body: unknown, options: RequestOptions): Exchange {
    const request = `${method} ${path}`;
    const reply = this.send(method, path, body, options).catch((error: unknown) => {
      throw new Error(`${request} was not answered: ${String(error)}`, { cause: error });
    });
    return new Exchange(request, reply);
  }

  private async send(method: string, path: string, body: unknown, options: RequestOptions): Promise<Reply> {
    const { ifMatch, key = randomUUID(), accept = '*/*', contentType = 'application/json', headers = {} } = options;
    const token = await this.token();
    const signal = AbortSignal.timeout(ANSWERED_WITHIN_MS);
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      signal,
      headers: {
        accept,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...(ifMatch === undefined ? {} : { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...headers,
      },
      body:
        body === undefined || typeof body === 'string' || body instanceof Uint8Array
          ? (body as BodyInit | undefined)
          : JSON.stringify(body),
    });
    // As sent: a byte order mark stays, which response.text() would take away.
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as unknown) : text,
      bytes,
      etag: response.headers.get('etag'),
    };
  }
}
