import type { ApiServiceObject } from '../../../../shared/model/inventory';
import { flag, isJson, type Json, object, someNumber, text } from './fields';
import { stripConditions, stripMeta } from './meta';

export function stripApiService(item: Json): ApiServiceObject {
  const spec = object(item, 'spec');
  const service = spec['service'];
  return {
    ...stripMeta(item),
    group: text(spec, 'group'),
    version: text(spec, 'version'),
    service: isJson(service)
      ? { namespace: text(service, 'namespace'), name: text(service, 'name'), port: someNumber(service, 'port') ?? 443 }
      : undefined,
    insecureSkipTlsVerify: flag(spec, 'insecureSkipTLSVerify'),
    conditions: stripConditions(object(item, 'status')),
  };
}
