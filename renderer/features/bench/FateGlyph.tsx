import type { Fate } from '../../../shared/relabel/overAll';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';

/** Shape of what becomes of a series; the word always stands beside it. */
export function FateGlyph({ fate }: { readonly fate: Fate }) {
  switch (fate) {
    case 'kept':
      return <Glyph state="ok" />;
    case 'refused':
      return <Glyph state="broken" />;
    case 'dropped':
      return <Icon name="close" size={12} />;
    default:
      return <Icon name="arrow" size={12} />;
  }
}
