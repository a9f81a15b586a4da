/**
 * Keeps the shell of the interface, so that it opens without network, and sends kept reports when the network is back. It never
 * keeps an answer of the API, nor any picture.
 */
import { createReportSender } from '../report/report-sender.ts';
import { reportStore } from '../report/report-store.ts';
import { hashOf, reportsApi } from '../report/reports-api.ts';
import { ifNobodyElse, openChannel, syncTag } from './background-sync.ts';

/** Put in by the build: the files of the shell, and a name that changes with them. */
declare const shellFiles: string[];
declare const shellVersion: string;

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface SyncEvent extends LifeEvent {
  tag: string;
}
interface FetchEvent extends LifeEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  location: Location;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
}
const files = shellFiles;
const scope = self as unknown as Scope;

const cachePrefix = 'greensleeve-shell-';
const cacheName = cachePrefix + shellVersion;
/** A network that is slower than this doesn't hold up the page. */
const pageTimeoutMs = 4_000;

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((path) => new Request(path, { cache: 'reload' })));
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** The page as the service has it now; the kept one when there is no network, or hardly any, or the service is down. */
async function answerPage(request: Request): Promise<Response> {
  const kept = await caches.match('/', { cacheName });
  if (!kept) return fetch(request);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(pageTimeoutMs) });
    return fresh.status >= 500 ? kept : fresh;
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return kept;
    throw error;
  }
}

/** Files with a hash in their name never change: kept when first asked for. Others only as part of the shell. */
async function answerFile(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok && new URL(request.url).pathname.startsWith('/assets/')) await cache.put(request, fresh.clone());
  return fresh;
}

function isShellFile(path: string): boolean {
  return path.startsWith('/assets/') || files.includes(path);
}

const send = createReportSender({
  store: reportStore,
  api: reportsApi,
  now: Date.now,
  hash: hashOf,
  onChange: openChannel(() => undefined).tell,
});

/** Rejects while something waits, so that the browser tries again later. */
async function sendKept(): Promise<void> {
  const outcome = await ifNobodyElse(() => send(true));
  if (outcome && outcome.retryAtMs !== null) throw new Error('some reports still wait');
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('sync', (event) => {
  if (event.tag === syncTag) event.waitUntil(sendKept());
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin || /^\/(api|internal)\//.test(url.pathname))
    return;
  if (request.mode === 'navigate') event.respondWith(answerPage(request));
  else if (isShellFile(url.pathname)) event.respondWith(answerFile(request));
});
