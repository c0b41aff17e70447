import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { FromShell } from '../../shared/contract/shell';
import { openLink } from './security';
import type { Settings } from './settings/model';
import type { SettingsStore } from './settings/settings';

type Command = Extract<FromShell, { type: 'command' }>['command'];

/** The application's menu; made anew when the theme changes elsewhere. What concerns the map is sent to the page as a command. */
export function installMenu(
  settings: SettingsStore,
  send: (command: Command) => void,
  chooseTheme: (theme: Settings['theme']) => void,
): void {
  const item = (label: string, command: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => send(command),
  });
  const menu: MenuItemConstructorOptions[] = [
    {
      label: 'Hopscope',
      submenu: [
        item('Open a recording…', 'open-recording', 'CmdOrCtrl+O'),
        item('Record this cluster…', 'record'),
        item('Export…', 'export', 'CmdOrCtrl+E'),
        { type: 'separator' },
        item('About Hopscope', 'about'),
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        item('Fit the map', 'fit'),
        item('Pause or go on', 'pause'),
        item('Look now', 'look-now', 'F5'),
        { type: 'separator' },
        { label: 'Theme', submenu: (['system', 'light', 'dark'] as const).map((theme) => themeItem(theme, settings, chooseTheme)) },
        { role: 'zoomIn', label: 'Larger text' },
        { role: 'zoomOut', label: 'Smaller text' },
        { role: 'resetZoom', label: 'Normal text' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        { role: 'toggleDevTools' },
      ],
    },
    {
      label: 'Help',
      submenu: [
        item('Walkthrough', 'walkthrough'),
        item('Keys', 'keys', 'F1'),
        { label: 'Kubernetes: resource metrics pipeline', click: () => openLink(DOCS) },
        item('About Hopscope', 'about'),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
}

const DOCS = 'https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/';

function themeItem(
  theme: Settings['theme'],
  settings: SettingsStore,
  choose: (theme: Settings['theme']) => void,
): MenuItemConstructorOptions {
  const label = { system: 'As the system', light: 'Light', dark: 'Dark' }[theme];
  return {
    label,
    type: 'radio',
    checked: settings.get().theme === theme,
    click: () => choose(theme),
  };
}
