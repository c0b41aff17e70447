import type { Details } from '../../../shared/contract/engine';
import type { Discovered } from '../../../shared/model/component';
import { redact } from '../../../shared/model/redact';
import { parseCommandLine } from '../discovery/commandLine';

/** Flags whose value is a secret itself; those that name a file with one end in -file, and may be shown. */
const SECRET = /(token|password|passwd|secret|credentials?|api-?key|private-?key)$/i;
/** The user and password of a URL. */
const USER_INFO = /(?<=:\/\/)[^/\s@]+@/g;
const HIDDEN = '[hidden]';

/** What the program was started with, as its pod says it, by name; without values that look like a credential. Empty where no pod says it (a kubelet). */
export function flagRows({ args }: Pick<Discovered, 'args'>): NonNullable<Details['flags']> {
  return [...parseCommandLine([], args).flags]
    .map(([name, value]) => ({ name, value: SECRET.test(name) ? HIDDEN : redact(value.replace(USER_INFO, `${HIDDEN}@`)) }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
