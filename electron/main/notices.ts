import type { FromShell } from '../../shared/contract/shell';
import type { Trouble } from './settings/settings';

export type Notice = Extract<FromShell, { type: 'notice' }>;

export interface Notices {
  tell(trouble: Omit<Trouble, 'remedy'> & { readonly remedy?: string; readonly offers?: Notice['offers'] }): void;
  /** A page that comes up is told everything anew. */
  all(): readonly Notice[];
}

/** What the user should know that is no state of the cluster: kept until the window closes; `note`d too. */
export function keepNotices(send: (notice: Notice) => void, note: (says: string) => void): Notices {
  const notices = new Map<string, Notice>();
  return {
    tell(trouble) {
      const notice: Notice = { type: 'notice', ...trouble };
      notices.set(trouble.id, notice);
      note([trouble.says, trouble.remedy].filter(Boolean).join(' '));
      send(notice);
    },
    all: () => [...notices.values()],
  };
}
