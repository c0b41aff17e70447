import { describe, expect, test } from 'vitest';
import { parseExposition } from '../../../shared/exposition/parse';
import type { Inventory } from '../../../shared/model/inventory';
import type { Observation } from '../../../shared/model/observation';
import type { Clock } from '../clock';
import type { PortRequest } from '../cluster/port';
import type { Looker } from '../probers/prober';
import { askCandidates } from './ask';
import { discover } from './discover';
import { type Answers, NO_ANSWERS } from './identification';
import { fixture, inventoryOf } from './objects.testSupport';

const INVENTORY = inventoryOf('recorded-1.34.json');

/** A Looker that answers by path; what it was asked stands in `asked`. */
function lookerOf(
  reply: (request: PortRequest) => Partial<Observation<string>>,
  nowMs: { at: number },
): Looker & { readonly asked: string[] } {
  const asked: string[] = [];
  const clock: Clock = { now: () => nowMs.at, monotonic: () => nowMs.at, sleep: () => Promise.resolve() };
  return {
    asked,
    clock,
    inventory: (): Inventory => INVENTORY,
    discovered: () => [],
    factsOf: () => undefined,
    clockOffsetMs: () => 0,
    depth: 'whole',
    async get(request, parse) {
      asked.push(request.path);
      const look = { request: `GET ${request.path}`, route: 'service proxy', atMs: nowMs.at, durationMs: 1, evidence: [] };
      const given = reply(request);
      if (given.state !== 'ok') return { ...look, state: 'unreachable', because: 'connection refused', remedy: '' };
      const parsed = parse({
        kind: 'answer',
        request: look.request,
        route: request.route,
        status: 200,
        headers: {},
        body: new TextEncoder().encode(given.value),
        wireBytes: 0,
        atMs: nowMs.at,
        timings: { total: 1 },
        reading: () => parseExposition(given.value ?? '', 'text'),
      });
      return parsed.ok ? { ...look, state: 'ok', value: parsed.value } : { ...look, state: 'malformed', because: parsed.error, remedy: '' };
    },
  };
}

function prometheus(request: PortRequest): Partial<Observation<string>> {
  return { state: 'ok', value: fixture(request.path.endsWith('buildinfo') ? 'prom-status-buildinfo.json' : 'prom-status-flags.json') };
}

async function askUntilDone(look: Looker, from: Answers): Promise<Answers> {
  let answers = from;
  for (let round = 0; round < 5; round++) {
    const more = await askCandidates(discover(INVENTORY, answers, []), answers, look, new AbortController().signal);
    if (!more) return answers;
    answers = more;
  }
  throw new Error('it asks without end');
}

describe('askCandidates', () => {
  test('asks until it is known, and then not again for ten minutes', async () => {
    const now = { at: 0 };
    const look = lookerOf(prometheus, now);
    const answers = await askUntilDone(look, NO_ANSWERS);
    expect(look.asked).toEqual(['/api/v1/status/buildinfo', '/api/v1/status/flags']);
    expect(discover(INVENTORY, answers, []).find((item) => item.kind === 'prometheus')?.confidence).toBe('proven');
    now.at = 599_999;
    await askUntilDone(look, answers);
    expect(look.asked).toHaveLength(2);
    now.at = 600_000;
    await askUntilDone(look, answers);
    expect(look.asked).toHaveLength(4);
  });

  test('what does not answer is asked again after a minute, and keeps what was known', async () => {
    const now = { at: 0 };
    const look = lookerOf(() => ({ state: 'unreachable' }), now);
    const answers = await askUntilDone(look, NO_ANSWERS);
    expect(look.asked).toEqual(['/api/v1/status/buildinfo', '/metrics']);
    now.at = 59_999;
    await askUntilDone(look, answers);
    expect(look.asked).toHaveLength(2);
    now.at = 60_000;
    await askUntilDone(look, answers);
    expect(look.asked).toHaveLength(4);
    expect(discover(INVENTORY, answers, []).find((item) => item.kind === 'prometheus')?.confidence).toBe('likely');
  });

  test('stopped: asks nothing', async () => {
    const look = lookerOf(prometheus, { at: 0 });
    await askCandidates(discover(INVENTORY, NO_ANSWERS, []), NO_ANSWERS, look, AbortSignal.abort());
    expect(look.asked).toEqual([]);
  });
});
