import { z } from 'zod';
import type { Discovered } from '../../../shared/model/component';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { ClusterPort } from '../cluster/port';
import { errorText } from '../session/statusText';

const Pod = z.object({
  spec: z.object({
    containers: z.array(
      z.object({ name: z.string(), volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })).nullish() }),
    ),
    volumes: z.array(z.object({ name: z.string(), configMap: z.object({ name: z.string() }).nullish() })).nullish(),
  }),
});

export interface MountedFile {
  readonly namespace: string;
  readonly configMap: string;
  readonly key: string;
}

/** The ConfigMap and its key that a component's pod mounts as this file; the error says why none is known. */
export async function mountedFile(
  found: Pick<Discovered, 'namespace' | 'pods'>,
  file: string,
  port: Pick<ClusterPort, 'send'>,
  signal: AbortSignal,
): Promise<Result<MountedFile, string>> {
  const [pod] = found.pods;
  const namespace = found.namespace ?? '';
  if (pod === undefined) return failed('its pod is not known');
  const read = await getObject(port, `/api/v1/namespaces/${namespace}/pods/${pod}`, Pod, signal);
  if (!read.ok) return read;
  const mounts = read.value.spec.containers
    .flatMap(({ volumeMounts }) => volumeMounts ?? [])
    .filter(({ mountPath }) => file.startsWith(mountPath));
  const mount = mounts.sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  const configMap = read.value.spec.volumes?.find(({ name }) => name === mount?.name)?.configMap?.name;
  if (mount === undefined || configMap === undefined) return failed(`${file} is mounted from no ConfigMap`);
  return ok({ namespace, configMap, key: file.slice(mount.mountPath.length).replace(/^\//, '') });
}

/** One object of the API. */
export async function getObject<T>(
  port: Pick<ClusterPort, 'send'>,
  path: string,
  shape: z.ZodType<T>,
  signal: AbortSignal,
): Promise<Result<T, string>> {
  const result = await port.send({ route: { via: 'apiserver' }, path, priority: 'screen' }, signal);
  if (result.kind === 'failure') return failed(result.message);
  if (result.status !== 200) return failed(`GET ${path}: ${result.status}: ${errorText(result)}`);
  const read = shape.safeParse(jsonOf(result.body));
  return read.success ? ok(read.data) : failed(`GET ${path} answered something else`);
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
