import { formatCount, formatOf } from '../../../shared/model/format';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';

/** "pods 1,200 of 5,000" while lists are still coming in: the map is live before they end. */
export function ListProgress() {
  const phase = useEngine((facts) => facts.view?.phase);
  const listed = useEngine((facts) => facts.view?.listed);
  const going = listed?.filter((one) => one.state === 'listing') ?? [];
  if (phase === 'connecting' || going.length === 0) return null;
  const text = going
    .map((one) => `${one.resource} ${one.of === undefined ? formatCount(one.have) : formatOf(one.have, one.of)}`)
    .join(', ');
  return (
    <div className="hs-progress" data-testid="list-progress">
      {texts.trouble.listing(text)}
    </div>
  );
}
