import { create } from 'zustand';
import type { DirectUrl, SettingsShown } from '../../shared/contract/settings';
import type { ToShell } from '../../shared/contract/shell';
import { tellShell } from '../bridge/shellBridge';

/** As main has them; undefined until it has said. Changes go to main and come back from there. */
export const useSettings = create<{ readonly shown: SettingsShown | undefined }>(() => ({ shown: undefined }));

export function receiveSettings(shown: SettingsShown): void {
  useSettings.setState({ shown });
}

type Change = Extract<ToShell, { type: 'change-settings' }>['change'];

export function changeSettings(change: Change): void {
  tellShell({ type: 'change-settings', change });
}

/** `secret` goes one way: main keeps it and never sends it back. Undefined: as it was. */
export function putDirectUrl(directUrl: DirectUrl, secret: string | undefined): void {
  tellShell({ type: 'put-direct-url', directUrl, ...(secret === undefined ? {} : { secret }) });
}
