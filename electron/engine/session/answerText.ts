import type { KeptAnswer } from '../store/answers';

/** More text than this freezes a text view; the rest can be fetched with the copied command. */
export const SHOWN_BYTES = 4 * 1024 * 1024;
/** Of an answer that is no text so much is dumped. */
const DUMPED_BYTES = 16 * 1024;
const DUMP_ROW = 16;

export interface AnswerText {
  readonly text: string;
  readonly truncatedAt?: number;
  /** What the bytes were, where they are not the text that is shown. */
  readonly encoding?: 'broken-utf-8' | 'binary' | 'protobuf';
}

/** A body as text to show: UTF-8, or what can be read of it, or a dump of its first bytes. */
export function answerText({ body, printedFrom }: Pick<KeptAnswer, 'body' | 'printedFrom'>): AnswerText {
  if (printedFrom !== undefined) return { ...textOf(body), encoding: printedFrom };
  if (isBinary(body)) return cutAt(body, DUMPED_BYTES, { text: dump(body.subarray(0, DUMPED_BYTES)), encoding: 'binary' });
  return textOf(body);
}

function textOf(body: Uint8Array): AnswerText {
  const shown = body.subarray(0, SHOWN_BYTES);
  try {
    // A character at the cut may be halved: `stream` holds it back instead of calling it broken.
    return cutAt(body, SHOWN_BYTES, {
      text: new TextDecoder('utf-8', { fatal: true }).decode(shown, { stream: body.byteLength > SHOWN_BYTES }),
    });
  } catch {
    return cutAt(body, SHOWN_BYTES, { text: new TextDecoder().decode(shown), encoding: 'broken-utf-8' });
  }
}

function cutAt(body: Uint8Array, limit: number, text: AnswerText): AnswerText {
  return body.byteLength > limit ? { ...text, truncatedAt: limit } : text;
}

/** Text has no NUL: protobuf, gzip and images have one early. */
function isBinary(body: Uint8Array): boolean {
  return body.subarray(0, 8_192).includes(0);
}

/** As `xxd` prints it: place, bytes, what of them is ASCII. */
function dump(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += DUMP_ROW) {
    const row = [...bytes.subarray(at, at + DUMP_ROW)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(DUMP_ROW * 3)} ${ascii}`);
  }
  return rows.join('\n');
}
