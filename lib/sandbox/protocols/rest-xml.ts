import { bindingsOf, readHttpBindings, writeHttpHeaders } from './http-bindings.ts';
import { routeByAddress, statusOf } from './rest-routes.ts';
import type { WireProtocol } from './wire.ts';
import { texts, writeXml, xmlCodec } from './xml.ts';

const failure = texts('Error', 'Code', 'Message', 'RequestId', 'HostId');
const deserializer = xmlCodec().createDeserializer();

/** REST with XML documents as S3 speaks it: buckets in the path, bodies as bytes, errors without an envelope. */
export const restXml: WireProtocol = {
  route: routeByAddress,
  read: (route, request) => {
    const { payload, body } = bindingsOf(route.operation.schema[4]);
    const bound = readHttpBindings(route, request);
    if (payload?.schema.isBlobSchema()) {
      return { ...bound, [payload.member]: request.body };
    }
    if (payload?.schema.isStringSchema()) {
      return { ...bound, [payload.member]: Buffer.from(request.body).toString() };
    }
    if (request.body.byteLength === 0) {
      return bound;
    }
    if (payload) {
      return { ...bound, [payload.member]: deserializer.read(payload.schema, request.body) };
    }
    return body ? { ...bound, ...deserializer.read(body, request.body) } : bound;
  },
  write: ({ schema }, output, { service, requestId }) => {
    const { payload, body } = bindingsOf(schema[5]);
    const status = statusOf(schema);
    const headers = { 'x-amz-request-id': requestId, ...writeHttpHeaders(schema[5], output) };
    const value = payload ? output[payload.member] : output;
    if (payload && (typeof value === 'string' || value instanceof Uint8Array)) {
      return { status, headers: { 'content-type': 'application/octet-stream', ...headers }, body: value };
    }
    const document = payload?.schema ?? body;
    return document && value !== undefined
      ? {
          status,
          headers: { 'content-type': 'application/xml', ...headers },
          body: writeXml(document, value, service?.xmlNamespace),
        }
      : { status, headers, body: '' };
  },
  fail: ({ code, message, status }, { requestId }) => ({
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: writeXml(failure, { Code: code, Message: message, RequestId: requestId, HostId: 'sandbox' }),
  }),
};
