import { Icon } from '../../ui/Icon';

/** The screens there are. */
export function Rail() {
  return (
    <nav className="hs-rail" aria-label="Screens">
      <button type="button" className="hs-rail-item hs-rail-on" aria-current="page">
        <Icon name="map" size={18} />
        <span>Map</span>
      </button>
    </nav>
  );
}
