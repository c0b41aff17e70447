import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import type { ClusterPort } from '../cluster/port';
import type { AccountRights } from '../session/accountRights';
import type { Session } from '../session/session';

/** What the screen of access is made of. */
export interface ExplorerParts {
  readonly session: Pick<Session, 'discovered' | 'inventory' | 'looks' | 'answers' | 'clockOffsetMs'>;
  readonly port: ClusterPort;
  readonly access: Pick<Access, 'answer' | 'answerFor'>;
  readonly clock: Clock;
}

export type PageParts = Omit<ExplorerParts, 'access'> & { readonly rights: AccountRights };
