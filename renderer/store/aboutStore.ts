import { create } from 'zustand';
import type { About } from '../../shared/contract/about';
import { tellShell } from '../bridge/shellBridge';

/** What this Hopscope is, once main has said it; `shown`: its dialog is open. */
export const useAbout = create<{ readonly shown: boolean; readonly about: About | undefined }>(() => ({ shown: false, about: undefined }));

/** Opened, it is asked for anew: the log has gone on. */
export function showAbout(shown: boolean): void {
  useAbout.setState({ shown });
  if (shown) tellShell({ type: 'ask-about' });
}

export function receiveAbout(about: About): void {
  useAbout.setState({ about });
}
