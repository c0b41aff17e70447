import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { type About, Licence } from '../../../shared/contract/about';
import type { SettingsShown } from '../../../shared/contract/settings';
import type { LogFile } from '../logFile';
import { diagnosticsText } from './diagnostics';

/** Of the log, as much as tells what went before. */
const LOG_LINES = 60;

/** What packaging writes into package.json (scripts/lib/package/contents.mjs); from source there is none. */
const Described = z.object({ version: z.string(), made: z.object({ forRelease: z.boolean() }).optional() });

export interface AboutParts {
  /** The folder of package.json. */
  readonly app: string;
  readonly versions: NodeJS.ProcessVersions;
  readonly home: string;
  readonly log: Pick<LogFile, 'file' | 'tail'>;
}

export interface AboutNow {
  readonly settings: SettingsShown;
  readonly demo: boolean;
  readonly engine: string;
}

/** Says what this Hopscope is, each time as it is then. */
export function aboutPage({ app, versions, home, log }: AboutParts): (now: AboutNow) => About {
  const { version, made } = Described.parse(readJson(path.join(app, 'package.json')));
  const about = {
    version,
    made: made === undefined ? 'source' : made.forRelease ? 'release' : 'trial',
    electron: versions.electron ?? '',
    chromium: versions['chrome'] ?? '',
    node: versions.node,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
  } as const;
  return ({ settings, demo, engine }) => ({
    type: 'about',
    ...about,
    logFile: log.file,
    diagnostics: diagnosticsText({ about, opened: demo ? 'demo' : 'cluster', engine, settings, home, log: log.tail(LOG_LINES) }),
    licences: licences(path.join(app, 'dist/licences.json')),
  });
}

/** As the build listed them; none where it did not. */
function licences(file: string): About['licences'] {
  const read = z.array(Licence).safeParse(readJson(file));
  return read.success ? read.data : [];
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
