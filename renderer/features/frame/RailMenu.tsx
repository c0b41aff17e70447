import { Menu } from '@mantine/core';
import { showScreen, useChoices } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';
import { RAIL_ITEMS } from './Rail';

/** The rail as a menu: where the window is too narrow for it (200 % zoom). List first, it reads best there. */
export function RailMenu() {
  const shown = useChoices((choices) => choices.screen);
  const items = [{ screen: 'list' as const, words: texts.frame.list, icon: 'list' as const }, ...RAIL_ITEMS];
  return (
    <div className="hs-rail-menu" data-region="rail">
      <Menu position="bottom-start" width={200} shadow="md" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button" className="hs-button hs-button-bare" aria-label={texts.frame.menu} data-testid="rail-menu">
            <Icon name="menu" size={16} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.map((item) => (
            <Menu.Item
              key={item.screen}
              leftSection={<Icon name={item.icon} size={16} />}
              onClick={() => showScreen(item.screen)}
              aria-current={shown === item.screen ? 'page' : undefined}
              fw={shown === item.screen ? 600 : undefined}
            >
              {item.words}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
