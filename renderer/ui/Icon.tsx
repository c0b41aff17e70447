import { ICON_PATHS, type IconName } from './iconPaths';

/** Decoration in the colour of its text; what it means stands beside it in words. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="hs-icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
