import { isUtf8 } from 'node:buffer';
import { createHmac, randomBytes } from 'node:crypto';

/**
 * What leaves a recording before anything is written: certificates and keys, tokens, passwords, annotations, values of environment variables, and names
 * that the user chose. Joins stay: a chosen name is the same pseudonym everywhere.
 */
export interface Redaction {
  /** A body as it may be written. `contentType` says how it is read. */
  body(bytes: Uint8Array, contentType: string): Uint8Array;
  /** A path, a sentence, a header. */
  text(text: string): string;
  /** Anything that JSON can hold. */
  value(value: unknown): unknown;
}

const HIDDEN = '[hidden]';
/** Where something was hidden in a text: a secret, or a name that the user chose. Annotations that were left out leave no place. */
export const HIDDEN_PLACE = /\[hidden\]|\bhidden-[0-9a-f]{8}/g;
/** Annotations that say how something is scraped: they are what Hopscope looks for. */
const KEPT_ANNOTATION = /^(prometheus\.io|prometheus\.istio\.io)\//;
/** Fields whose text is a secret wherever they stand. */
const SECRET_FIELD =
  /^(token|password|passwd|secret|bearer_token|credentials|client_secret|access_key|secret_key|api_key|apikey|authorization|caBundle|tls\.crt|tls\.key|ca\.crt)$/i;
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g, HIDDEN],
  [/\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g, HIDDEN],
  [/\b(bearer|basic)([ \t]+)[\w+/=.~-]{8,}/gi, `$1$2${HIDDEN}`],
  [/(:\/\/)[^/\s:@"']+:[^/\s@"']+@/g, `$1${HIDDEN}@`],
  // token: value, --password=value, "client_secret":"value"; the name of a file that holds one (token_file) is none.
  [
    /((?:token|password|passwd|secret|credentials|access_key|api_?key|authorization)["']?[ \t]*[=:][ \t]*["']?)(?!\[hidden\]|(?:bearer|basic)\b)[^\s"',;}\\]{3,}/gi,
    `$1${HIDDEN}`,
  ],
];

/** What a name that the user chose is called instead: the same in one recording, and another in the next. */
export function redaction(names: readonly string[] = [], salt: Uint8Array = randomBytes(16)): Redaction {
  const chosen = [...new Set(names.filter((name) => name.length > 0))].sort((a, b) => b.length - a.length);
  const pseudonyms = new Map(chosen.map((name) => [name, pseudonym(name, salt)]));
  const chosenName =
    chosen.length === 0 ? undefined : new RegExp(chosen.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const text = (given: string): string => {
    const clean = PATTERNS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), given);
    return chosenName === undefined ? clean : clean.replace(chosenName, (name) => pseudonyms.get(name) ?? name);
  };
  const value = (given: unknown, field = ''): unknown => clean(given, field, text);
  return {
    text,
    value,
    body(bytes, contentType) {
      // Protobuf and the like hold numbers and labels, and are no text.
      if (!isUtf8(bytes)) return bytes;
      const decoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
      return Buffer.from(/json/.test(contentType) ? redactedJson(decoded, value, text) : text(decoded), 'utf8');
    },
  };
}

/** As long as it takes to tell them apart, and a name that Kubernetes would allow. */
function pseudonym(name: string, salt: Uint8Array): string {
  return `hidden-${createHmac('sha256', salt).update(name).digest('hex').slice(0, 8)}`;
}

function redactedJson(text: string, value: (given: unknown) => unknown, plain: (text: string) => string): string {
  try {
    return JSON.stringify(value(JSON.parse(text)));
  } catch {
    return plain(text);
  }
}

function clean(given: unknown, field: string, text: (given: string) => string): unknown {
  if (typeof given === 'string') return given !== '' && SECRET_FIELD.test(field) ? HIDDEN : text(given);
  if (Array.isArray(given)) return given.map((one) => (field === 'env' ? cleanVariable(one, text) : clean(one, field, text)));
  if (typeof given !== 'object' || given === null) return given;
  const entries = Object.entries(given).flatMap(([name, one]): [string, unknown][] => {
    if (name === 'managedFields') return [];
    if (name === 'annotations') return [[name, cleanAnnotations(one, text)]];
    return [[text(name), clean(one, name, text)]];
  });
  return Object.fromEntries(entries);
}

/** An env's name stays, its value does not; where it comes from (valueFrom) is no secret. */
function cleanVariable(given: unknown, text: (given: string) => string): unknown {
  const cleaned = clean(given, '', text);
  return typeof cleaned === 'object' && cleaned !== null && 'value' in cleaned ? { ...cleaned, value: HIDDEN } : cleaned;
}

function cleanAnnotations(given: unknown, text: (given: string) => string): unknown {
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, unknown][] =>
      KEPT_ANNOTATION.test(name) ? [[name, clean(value, '', text)]] : [],
    ),
  );
}
