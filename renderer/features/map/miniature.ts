export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the canvas stands in a small picture, whole and in its middle: px of the picture for one of the canvas, and where the canvas' origin falls. */
export function miniature(
  canvas: Box,
  size: Pick<Box, 'width' | 'height'>,
): { readonly scale: number; readonly left: number; readonly top: number } {
  const scale = Math.min(size.width / canvas.width, size.height / canvas.height);
  return {
    scale,
    left: (size.width - canvas.width * scale) / 2 - canvas.x * scale,
    top: (size.height - canvas.height * scale) / 2 - canvas.y * scale,
  };
}
