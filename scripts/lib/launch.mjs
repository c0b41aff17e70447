// How an Electron program is started here: with the sandbox on, also for root, and with a virtual
// display where there is none.
import { spawnSync } from 'node:child_process';
import { StepError } from './steps.mjs';

export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Chromium's sandbox refuses root. In a user namespace that maps root to an ordinary user it runs.
 * @returns {string[]} words to put before the command
 */
export function asOrdinaryUser() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  const words = ['unshare', '-U', '--map-user=1000', '--map-group=1000'];
  if (spawnSync(words[0], [...words.slice(1), 'true']).status !== 0) {
    throw new StepError(
      'the window does not run as root without user namespaces',
      'start Hopscope as an ordinary user, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)',
    );
  }
  return words;
}

/**
 * Words that give the command a virtual display of the given size.
 * @param {string} [authority] where the display's key is kept; else xvfb-run makes a folder for it, and ends with 5 when it cannot remove that
 */
export function withVirtualDisplay(width, height, authority) {
  return ['xvfb-run', '-a', ...(authority ? ['-f', authority] : []), '-s', `-screen 0 ${width}x${height}x24 -dpi 96`];
}

/** The same, and a second one that HOPSCOPE_OTHER_DISPLAY and HOPSCOPE_OTHER_XAUTHORITY name: windows that share one share its clipboard too. */
export function withTwoVirtualDisplays(width, height) {
  const one = withVirtualDisplay(width, height);
  return [...one, 'sh', '-c', 'HOPSCOPE_OTHER_DISPLAY=$DISPLAY HOPSCOPE_OTHER_XAUTHORITY=$XAUTHORITY exec "$0" "$@"', ...one];
}
