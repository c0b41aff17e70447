import { describe, expect, it } from 'vitest';
import { NODE_EXPORTER_CHARTS as CHARTS, EXPORTER_CHARTS } from '../../../../shared/model/charts';
import { grep, grown, linesOf, lookTwice, one, recorded, total } from '../charts.testSupport';
import { endpoints, lookOnce } from '../oneLook.testSupport';
import { exporterProber } from './prober';

const FOUND = { id: 'ne', kind: 'node-exporter', endpoints: endpoints(['metrics']) } as const;
const METRICS = recorded('cluster/healthy/node-exporter-metrics.txt.gz');

function look(second = METRICS) {
  return lookTwice(exporterProber, { found: FOUND }, [{ '/metrics': METRICS }, { '/metrics': second }], 30);
}

describe('charts of a node-exporter, against its raw answers', () => {
  it('load, against the number of CPUs', async () => {
    const [first] = await look();
    const load = (minutes: number) => one(METRICS, new RegExp(`^node_load${minutes} `));
    expect(Object.entries(linesOf(first, CHARTS.load))).toEqual([
      ['1 min', load(1)],
      ['5 min', load(5)],
      ['15 min', load(15)],
    ]);
    const cpus = grep(METRICS, /^node_cpu_seconds_total\{.*mode="idle"/).length;
    expect(first.judgement.samples.find(({ key }) => key === 'load/1 min')?.limit).toEqual({
      value: cpus,
      says: `one for each CPU, ${cpus}`,
    });
  });

  it('memory in use: what is there less what is available', async () => {
    const [first] = await look();
    const [there, available] = [one(METRICS, /^node_memory_MemTotal_bytes /), one(METRICS, /^node_memory_MemAvailable_bytes /)];
    expect(linesOf(first, CHARTS.memory)).toEqual({ '': there - available });
    expect(first.judgement.samples.find(({ key }) => key === 'memory')?.limit).toEqual({ value: there, says: 'all of it, 23.5 GiB' });
  });

  it('disk space: each device once, by its shortest path; none of what is in memory', async () => {
    const [first] = await look();
    const of = (field: string) => one(METRICS, new RegExp(`^node_filesystem_${field}_bytes\\{device="/dev/vda",.*mountpoint="/"\\}`));
    expect(grep(METRICS, /^node_filesystem_size_bytes\{device="\/dev\/vda"/).length).toBeGreaterThan(1);
    expect(linesOf(first, CHARTS.filesystem)).toEqual({ '/': 1 - of('avail') / of('size') });
  });

  it('disk: bytes per second, without compressed memory', async () => {
    const more = {
      'node_disk_read_bytes_total{device="vda"}': 3e9,
      'node_disk_written_bytes_total{device="vda"}': 6e9,
      'node_disk_written_bytes_total{device="zram0"}': 9e9,
    };
    const [first, second] = await look(grown(METRICS, more));
    expect(linesOf(first, CHARTS.disk)).toEqual({});
    expect(linesOf(second, CHARTS.disk)).toEqual({ read: 1e8, written: 2e8 });
  });

  it('network: bytes per second of the interfaces that leave the node', async () => {
    const more = {
      'node_network_receive_bytes_total{device="eth0"}': 3_000,
      'node_network_receive_bytes_total{device="veth083777b5"}': 7_000_000,
      'node_network_receive_bytes_total{device="cni0"}': 7_000_000,
      'node_network_transmit_bytes_total{device="uplink"}': 600,
    };
    const [, second] = await look(grown(METRICS, more));
    expect(linesOf(second, CHARTS.network)).toEqual({ received: 100, sent: 20 });
  });

  it('series and the time to answer', async () => {
    const [first] = await look();
    expect(linesOf(first, CHARTS.series)).toEqual({ '': grep(METRICS, /./).length });
    expect(linesOf(first, CHARTS.latency)).toEqual({ '': 0.005 });
  });

  it('a disk that was added counts from zero, one that is gone no more', async () => {
    const text = 'node_disk_read_bytes_total{device="sdb"} 300\n';
    const [, second] = await lookTwice(exporterProber, { found: FOUND }, [{ '/metrics': 'node_load1 1\n' }, { '/metrics': text }], 30);
    expect(linesOf(second, CHARTS.disk)).toEqual({ read: 10 });
  });

  it('any other exporter charts series and time alone', async () => {
    const text = recorded('cluster/healthy/application-metrics.txt');
    const seen = await lookOnce(exporterProber, { found: { ...FOUND, kind: 'app' }, replies: { '/metrics': `${text}node_load1 1\n` } });
    expect(linesOf(seen, EXPORTER_CHARTS.series)).toEqual({ '': grep(text, /./).length + 1 });
    expect(total(Object.values(linesOf(seen, CHARTS.load)))).toBe(0);
  });
});
