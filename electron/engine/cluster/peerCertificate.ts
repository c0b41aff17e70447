import { type PeerCertificate as NodeCertificate, TLSSocket } from 'node:tls';
import type { PeerCertificate } from './port';

/** What the other side showed in the TLS handshake; undefined for plain HTTP. */
export function peerCertificateOf(socket: unknown): PeerCertificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const certificate = socket.getPeerCertificate();
  if (!certificate?.valid_to) return undefined;
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    sans: subjectAltNames(certificate.subjectaltname),
    notBeforeMs: Date.parse(certificate.valid_from),
    notAfterMs: Date.parse(certificate.valid_to),
    trusted: socket.authorized,
  };
}

/** "CN=kube-apiserver, O=Kubernetes". */
function distinguishedName(name: NodeCertificate['subject']): string {
  return Object.entries(name ?? {})
    .flatMap(([key, value]: [string, string | string[] | undefined]) =>
      value === undefined ? [] : [value].flat().map((one) => `${key}=${one}`),
    )
    .join(', ');
}

/** "DNS:localhost, IP Address:127.0.0.1" becomes ["localhost", "127.0.0.1"]. */
function subjectAltNames(text: string | undefined): readonly string[] {
  if (!text) return [];
  return text.split(', ').map((entry) => entry.replace(/^(DNS|IP Address|URI|email):/, '').replace(/^"(.*)"$/, '$1'));
}
