import { describe, expect, it } from 'vitest';
import { CADVISOR_CHARTS as CHARTS } from '../../../../shared/model/charts';
import { grep, linesOf, lookTwice, recorded, total } from '../charts.testSupport';
import { endpoints, NOW } from '../oneLook.testSupport';
import { cadvisorProber } from './prober';

const FOUND = { id: 'cadvisor/hop-1', kind: 'cadvisor', name: 'hop-1', node: 'hop-1', endpoints: endpoints(['metrics']) } as const;
/** Two scrapes of one kubelet, 30 s apart, with the cgroups' own times. */
const [FIRST, SECOND] = [recorded('charts/kubelet-cadvisor-1.txt.gz'), recorded('charts/kubelet-cadvisor-2.txt.gz')];
const CONTAINER = 'id="/kubepods[^"]*/pod[^"/]+/([0-9a-f]{64})"';

function look(second: string, first = FIRST, offsetMs = 0) {
  const at = (text: string) => ({ '/metrics/cadvisor': text });
  return lookTwice(cadvisorProber, { found: FOUND, clockOffsetMs: offsetMs }, [at(first), at(second)], 30);
}

/** Container id -> [value, its own time in ms]. */
function containers(text: string, family: string): Map<string, readonly [number, number]> {
  const lines = text.matchAll(new RegExp(`^${family}\\{[^}]*${CONTAINER}[^}]*\\} (\\S+) (\\d+)$`, 'gm'));
  return new Map([...lines].map(([, id = '', value, atMs]) => [id, [Number(value), Number(atMs)]]));
}

function between(family: string): Map<string, { readonly more: number; readonly seconds: number }> {
  const before = containers(FIRST, family);
  const pairs = [...containers(SECOND, family)].map(([id, [value, at]]) => {
    const [earlier, earlierAt] = before.get(id) ?? [value, at];
    return [id, { more: value - earlier, seconds: (at - earlierAt) / 1000 }] as const;
  });
  return new Map(pairs);
}

describe('charts of a cAdvisor, against its raw answers', () => {
  it('CPU: the sum of the containers alone, each between its own two times', async () => {
    const [first, second] = await look(SECOND);
    const rates = [...between('container_cpu_usage_seconds_total').values()];
    expect(rates.length).toBeGreaterThan(20);
    for (const { seconds } of rates) expect(seconds).toBeGreaterThan(0);
    expect(linesOf(first, CHARTS.cpu)).toEqual({});
    expect(linesOf(second, CHARTS.cpu)['']).toBeCloseTo(total(rates.map(({ more, seconds }) => more / seconds)), 9);
  });

  it('a cgroup above them would count everything twice: the root alone uses more than all containers', async () => {
    const [, second] = await look(SECOND);
    const root = (text: string) => /^container_cpu_usage_seconds_total\{[^}]*id="\/"[^}]*\} (\S+) (\d+)$/m.exec(text) ?? [];
    const cores = (Number(root(SECOND)[1]) - Number(root(FIRST)[1])) / ((Number(root(SECOND)[2]) - Number(root(FIRST)[2])) / 1000);
    expect(linesOf(second, CHARTS.cpu)['']).toBeLessThan(cores);
  });

  it('is not there until every container was read twice; one that started since is no reason to wait', async () => {
    const [ofSame, web] = [/^container_cpu_usage_seconds_total\{.*container="web".*\n/gm, 'container_cpu_usage_seconds_total'];
    const stale = SECOND.replace(ofSame, '') + (FIRST.match(ofSame) ?? []).join('');
    expect(linesOf((await look(stale))[1], CHARTS.cpu)).toEqual({});
    const withoutWeb = FIRST.replace(ofSame, '');
    const ids = new Set(containers(withoutWeb, web).keys());
    const others = [...between(web)].filter(([id]) => ids.has(id)).map(([, { more, seconds }]) => more / seconds);
    expect(linesOf((await look(SECOND, withoutWeb))[1], CHARTS.cpu)['']).toBeCloseTo(total(others), 9);
  });

  it('working set: the sum of the containers', async () => {
    const [first] = await look(SECOND);
    expect(linesOf(first, CHARTS.memory)['']).toBe(total(grep(FIRST, new RegExp(`^container_memory_working_set_bytes\\{.*${CONTAINER}`))));
  });

  it('throttling: the share of the periods since, of all and of the worst', async () => {
    const [first, second] = await look(SECOND);
    const periods = [...between('container_cpu_cfs_periods_total').values()].map(({ more }) => more);
    const throttled = [...between('container_cpu_cfs_throttled_periods_total').values()].map(({ more }) => more);
    expect(periods).toEqual([369, 284]);
    expect(throttled).toEqual([34, 10]);
    expect(linesOf(first, CHARTS.throttling)).toEqual({});
    expect(linesOf(second, CHARTS.throttling)).toEqual({ 'all containers with a limit': 44 / 653, 'the most throttled': 34 / 369 });
  });

  it('age: of the oldest value and of the one in the middle', async () => {
    const times = [...FIRST.matchAll(/^container_cpu_usage_seconds_total\{.*\} \S+ (\d+)$/gm)]
      .map(([, atMs]) => Number(atMs))
      .sort((a, b) => b - a);
    const serverNow = Math.max(...times) + 2_000;
    const [first] = await look(SECOND, FIRST, serverNow - NOW);
    expect(linesOf(first, CHARTS.freshness)).toEqual({
      oldest: (serverNow - Math.min(...times)) / 1000,
      median: (serverNow - (times[Math.floor(times.length / 2)] ?? 0)) / 1000,
    });
  });

  it('series by family: seven and the others are all that there are', async () => {
    const [first] = await look(SECOND);
    const lines = linesOf(first, CHARTS.series);
    expect(Object.keys(lines)).toHaveLength(8);
    expect(total(Object.values(lines))).toBe(grep(FIRST, /./).length);
    const [largest = ''] = Object.keys(lines);
    expect(lines[largest]).toBe(grep(FIRST, new RegExp(`^${largest}[ {]`)).length);
  });
});
