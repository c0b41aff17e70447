import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { stringify } from 'yaml';

/** The Prometheus 3.10 that the cluster kit builds: newer than Debian's, and with Kubernetes discovery. */
export const LIVE_PROMETHEUS = path.join(process.env['HOPSCOPE_CLUSTER'] ?? '/var/lib/hopscope-cluster', 'bin/prometheus');

export interface LivePrometheus {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts it with this configuration on a free port of loopback; it keeps its data in the folder. */
export async function startLivePrometheus(config: object, folder: string): Promise<LivePrometheus> {
  const port = await freePort();
  fs.writeFileSync(path.join(folder, 'prometheus.yml'), stringify(config));
  const child = spawn(
    LIVE_PROMETHEUS,
    [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`],
    { stdio: 'ignore' },
  );
  return { port, stop: () => ended(child) };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGTERM');
  });
}
