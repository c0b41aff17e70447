import { describe, expect, it } from 'vitest';
import { redaction } from './redaction';

const SALT = Buffer.from('salt');
const plain = redaction([], SALT);
const bodyOf = (value: unknown) => JSON.parse(Buffer.from(plain.body(Buffer.from(JSON.stringify(value)), 'application/json')).toString());

describe('what does not leave the machine', () => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJl';
  it.each<[string, string, string]>([
    ['a JWT', `got ${jwt} back`, 'got [hidden] back'],
    ['a certificate', 'ca: -----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE----- end', 'ca: [hidden] end'],
    ['half a key', 'x -----BEGIN PRIVATE KEY-----\nMIIB', 'x [hidden]'],
    ['a bearer header', 'Authorization: Bearer abcdefghij', 'Authorization: Bearer [hidden]'],
    ['a password in a URL', 'http://me:pa55@prometheus:9090/x', 'http://[hidden]@prometheus:9090/x'],
    ['a flag', '--etcd-password=hunter22 --v=2', '--etcd-password=[hidden] --v=2'],
    ['a line of YAML', 'basic_auth:\n  password: hunter22\n  username: me', 'basic_auth:\n  password: [hidden]\n  username: me'],
    ['JSON in text', '{"client_secret":"abc123","x":1}', '{"client_secret":"[hidden]","x":1}'],
  ])('%s', (_name, given, expected) => expect(plain.text(given)).toBe(expected));

  it.each([
    'bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token',
    '--tls-private-key-file=/var/lib/kubelet/pki/kubelet.key',
    'authorization:\n  type: Bearer\n  credentials_file: /var/run/token',
    '--authentication-token-webhook=true',
    'serviceaccount_valid_tokens_total 5',
    'apiserver_storage_objects{resource="secrets",group=""} 12',
    'container_memory_working_set_bytes{pod="web-7d4b9c6f5d-x2x9p"} 1.2e+07',
  ])('is nothing of: %s', (text) => expect(plain.text(text)).toBe(text));

  it('values of environment variables, annotations, managed fields; names and references stay', () => {
    const pod = {
      metadata: {
        name: 'web-1',
        annotations: { 'prometheus.io/scrape': 'true', 'kubectl.kubernetes.io/last-applied-configuration': '{"env":"x"}' },
        managedFields: [{ manager: 'kubectl' }],
      },
      spec: {
        containers: [
          {
            name: 'web',
            env: [
              { name: 'API_KEY', value: 's3cr3t' },
              { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
            ],
          },
        ],
        tolerations: [{ key: 'node-role', operator: 'Exists' }],
      },
    };
    expect(bodyOf(pod)).toEqual({
      metadata: { name: 'web-1', annotations: { 'prometheus.io/scrape': 'true' } },
      spec: {
        containers: [
          {
            name: 'web',
            env: [
              { name: 'API_KEY', value: '[hidden]' },
              { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
            ],
          },
        ],
        tolerations: [{ key: 'node-role', operator: 'Exists' }],
      },
    });
  });

  it('fields that hold secrets, wherever they stand', () => {
    expect(bodyOf({ spec: { caBundle: 'LS0tLS1CRUdJTg==', service: { name: 'adapter' } }, status: { token: 'abc' } })).toEqual({
      spec: { caBundle: '[hidden]', service: { name: 'adapter' } },
      status: { token: '[hidden]' },
    });
  });

  it('bytes that are no text stay as they are', () => {
    const bytes = Buffer.from([0, 255, 254, 10]);
    expect(plain.body(bytes, 'application/vnd.google.protobuf')).toEqual(bytes);
  });
});

describe('chosen names', () => {
  const chosen = redaction(['acme', 'acme-shop'], SALT);
  it('are called the same everywhere, the longer one first', () => {
    const shop = chosen.text('acme-shop');
    expect(shop).toMatch(/^hidden-[0-9a-f]{8}$/);
    expect(chosen.text('/api/v1/namespaces/acme-shop/pods/acme-1')).toBe(`/api/v1/namespaces/${shop}/pods/${chosen.text('acme')}-1`);
    expect(chosen.value({ namespace: 'acme-shop', list: ['acme'] })).toEqual({ namespace: shop, list: [chosen.text('acme')] });
  });

  it('and otherwise in the next recording', () => {
    expect(redaction(['acme'], Buffer.from('other')).text('acme')).not.toBe(chosen.text('acme'));
  });
});
