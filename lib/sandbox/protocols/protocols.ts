import type { Protocol } from '../service.ts';
import { rpcV2Cbor } from './cbor.ts';
import { ec2Query } from './ec2-query.ts';
import { jsonRpc } from './json.ts';
import { query } from './query.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';
import type { WireProtocol } from './wire.ts';

/** Every protocol that a service definition may name. */
export const protocols: Readonly<Record<Protocol, WireProtocol>> = {
  query,
  ec2Query,
  json1_0: jsonRpc('1.0'),
  json1_1: jsonRpc('1.1'),
  rpcV2Cbor,
  restJson,
  restXml,
};
