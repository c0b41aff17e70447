/** Bearer tokens, JWTs, passwords of URLs and long opaque strings in text that others wrote (a plugin's stderr, a proxy's page). */
const SECRETS: readonly RegExp[] = [
  /\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g,
  /(?<=\b(?:bearer|basic)\s+)[\w+/=.~-]{8,}/gi,
  /(?<=\b(?:token|password|secret|access_key|client_secret|id_token|refresh_token)["']?\s*[=:]\s*["']?)[^\s"',;}]{4,}/gi,
  /(?<=:\/\/)[^/\s:@"']+:[^/\s@"']+(?=@)/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b[A-Za-z0-9+_-]{40,}={0,2}/g,
];

/** The text without what looks like a credential. Errs on the side of hiding. */
export function redact(text: string): string {
  return SECRETS.reduce((left, pattern) => left.replace(pattern, '[hidden]'), text);
}

/** The last lines, redacted, on one line and at most `most` characters: for a sentence. */
export function redactedTail(text: string, most = 300): string {
  const line = redact(text)
    .trim()
    .split(/\s*\n\s*/)
    .slice(-4)
    .join(' / ');
  return line.length > most ? `…${line.slice(-most)}` : line;
}
