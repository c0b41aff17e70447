// npm start: everything that a fresh machine needs, then the window on the demo cluster or on yours.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openWindow } from './lib/openWindow.mjs';
import { ROOT } from './lib/project.mjs';
import { say } from './lib/steps.mjs';
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';

const USAGE = `npm start [-- OPTIONS]

  --context NAME       look at this context of the kubeconfig
  --kubeconfig FILE    use this kubeconfig
  --demo [SCENARIO]    look at the embedded demo cluster (default when no context is named); a scenario's name or FILE.scenario.yaml
  --once [FOLDER]      wait until the map is live, write a picture and the report, and exit
  --recording FILE     look at what was recorded (hopscope record)
  --verbose            say more
`;

const OPTIONS = {
  context: { type: 'string' },
  kubeconfig: { type: 'string' },
  recording: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean' },
};

/** --demo and --once take a word or none, which parseArgs does not know. */
function splitOptional(words, name, fallback) {
  const inline = words.find((word) => word.startsWith(`--${name}=`));
  if (inline !== undefined) return { words: words.filter((word) => word !== inline), value: inline.slice(name.length + 3) || fallback };
  const at = words.indexOf(`--${name}`);
  if (at < 0) return { words, value: undefined };
  const next = words[at + 1];
  const has = next !== undefined && !next.startsWith('-');
  return { words: [...words.slice(0, at), ...words.slice(at + (has ? 2 : 1))], value: has ? next : fallback };
}

function readArguments() {
  const demo = splitOptional(process.argv.slice(2), 'demo', 'healthy');
  const once = splitOptional(demo.words, 'once', path.join(ROOT, 'out'));
  try {
    const { values } = parseArgs({ args: once.words, options: OPTIONS });
    return { ...values, demo: demo.value, once: once.value };
  } catch (error) {
    say(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const chosen = readArguments();
if (chosen.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

// Imported late: --help must work before anything is installed.
const { setUp } = await import('./lib/setup.mjs');
await setUp({ libraries: WINDOW_LIBRARIES });

process.exitCode = await openWindow(chosen);
