/** A person's or a camera's side of the API, for tests: keeps the session and reads problem details. */

interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Client {
  /** Headers that tell who it is. */
  credentials: Record<string, string>;
  get<Body = unknown>(path: string): Promise<Answer<Body>>;
  send<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

async function read<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
}

function createClient(url: string, credentials: Record<string, string>): Client {
  const send = async <Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isRaw = body instanceof Uint8Array || body instanceof FormData;
    const json: Record<string, string> = body === undefined || isRaw ? {} : { 'content-type': 'application/json' };
    const response = await fetch(new URL(path, url), {
      method,
      headers: { ...credentials, ...json, ...headers },
      ...(body === undefined
        ? {}
        : { body: isRaw ? (body as Uint8Array<ArrayBuffer> | FormData) : JSON.stringify(body) }),
    });
    return read<Body>(response);
  };
  return { credentials, send, get: (path) => send('GET', path) };
}

/** Nobody in particular. */
export const stranger = (url: string): Client => createClient(url, {});

/** A camera with its key. */
export const cameraClient = (url: string, key: string): Client => createClient(url, { authorization: `Bearer ${key}` });

/** Signs in and keeps the cookie. Throws when that fails. */
export async function signIn(url: string, login: { username: string; password: string }): Promise<Client> {
  const { status, headers, body } = await stranger(url).send('POST', '/api/v1/session', {
    username: login.username,
    password: login.password,
  });
  if (status !== 200) throw new Error(`signing in as ${login.username}: ${status} ${JSON.stringify(body)}`);
  return createClient(url, {
    cookie: headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  });
}
