import { isFields } from './fields';

/** The revision of a token that goes on as of now (apiserver: staging/src/k8s.io/apiserver/pkg/storage/continue.go). */
export const AS_OF_NOW = -1;

/** Where the next page begins: the revision of the whole list, or AS_OF_NOW, and the key of the last object shown. */
export interface ContinueToken {
  readonly revision: number;
  readonly after: string;
}

export function encodeContinue(token: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: token.revision, start: token.after })).toString('base64url');
}

/** Undefined for anything that encodeContinue did not make. */
export function decodeContinue(text: string): ContinueToken | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!isFields(value) || typeof value['rv'] !== 'number' || typeof value['start'] !== 'string') return undefined;
    return { revision: value['rv'], after: value['start'] };
  } catch {
    return undefined;
  }
}
