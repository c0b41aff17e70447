import type { Route } from '../../../shared/model/component';
import { redactedTail } from '../../../shared/model/redact';
import type { Opened } from './exchange';
import { type Trouble, troubleOf, type Whom } from './failures';

/**
 * An HTML page in place of an API's answer comes from something in between: a proxy's error page or a
 * login portal (with status 200). Only where the apiserver itself answers can that be told: behind
 * its proxies HTML is a program's own page.
 */
export function htmlTrouble(route: Route, opened: Opened, body: Uint8Array, whom: Whom): Trouble | undefined {
  const fromApi = route.via === 'apiserver' || route.via === 'aggregated';
  if (!fromApi || !/^text\/html\b/i.test(opened.headers['content-type'] ?? '')) return undefined;
  const text = new TextDecoder().decode(body.subarray(0, 4096));
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim();
  const named = title ? `, titled "${redactedTail(title, 80)}"` : '';
  const trouble = troubleOf('proxy', 'body', whom, `status ${opened.status} with an HTML page${named}, which no apiserver sends`);
  return {
    ...trouble,
    message: `Something between here and ${whom.name} answered in its place: ${trouble.message.split(': ').slice(1).join(': ')}`,
  };
}
