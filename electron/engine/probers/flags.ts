/** A flag of a command line: "--name=value", "--name value" or the bare "--name" (then "true"). The last one given counts. */
export function flagOf(args: readonly string[], name: string): string | undefined {
  let found: string | undefined;
  args.forEach((word, at) => {
    if (word === `--${name}` || word === `-${name}`) {
      const next = args[at + 1];
      found = next === undefined || next.startsWith('-') ? 'true' : next;
    } else if (word.startsWith(`--${name}=`) || word.startsWith(`-${name}=`)) {
      found = word.slice(word.indexOf('=') + 1);
    }
  });
  return found;
}
