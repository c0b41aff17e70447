import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json';
import { demoCommand } from './demo';
import { exportCommand } from './export';
import { recordCommand } from './record';
import { reportCommand } from './report';
import { traceCommand } from './trace';
import { whyCommand } from './why';

/**
 * The command line, under plain Node: no window. Exit codes: 0 well, 1 something is degraded or
 * broken, 2 could not look (also: wrong arguments).
 */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('hopscope')
    .description('Every hop a Kubernetes metric takes, probed live.')
    .version(packageJson.version)
    .exitOverride();
  let exitCode = 0;
  const ends = (code: number): void => {
    exitCode = code;
  };
  // A subcommand does not inherit exitOverride: its errors would end the program with 1, which means something else here.
  program.addCommand(reportCommand(ends).exitOverride());
  program.addCommand(exportCommand(ends).exitOverride());
  program.addCommand(demoCommand(ends).exitOverride());
  program.addCommand(recordCommand(ends).exitOverride());
  program.addCommand(whyCommand(ends).exitOverride());
  program.addCommand(traceCommand(ends).exitOverride());
  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

main(process.argv).then(
  // Not process.exitCode: keep-alive connections and watches must not hold the program.
  (code) => endAfterOutput(code),
  (error: unknown) => {
    process.stderr.write(`hopscope: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    endAfterOutput(2);
  },
);

/** A pipe takes what was written only later: the process ends when it has. */
function endAfterOutput(code: number): void {
  process.stdout.write('', () => process.exit(code));
}
