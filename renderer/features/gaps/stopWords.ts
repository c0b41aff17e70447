import type { GapStop } from '../../../shared/contract/gaps';
import { texts } from '../../texts/catalogue';

/** Why nothing was scraped, or why nothing of it is there. */
export function stopWords({ cause, lost }: Pick<GapStop, 'cause' | 'lost'>): string {
  return lost ? texts.gaps.lostHistory : texts.gaps.causes[cause];
}
