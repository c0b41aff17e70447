// Set-up as named steps: each says what it does, how long it took, and is skipped when current.
// A step that fails says which, why and what to do, and ends the program with exit code 1.

const started = Date.now();
const seconds = (ms) => (ms < 950 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** A failure with the one thing that the reader can do next. */
export class StepError extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * Runs `work` unless `current()` says that nothing is to be done.
 * @param {string} name what is done: "dependencies (npm ci)"
 * @param {{current?: () => boolean | Promise<boolean>, work: (say: (text: string) => void) => Promise<unknown>}} step
 */
export async function step(name, { current, work }) {
  const begin = Date.now();
  if (current && (await current())) {
    say(`  ok    ${name} (current)`);
    return;
  }
  say(`  ...   ${name}`);
  try {
    const note = await work((text) => say(`        ${text}`));
    say(`  done  ${name}${typeof note === 'string' ? `: ${note}` : ''} (${seconds(Date.now() - begin)})`);
  } catch (error) {
    say(`  FAILED  ${name} (${seconds(Date.now() - begin)})`);
    say(`          ${error.message}`);
    if (error.remedy) say(`          What to do: ${error.remedy}`);
    process.exit(1);
  }
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}

export const sinceStart = () => seconds(Date.now() - started);
