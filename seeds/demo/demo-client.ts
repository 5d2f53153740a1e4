import { DEMO_PASSWORD } from './officials.js';

export interface DemoCase {
  id: string;
  diaryNumber: string;
  version: number;
  priority: string;
  countryOfAsylum: string;
  caseSize: number;
  status: string;
  route: string | null;
  persons: DemoPerson[];
}
export interface DemoPerson {
  id: string;
  number: number;
  status: string;
  sex: string;
  birthDate: string | null;
  birthDatePrecision: string;
  relationToPrincipal: string;
}

/** The officials' hands: plain HTTP, signed in as whoever acts. An unexpected answer stops the demo with the server's own words. */
export class DemoClient {
  private readonly tokens = new Map<string, Promise<string>>();
  private acts = 0;

  constructor(private readonly url: string) {}

  async get<Answer>(username: string, path: string): Promise<Answer> {
    const response = await this.send(username, path, { headers: { accept: 'application/json' } });
    return (await response.json()) as Answer;
  }

  /** A file as sent: with the byte order mark by which Swedish Excel knows UTF-8, which response.text() would take away. */
  async file(username: string, path: string, accept: string): Promise<Buffer> {
    return Buffer.from(await (await this.send(username, path, { headers: { accept } })).arrayBuffer());
  }

  async act<Answer>(
    username: string,
    path: string,
    body: unknown,
    options: { version?: number; lines?: boolean } = {},
  ): Promise<Answer> {
    this.acts += 1;
    const headers: Record<string, string> = {
      'content-type': options.lines ? 'application/x-ndjson' : 'application/json',
      'idempotency-key': `demo-act-${String(this.acts).padStart(6, '0')}`,
    };
    if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
    const response = await this.send(username, path, {
      method: 'POST',
      headers,
      body: options.lines ? String(body) : JSON.stringify(body),
    });
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  /** A verb on a case as it stands now. */
  async verb<Answer = DemoCase>(
    username: string,
    theCase: DemoCase,
    verb: string,
    body: Record<string, unknown>,
  ): Promise<Answer> {
    return this.act<Answer>(username, `/cases/${theCase.id}/actions/${verb}`, body, { version: theCase.version });
  }

  private async send(username: string, path: string, init: RequestInit): Promise<Response> {
    let response = await this.sendAs(username, path, init);
    if (response.status === 401 || (await asksWhoOneIs(response))) {
      // The clock was moved past the end of the session, or past the time for which it may grant: sign in again.
      this.tokens.delete(username);
      response = await this.sendAs(username, path, init);
    }
    if (!response.ok)
      throw new Error(
        `${username}: ${init.method ?? 'GET'} ${path} ${String(init.body ?? '').slice(0, 400)}\n→ ${response.status} ${await response.text()}`,
      );
    return response;
  }

  private async sendAs(username: string, path: string, init: RequestInit): Promise<Response> {
    const authorization = `Bearer ${await this.token(username)}`;
    return fetch(`${this.url}/api/v1${path}`, { ...init, headers: { ...init.headers, authorization } });
  }

  private token(username: string): Promise<string> {
    const known = this.tokens.get(username) ?? this.signIn(username);
    this.tokens.set(username, known);
    return known;
  }

  private async signIn(username: string): Promise<string> {
    const response = await fetch(`${this.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: DEMO_PASSWORD }),
    });
    if (!response.ok) throw new Error(`${username} cannot sign in: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { token: string }).token;
  }
}

const asksWhoOneIs = async (response: Response): Promise<boolean> =>
  response.status === 403 && ((await response.clone().json()) as { code: string }).code === 'stepUpNeeded';
