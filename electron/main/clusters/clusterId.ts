import { createHash } from 'node:crypto';

/** Names a context for good: same name in another file, or another server under it, is another cluster. 16 hex digits, fit for a file's name. */
export function contextId(context: { readonly name: string; readonly file: string; readonly server?: string }): string {
  return hashed(['context', context.name, context.file, serverOf(context.server)]);
}

export function demoId(scenario: string): string {
  return hashed(['demo', scenario]);
}

const ID = /^[0-9a-f]{16}$/;
export function isClusterId(text: string): boolean {
  return ID.test(text);
}

function hashed(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

/** As the engine says it of an open cluster: without a trailing slash. */
function serverOf(server: string | undefined): string {
  try {
    const url = new URL(server ?? '');
    return `${url.origin}${url.pathname === '/' ? '' : url.pathname}`;
  } catch {
    return server ?? '';
  }
}
