import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { startDemo } from '../demo/host';
import { chooseScenario } from '../demo/scenarios/choose';
import { SCENARIOS } from '../demo/scenarios/table';
import { toWholeNumber } from './duration';

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
    .option('--port <port>', 'listen here (default: a free one)', toWholeNumber)
    .option('--kubeconfig-out <file>', 'write a kubeconfig here')
    .option('--nodes <n>', 'how many nodes', toWholeNumber)
    .option('--speed <times>', 'how fast its time runs', Number)
    .option('--list', 'print the scenarios, one a line')
    .action(async (options: DemoOptions) => ends(options.list ? list() : await serve(options)));
}

function list(): number {
  const width = Math.max(...SCENARIOS.map((scenario) => scenario.name.length));
  for (const { name, says } of SCENARIOS) process.stdout.write(`${name.padEnd(width)}  ${says}\n`);
  return 0;
}

async function serve(options: DemoOptions): Promise<number> {
  const chosen = await chooseScenario(options.scenario);
  if (!chosen.ok) {
    process.stderr.write(`${chosen.error.says}\n${chosen.error.remedy}\n`);
    return 2;
  }
  const { scenario, nodes, speed, seed } = chosen.value;
  const demo = await startDemo({ scenario, port: options.port, nodes: options.nodes ?? nodes, speed: options.speed ?? speed, seed });
  const file = options.kubeconfigOut ?? demo.kubeconfigFile;
  if (options.kubeconfigOut !== undefined) await writeFile(options.kubeconfigOut, demo.kubeconfigYaml, { mode: 0o600 });
  return new Promise((resolve) => {
    const end = (): void => void demo.close().then(() => resolve(0));
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    process.stdout.write(`${demo.url}\n`);
    process.stderr.write(`demo cluster (${demo.scenario}) at ${demo.url}\n\n  kubectl --kubeconfig ${file} get nodes\n\nCtrl-C ends it.\n`);
  });
}
