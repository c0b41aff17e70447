import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from './commandLine';

/** A demo cluster in a process of its own (`hopscope demo`), reached through a gate that can be closed. */
export interface DemoServer {
  readonly kubeconfig: string;
  readonly url: string;
  readonly process: ChildProcess;
  /** Switches a fault by the demo's control path. */
  fault(name: string, on: boolean): Promise<void>;
  /** Connections are refused until `open` is called. */
  shut(): Promise<void>;
  open(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDemoServer(words: readonly string[] = []): Promise<DemoServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-demo-'));
  const direct = path.join(folder, 'direct.yaml');
  const child = spawn(process.execPath, [path.join(ROOT, 'dist/cli/hopscope.cjs'), 'demo', '--kubeconfig-out', direct, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstLine(child);
  const gate = new Gate(Number(new URL(url).port));
  const port = await gate.open();
  const kubeconfig = path.join(folder, 'kubeconfig.yaml');
  const config = parse(fs.readFileSync(direct, 'utf8'));
  for (const { cluster } of config.clusters) cluster.server = `https://127.0.0.1:${port}`;
  fs.writeFileSync(kubeconfig, stringify(config), { mode: 0o600 });
  return {
    kubeconfig,
    url,
    process: child,
    fault: (name, on) => control(url, tokenOf(config, config['current-context']), { fault: name, on }),
    shut: () => gate.shut(),
    open: async () => void (await gate.open()),
    async stop() {
      await gate.shut();
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('close', resolve));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString('utf8');
      const end = seen.indexOf('\n');
      if (end >= 0) resolve(seen.slice(0, end));
    });
    child.once('close', (code) => reject(new Error(`hopscope demo ended with ${code} before it listened`)));
  });
}

interface ConfigFile {
  readonly contexts: readonly { readonly name: string; readonly context: { readonly user: string } }[];
  readonly users: readonly { readonly name: string; readonly user: { readonly token: string } }[];
}

function tokenOf(config: ConfigFile, context: string): string {
  const user = config.contexts.find((each) => each.name === context)?.context.user;
  return config.users.find((each) => each.name === user)?.user.token ?? '';
}

function control(url: string, token: string, body: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = https.request(
      `${url}/demo/faults`,
      { method: 'POST', rejectUnauthorized: false, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`the demo answered ${response.statusCode}`))));
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

/** A TCP door in front of the demo: shutting it refuses new connections and resets the open ones. */
class Gate {
  private server: net.Server | undefined;
  private readonly sockets = new Set<net.Socket>();
  private port = 0;

  constructor(private readonly target: number) {}

  open(): Promise<number> {
    const server = net.createServer((socket) => this.join(socket));
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => {
        const address = server.address();
        this.port = typeof address === 'object' && address !== null ? address.port : 0;
        resolve(this.port);
      });
    });
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }

  private join(socket: net.Socket): void {
    const onward = net.connect(this.target, '127.0.0.1');
    for (const each of [socket, onward]) {
      this.sockets.add(each);
      each.on('error', () => undefined);
      each.on('close', () => {
        this.sockets.delete(each);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  }
}
