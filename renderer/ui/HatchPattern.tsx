import type { SVGProps } from 'react';

interface HatchPatternProps extends Pick<SVGProps<SVGPathElement>, 'className' | 'stroke' | 'strokeWidth' | 'opacity'> {
  readonly id: string;
  readonly size: number;
  readonly lineAt?: number;
}

/** A hatch for `fill="url(#id)"`: slanted lines, `size` px apart. Once in the document for each id. */
export function HatchPattern({ id, size, lineAt = 0, ...line }: HatchPatternProps) {
  return (
    <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path {...line} d={`M${lineAt} 0V${size}`} />
    </pattern>
  );
}
