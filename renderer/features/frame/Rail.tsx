import { type Screen, showScreen, useChoices } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/iconPaths';

interface RailItem {
  readonly screen: Screen;
  readonly words: string;
  readonly icon: IconName;
  /** Also lit while this screen, which has no item of its own, is shown. */
  readonly with?: Screen;
}

/** The screens there are, in their order; only those that exist. */
export const RAIL_ITEMS: readonly RailItem[] = [{ screen: 'map', words: texts.frame.map, icon: 'map', with: 'list' }];

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
            className={on ? 'hs-rail-item hs-rail-on' : 'hs-rail-item'}
            aria-current={on ? 'page' : undefined}
            title={item.words}
            onClick={() => showScreen(item.screen)}
          >
            <Icon name={item.icon} size={18} />
            <span>{item.words}</span>
          </button>
        );
      })}
    </nav>
  );
}
