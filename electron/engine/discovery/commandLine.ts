/** A program's command line as the pod gives it (command, then args), read for its flags. */
export interface CommandLine {
  /** The words as given; the text of a `sh -c` is split at blanks. */
  readonly words: readonly string[];
  /** Base name of command[0], when the pod gives a command that is no shell and no variable. */
  readonly program?: string;
  /** Names without leading dashes. A flag without a value is "true". */
  readonly flags: ReadonlyMap<string, string>;
  /** The words that are neither flags nor their values, in order, without the program. */
  readonly plain: readonly string[];
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);

/** Reads "--name=value", "--name value", "-name=value" (Go's flag package takes one dash or two). */
export function parseCommandLine(command: readonly string[], args: readonly string[]): CommandLine {
  const given = expandShell(command.length > 0 ? [...command, ...args] : [...args], command.length > 0);
  const program = given.program;
  const flags = new Map<string, string>();
  const plain: string[] = [];
  for (let i = 0; i < given.words.length; i++) {
    const word = given.words[i] ?? '';
    const flag = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word);
    if (!flag?.[1]) {
      plain.push(word);
      continue;
    }
    const next = given.words[i + 1];
    const takesNext = flag[2] === undefined && next !== undefined && !next.startsWith('-');
    flags.set(flag[1], flag[2] ?? (takesNext ? next : 'true'));
    if (takesNext) i++;
  }
  return { words: [...command, ...args], ...(program ? { program } : {}), flags, plain };
}

function expandShell(words: readonly string[], hasCommand: boolean): { words: readonly string[]; program?: string } {
  if (!hasCommand) return { words };
  const first = baseName(words[0] ?? '');
  if (!SHELLS.has(first)) return { words: words.slice(1), program: first };
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = at < 0 ? '' : (words[at + 1] ?? '');
  // The last command of a script is what stays: "mkdir -p /x && exec prometheus --config.file=...".
  const last =
    script
      .split(/&&|;|\n/)
      .filter((part) => part.trim() !== '')
      .at(-1) ?? '';
  const inner = last
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'exec');
  return { words: inner.slice(1), ...(inner[0] ? { program: baseName(inner[0]) } : {}) };
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? '';
}
