import type { About } from '../../../shared/contract/about';
import type { SettingsShown, SettingsValues } from '../../../shared/contract/settings';
import { redact } from '../../../shared/model/redact';

export interface DiagnosticParts {
  readonly about: Pick<About, 'version' | 'made' | 'electron' | 'chromium' | 'node' | 'system'>;
  /** "the demo", by its kind: what it is called is nobody's business. */
  readonly opened: 'demo' | 'cluster';
  readonly engine: string;
  readonly settings: Pick<SettingsShown, 'values' | 'version' | 'faults' | 'secrets'>;
  readonly home: string;
  readonly log: readonly string[];
}

/** What helps whoever is told of a mistake, as text to paste: no secret, no address and no path of the user's among the settings. */
export function diagnosticsText({ about, opened, engine, settings, home, log }: DiagnosticParts): string {
  const { version, made, electron, chromium, node, system } = about;
  const lines = [
    `Hopscope ${version} (${made})`,
    `Electron ${electron}, Chromium ${chromium}, Node ${node}`,
    system,
    `open: ${opened}; engine: ${engine}`,
    '',
    `settings, version ${settings.version}, ${settings.faults.length} that did not fit; secrets kept: ${settings.secrets.kept}`,
    ...settingLines(settings.values),
    '',
    'log:',
    ...log,
  ];
  return redact(home === '' ? lines.join('\n') : lines.join('\n').replaceAll(home, '~'));
}

/** Each setting by its name: switches, numbers and choices as they are; of texts and lists only whether there is one. */
function settingLines({ directUrls, walkthrough, ...values }: SettingsValues): readonly string[] {
  const plain = Object.entries(values).map(([name, value]) => `  ${name}: ${shownValue(value)}`);
  const direct = directUrls.map(
    ({ kind, login, headers, context }) =>
      `  direct URL: ${kind}, log in ${login.kind}, ${Object.keys(headers).length} headers, ${context === undefined ? 'every cluster' : 'one context'}`,
  );
  return [...plain, `  walkthrough: ${walkthrough.done.length} steps done`, ...direct];
}

const CHOICES: readonly unknown[] = ['system', 'light', 'dark'];

function shownValue(value: unknown): string {
  if (Array.isArray(value)) return String(value.length);
  if (typeof value === 'string' && !CHOICES.includes(value)) return value === '' ? 'none' : 'given';
  return String(value);
}
