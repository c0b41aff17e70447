import { z } from 'zod';

const Claims = z.looseObject({ exp: z.number().optional() });

/** When a JWT ends, in milliseconds since the epoch; undefined when the text is no JWT or does not say. Nothing is verified. */
export function idTokenExpiryMs(token: string): number | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return claims.success && claims.data.exp !== undefined ? claims.data.exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
