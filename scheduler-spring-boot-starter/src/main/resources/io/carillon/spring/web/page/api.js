// Requests to the REST API. A write carries the header that the server asks for, and the token of
// the host's security where there is one.

const base = document.querySelector('meta[name="carillon-api"]').content;

let session = null;
let offset = 0;

/** What the server told of itself and of us; null before it has answered. */
export function server() {
  return session;
}

/** An answer that is no success; its message is for people. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

export function eventsUrl() {
  return `${base}/events`;
}

/** Who we are for the server, and its clock. */
export async function loadSession() {
  session = await get('/session');
  offset = Date.parse(session.now) - Date.now();
  return session;
}

/** The server's time now, in milliseconds. */
export function now() {
  return Date.now() + offset;
}

export async function get(path) {
  return (await request('GET', path)).body;
}

/** A page of a list, and the address of the next one. */
export async function page(path) {
  const { body, link } = await request('GET', path);
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '');
  return { items: body, next: next ? next[1].slice(next[1].indexOf(base) + base.length) : null };
}

export async function post(path, body = {}, signal = undefined) {
  return (await write('POST', path, { body, signal })).body;
}

export async function remove(path, version) {
  await write('DELETE', path, { headers: { 'If-Match': `"${version}"` } });
}

/**
 * Runs one piece of work at a time, the newest: what is replaced while it waits is not begun, what
 * is replaced while it goes on is given up, and its answer never arrives.
 *
 * @return a function of a wait in milliseconds and the work, which takes a signal; it answers
 *     `{ answer }` or `{ error }`, or null when it was replaced
 */
export function newest() {
  let number = 0;
  let flight = new AbortController();
  return async (wait, work) => {
    const mine = ++number;
    flight.abort();
    flight = new AbortController();
    const { signal } = flight;
    await new Promise(done => { setTimeout(done, wait); });
    if (mine !== number) return null;
    try {
      const answer = await work(signal);
      return mine === number ? { answer } : null;
    } catch (error) {
      return mine === number ? { error } : null;
    }
  };
}

async function write(method, path, options) {
  try {
    return await request(method, path, options);
  } catch (error) {
    if (error.status !== 403) throw error;
    await loadSession(); // The token may be of an earlier session.
    return request(method, path, options);
  }
}

async function request(method, path, { body, signal, headers: more } = {}) {
  const headers = { Accept: 'application/json', ...more };
  if (method !== 'GET') {
    headers['Content-Type'] = 'application/json';
    headers['X-Carillon-Request'] = 'page';
    if (session?.csrf) headers[session.csrf.header] = session.csrf.token;
  }
  let response;
  try {
    response = await fetch(base + path, {
      method, headers, signal, credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    throw new ApiError(0, { detail: 'The server does not answer.' });
  }
  const text = await response.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch (error) {
    throw new ApiError(response.status, {
      detail: response.status < 400
        ? 'The server answered with something that is not JSON. Is a login needed?'
        : `The server answered ${response.status}.`,
    });
  }
  if (!response.ok) throw new ApiError(response.status, json ?? {});
  return { body: json, link: response.headers.get('Link') };
}
