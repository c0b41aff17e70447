import { createUnzip } from 'node:zlib';
import type { Opened } from './exchange';
import { messageOf, type Trouble, tooLargeTrouble, troubleFromError, troubleOf, type Whom } from './failures';

export type BodyRead =
  | { readonly kind: 'body'; readonly bytes: Uint8Array; readonly wireBytes: number }
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly wireBytes: number };

/**
 * Reads an answer to its end, decompressing gzip and deflate as it comes, and stops as soon as more
 * than `maxBytes` came out: a gzip bomb costs no more memory than that.
 */
export async function readBody(opened: Opened, maxBytes: number, whom: Whom): Promise<BodyRead> {
  let wireBytes = 0;
  const fail = (trouble: Trouble): BodyRead => {
    opened.response.destroy();
    return { kind: 'trouble', trouble, wireBytes };
  };
  const announced = Number(opened.headers['content-length'] ?? 0);
  if (announced > maxBytes) return fail(tooLargeTrouble(whom, maxBytes, announced));
  const encoding = (opened.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (!DECODABLE.has(encoding)) return fail(troubleOf('bad-encoding', 'body', whom, `Content-Encoding ${encoding} was not asked for`));
  opened.response.on('data', (chunk: Buffer) => {
    wireBytes += chunk.length;
  });
  const collected = await collect(opened, encoding === 'identity', maxBytes);
  if (collected.kind === 'bytes') return { kind: 'body', bytes: collected.bytes, wireBytes };
  if (collected.kind === 'too-large') return fail(tooLargeTrouble(whom, maxBytes));
  const trouble =
    collected.by === 'decoder' && opened.response.complete
      ? troubleOf('bad-encoding', 'body', whom, messageOf(collected.error))
      : troubleFromError(collected.error, 'body', whom);
  return fail(opened.interruption() ?? trouble);
}

const DECODABLE: ReadonlySet<string> = new Set(['identity', 'gzip', 'x-gzip', 'deflate']);

type Collected =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'error'; readonly by: 'response' | 'decoder'; readonly error: unknown };

function collect(opened: Opened, identity: boolean, maxBytes: number): Promise<Collected> {
  return new Promise((resolve) => {
    const { response } = opened;
    const decoder = identity ? undefined : createUnzip();
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (outcome: Collected): void => {
      decoder?.destroy();
      resolve(outcome);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) finish({ kind: 'too-large' });
      else chunks.push(chunk);
    };
    const whole = (): void => finish({ kind: 'bytes', bytes: Buffer.concat(chunks, size) });
    const cut = (): void => finish({ kind: 'error', by: 'response', error: new Error(`the connection closed after ${size} bytes`) });
    response.on('error', (error) => finish({ kind: 'error', by: 'response', error }));
    response.on('close', () => {
      if (!response.complete) cut();
    });
    if (decoder === undefined) {
      response.on('data', take);
      response.on('end', () => (response.complete ? whole() : cut()));
      return;
    }
    decoder.on('data', take);
    decoder.on('end', whole);
    decoder.on('error', (error) => finish({ kind: 'error', by: 'decoder', error }));
    response.pipe(decoder);
  });
}
