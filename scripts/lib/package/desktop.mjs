// What tells a Linux desktop of the program and of its files (freedesktop.org: Desktop Entry 1.5, Shared MIME-info, icon themes).
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../project.mjs';
import { DESCRIBED, WINDOW_PROGRAM } from './contents.mjs';

/** Of a recording: docs/recording-format.md. The tree of vendors is open to all: RFC 6838, 3.2. */
export const RECORDING_TYPE = 'application/vnd.hopscope.recording';

/** @param {string} program by its whole path */
export function desktopEntry(program) {
  return `[Desktop Entry]
Type=Application
Version=1.5
Name=${DESCRIBED.productName}
GenericName=Kubernetes monitoring explorer
Comment=${DESCRIBED.description}
Exec=${program} %f
Icon=${DESCRIBED.name}
Terminal=false
Categories=Development;Monitor;
Keywords=Kubernetes;Prometheus;metrics;kubelet;
MimeType=${RECORDING_TYPE};
StartupWMClass=${DESCRIBED.productName}
`;
}

export const MIME_INFO = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${RECORDING_TYPE}">
    <comment>Hopscope recording</comment>
    <magic><match type="string" offset="0" value="HOPREC"/></magic>
    <glob pattern="*.hopscope"/>
  </mime-type>
</mime-info>
`;

/** Entry, type and icons below `share` (/usr/share), for a program in `home`. */
export function describeToDesktop(share, home) {
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(share, file)), { recursive: true });
    fs.writeFileSync(path.join(share, file), text);
  };
  const { name } = DESCRIBED;
  const icon = (ends) => fs.readFileSync(path.join(ROOT, 'assets/icons', `${name}.${ends}`));
  write(`applications/${name}.desktop`, desktopEntry(`${home}/${WINDOW_PROGRAM}`));
  write(`mime/packages/${name}.xml`, MIME_INFO);
  write(`icons/hicolor/512x512/apps/${name}.png`, icon('png'));
  write(`icons/hicolor/scalable/apps/${name}.svg`, icon('svg'));
  write(`icons/hicolor/scalable/mimetypes/${RECORDING_TYPE.replace('/', '-')}.svg`, icon('svg'));
}
