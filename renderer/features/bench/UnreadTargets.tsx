import type { BenchCount } from '../../../shared/contract/bench';
import { formatCount } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const t = texts.bench;

/** Targets whose series nobody knows, each with why. */
export function UnreadTargets({ count: { kind, unread, unreadCount, targets } }: { readonly count: BenchCount }) {
  if (kind !== 'metric' || unreadCount === 0) return null;
  return (
    <details className="hs-bench-unread hs-small" data-testid="bench-unread">
      <summary>{t.unread(formatCount(unreadCount), formatCount(targets))}</summary>
      <ul>
        {unread.map(({ name, because }) => (
          <li key={name}>
            <code>{name}</code> {because}
          </li>
        ))}
        {unreadCount > unread.length ? <li>{t.unreadMore(formatCount(unreadCount - unread.length))}</li> : null}
      </ul>
    </details>
  );
}
