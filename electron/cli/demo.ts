import { Command } from 'commander';
import { failed, ok, type Result } from '../../shared/model/result';
import { type Demo, startDemo } from '../demo/host';
import { writeKubeconfig } from '../demo/kubeapi/kubeconfig';
import { chooseScenario } from '../demo/scenarios/choose';
import { SCENARIOS } from '../demo/scenarios/table';
import { toCount, toPort, toSpeed } from './duration';
import { mayWrite } from './outFile';

interface DemoOptions {
  readonly scenario: string;
  readonly port?: number;
  readonly kubeconfigOut?: string;
  readonly nodes?: number;
  readonly speed?: number;
  readonly list?: boolean;
}

export function demoCommand(ends: (code: number) => void): Command {
  return new Command('demo')
    .description('serves the demo cluster on 127.0.0.1 until Ctrl-C; kubectl can use it')
    .option('--scenario <name>', 'what is wrong with it: a name of --list, or a FILE.scenario.yaml', 'healthy')
    .option('--port <port>', 'listen here (default: a free one)', toPort)
    .option('--kubeconfig-out <file>', 'write a kubeconfig here')
    .option('--nodes <n>', 'how many nodes', toCount)
    .option('--speed <times>', 'how fast its time runs', toSpeed)
    .option('--list', 'print the scenarios, one a line')
    .action(async (options: DemoOptions) => ends(options.list ? list() : await serve(options)));
}

function list(): number {
  const width = Math.max(...SCENARIOS.map((scenario) => scenario.name.length));
  for (const { name, says } of SCENARIOS) process.stdout.write(`${name.padEnd(width)}  ${says}\n`);
  return 0;
}

async function serve(options: DemoOptions): Promise<number> {
  const started = await start(options);
  if (!started.ok) {
    process.stderr.write(`${started.error}\n`);
    return 2;
  }
  const demo = started.value;
  demo.onPlanned(({ atMs, fault, on }) => process.stderr.write(`${new Date(atMs).toISOString()}  ${fault} ${on ? 'begins' : 'ends'}\n`));
  const file = options.kubeconfigOut ?? demo.kubeconfigFile;
  return new Promise((resolve) => {
    const end = (): void => void demo.close().then(() => resolve(0));
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    process.stdout.write(`${demo.url}\n`);
    process.stderr.write(`demo cluster (${demo.scenario}) at ${demo.url}\n\n  kubectl --kubeconfig ${file} get nodes\n\nCtrl-C ends it.\n`);
  });
}

/** The demo, with its kubeconfig where it was asked for; an error is what to read. */
async function start(options: DemoOptions): Promise<Result<Demo, string>> {
  const { kubeconfigOut, port } = options;
  const chosen = await chooseScenario(options.scenario);
  if (!chosen.ok) return failed(`${chosen.error.says}\n${chosen.error.remedy}`);
  const { scenario, nodes, speed, seed } = chosen.value;
  const place = kubeconfigOut === undefined ? ok(undefined) : await mayWrite(kubeconfigOut);
  if (!place.ok) return place;
  const demo = await startDemo({ scenario, port, nodes: options.nodes ?? nodes, speed: options.speed ?? speed, seed }).catch(
    whyNotListening,
  );
  if (typeof demo === 'string') return failed(demo);
  if (kubeconfigOut !== undefined) await writeKubeconfig(kubeconfigOut, demo.kubeconfigYaml);
  return ok(demo);
}

/** Ports below 1024 are root's on most machines. What is not about the port is our own mistake. */
function whyNotListening(error: unknown): string {
  if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
    return `The demo cannot be served there: ${error.message}.\nName another --port, or none for a free one.`;
  throw error;
}
