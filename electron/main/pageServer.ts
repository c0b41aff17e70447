import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The window's own protocol: files of the built renderer, nothing else. */
export const SCHEME = 'app';
export const PAGE_ORIGIN = `${SCHEME}://hopscope`;
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/**
 * The page may run and style only what came with it. Mantine writes its variables in a `<style>`:
 * that one carries the nonce, made anew for each load. No connections at all: data comes by MessagePort.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Answers one request of the page from `root`; a path out of it, or of another host, is 404. `scheme` is put on <html>, so that the first paint is not white in the dark. */
export async function servePage(root: string, url: string, scheme: () => 'light' | 'dark'): Promise<Response> {
  const file = fileFor(root, url);
  if (file === undefined) return notFound();
  try {
    const body = await readFile(file);
    return path.extname(file) === '.html' ? pageResponse(body.toString('utf8'), scheme()) : assetResponse(body, file);
  } catch {
    return notFound();
  }
}

export function fileFor(root: string, url: string): string | undefined {
  const parsed = URL.canParse?.(url) === false ? undefined : new URL(url);
  if (parsed === undefined || parsed.protocol !== `${SCHEME}:` || parsed.host !== 'hopscope') return undefined;
  const relative = decodedPath(parsed.pathname);
  if (relative === undefined) return undefined;
  const file = path.resolve(root, `.${relative === '/' ? '/index.html' : relative}`);
  return file.startsWith(root + path.sep) ? file : undefined;
}

function decodedPath(pathname: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathname);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function pageResponse(html: string, scheme: 'light' | 'dark'): Response {
  const nonce = randomBytes(16).toString('base64');
  return new Response(html.replaceAll('__NONCE__', nonce).replaceAll('__SCHEME__', scheme), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}

function assetResponse(body: Buffer, file: string): Response {
  return new Response(new Uint8Array(body), {
    headers: { 'content-type': CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream', 'x-content-type-options': 'nosniff' },
  });
}

function notFound(): Response {
  return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } });
}
