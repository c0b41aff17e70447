import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse';

const recorded: { cases: { query: string; error: string }[] } = JSON.parse(
  readFileSync('e2e/fixtures/prometheus/parse-errors.json', 'utf8'),
);

describe('parseQuery refuses what Prometheus 3.10 refuses, in its words', () => {
  it.each(recorded.cases)('$query', ({ query, error }) => {
    const parsed = parseQuery(query);
    expect(parsed.ok ? 'accepted' : parsed.error.message).toBe(error);
  });
});
