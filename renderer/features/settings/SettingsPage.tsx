import type { ReactNode } from 'react';
import type { SettingsShown } from '../../../shared/contract/settings';
import { useSettings } from '../../store/settingsStore';
import { texts } from '../../texts/catalogue';
import { FileSection } from './FileSection';
import { HistorySection } from './HistorySection';
import { LookSection } from './LookSection';
import { ProbingSection } from './ProbingSection';
import { RoutesSection } from './RoutesSection';
import { SecretsSection } from './SecretsSection';
import './settings.css';

type Section = keyof typeof texts.settings.sections;

const SECTIONS: readonly (readonly [Section, (shown: SettingsShown) => ReactNode])[] = [
  ['look', (shown) => <LookSection shown={shown} />],
  ['probing', (shown) => <ProbingSection shown={shown} />],
  ['routes', (shown) => <RoutesSection shown={shown} />],
  ['secrets', (shown) => <SecretsSection shown={shown} />],
  ['history', (shown) => <HistorySection shown={shown} />],
  ['file', (shown) => <FileSection shown={shown} />],
];

/** One page: what can be set, what each changes and where it is stored. */
export function SettingsPage() {
  const shown = useSettings((settings) => settings.shown);
  if (shown === undefined) return null;
  return (
    <div className="hs-settings" data-testid="settings">
      <div className="hs-settings-page">
        <h1>{texts.settings.title}</h1>
        <p className="hs-t2">{texts.settings.lead}</p>
        {SECTIONS.map(([section, draw]) => (
          <section key={section} aria-labelledby={`settings-${section}`} className="hs-settings-section">
            <h2 id={`settings-${section}`}>{texts.settings.sections[section]}</h2>
            <div className="hs-settings-rows">{draw(shown)}</div>
          </section>
        ))}
      </div>
    </div>
  );
}
