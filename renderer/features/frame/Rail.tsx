import { type Screen, showScreen, useChoices } from '../../store/choiceStore';
import { useDiagnosed } from '../../store/useDiagnosed';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/iconPaths';

interface RailItem {
  readonly screen: Screen;
  readonly words: string;
  /** What stands in the rail where the words are too long for it. */
  readonly short?: string;
  /** What the command that leads there says, where the words are too few for a list. */
  readonly says?: string;
  /** The key that leads there. */
  readonly key?: string;
  readonly icon: IconName;
  /** Also lit while this screen, which has no item of its own, is shown. */
  readonly with?: Screen;
  /** At the foot of the rail: not about the cluster on the screen. */
  readonly end?: boolean;
}

/** The screens there are, in their order; only those that exist. */
export const RAIL_ITEMS: readonly RailItem[] = [
  { screen: 'map', words: texts.frame.map, icon: 'map', with: 'list' },
  { screen: 'findings', words: texts.frame.findings, says: texts.commands.showFindings, key: '2', icon: 'warning' },
  { screen: 'gaps', words: texts.frame.gaps, says: texts.commands.showGaps, key: '3', icon: 'gaps' },
  { screen: 'blindSpots', words: texts.frame.blindSpots, short: texts.frame.blindSpotsShort, key: '4', icon: 'blind' },
  { screen: 'trace', words: texts.frame.trace, says: texts.commands.showTrace, key: '5', icon: 'trace' },
  { screen: 'why', words: texts.frame.why, says: texts.commands.showWhy, key: '6', icon: 'question' },
  { screen: 'workbench', words: texts.frame.workbench, says: texts.commands.showWorkbench, key: '7', icon: 'funnel' },
  { screen: 'access', words: texts.frame.access, says: texts.commands.showAccess, key: '8', icon: 'key' },
  { screen: 'doctors', words: texts.frame.doctors, says: texts.commands.showDoctors, key: '9', icon: 'doctors' },
  { screen: 'clusters', words: texts.frame.clusters, icon: 'clusters', end: true },
  { screen: 'settings', words: texts.frame.settings, icon: 'cog', end: true },
];

export function Rail() {
  const shown = useChoices((choices) => choices.screen);
  return (
    <nav className="hs-rail" aria-label={texts.frame.rail} data-region="rail">
      {RAIL_ITEMS.map((item) => {
        const on = item.screen === shown || item.with === shown;
        return (
          <button
            key={item.screen}
            type="button"
            className={['hs-rail-item', on ? 'hs-rail-on' : '', item.end ? 'hs-rail-end' : ''].filter(Boolean).join(' ')}
            aria-current={on ? 'page' : undefined}
            title={item.words}
            data-testid={`rail-${item.screen}`}
            onClick={() => showScreen(item.screen)}
          >
            <Icon name={item.icon} size={18} />
            <span>{item.short ?? item.words}</span>
            {item.screen === 'findings' ? <CauseCount /> : null}
          </button>
        );
      })}
    </nav>
  );
}

/** How many things are to be repaired. */
function CauseCount() {
  const { causes } = useDiagnosed();
  if (causes.length === 0) return null;
  const worst = causes.some(({ first }) => first.severity === 'error') ? 'error' : 'warning';
  return (
    <b className={`hs-rail-count hs-rail-count-${worst}`} data-testid="cause-count">
      {causes.length}
      <span className="hs-hidden"> {texts.frame.causes(causes.length)}</span>
    </b>
  );
}
