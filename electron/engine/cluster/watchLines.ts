import { isJson, type Json, object, text } from './strip/fields';

/** One line of a watch (meta/v1 WatchEvent). */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: Json;
}

/** The events of a watch's stream, those of one chunk together. A line that is none throws: the watch is begun anew. */
export async function* watchEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly WatchEvent[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let open: string[] = [];
  for await (const chunk of chunks) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length === 0) {
      open.push(rest);
      continue;
    }
    lines[0] = open.join('') + (lines[0] ?? '');
    open = [rest];
    yield lines.filter((line) => line.trim() !== '').map(parseEvent);
  }
}

const TYPES: ReadonlySet<string> = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']);

function parseEvent(line: string): WatchEvent {
  const event: unknown = JSON.parse(line);
  const type = isJson(event) ? text(event, 'type') : '';
  if (!isJson(event) || !isType(type)) throw new Error('a line of the watch is no watch event');
  return { type, object: object(event, 'object') };
}

function isType(type: string): type is WatchEvent['type'] {
  return TYPES.has(type);
}
