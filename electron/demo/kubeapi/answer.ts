export type HeaderValue = string | readonly string[];

/** What a handler gives back; server.ts adds what every answer carries (date, audit-id, cache-control) and compresses. */
export type ApiAnswer = WholeAnswer | StreamedAnswer;

export interface WholeAnswer {
  readonly kind: 'whole';
  readonly status: number;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly body: WholeBody;
  /** Comes from something behind the apiserver: its headers stand beside the apiserver's own. */
  readonly proxied?: true;
}

export type WholeBody =
  /** Printed when sent: pretty for people (curl, browsers), in one line for programs. */
  { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'bytes'; readonly bytes: string | Uint8Array };

/** An answer that goes on: a watch. */
export interface StreamedAnswer {
  readonly kind: 'streamed';
  readonly status: number;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  /** Called once when the head is sent; the returned function stops it (the client is gone). */
  start(sink: Sink): () => void;
}

export interface Sink {
  /** False: the client does not read; the caller should end. */
  write(text: string): boolean;
  end(): void;
}

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, HeaderValue>> = {}): WholeAnswer {
  return { kind: 'whole', status, headers: { 'content-type': 'application/json', ...headers }, body: { kind: 'json', value } };
}

export function textAnswer(status: number, text: string, contentType = 'text/plain; charset=utf-8'): WholeAnswer {
  return { kind: 'whole', status, headers: { 'content-type': contentType }, body: { kind: 'bytes', bytes: text } };
}
