import { Glyph } from './Glyph';
import { Icon } from './Icon';

/** An error is drawn as what is broken, a warning as what is degraded; the word stands beside it. */
export function SeverityGlyph({ severity, size = 13 }: { readonly severity: 'error' | 'warning' | 'info'; readonly size?: number }) {
  if (severity === 'info') return <Icon name="info" size={size} />;
  return <Glyph state={severity === 'error' ? 'broken' : 'degraded'} size={size} />;
}
