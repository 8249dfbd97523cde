import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@smithy/core/protocols';
import { bindingsOf, readHttpBindings, writeHttpHeaders } from './http-bindings.ts';
import { routeByAddress, statusOf } from './rest-routes.ts';
import type { WireProtocol } from './wire.ts';

const settings = { timestampFormat: { useTrait: true, default: 7 }, httpBindings: true, jsonName: true } as const;
const serializer = new JsonShapeSerializer2(settings);
const deserializer = new JsonShapeDeserializer2(settings);

/** REST with JSON documents. Access Analyzer, Security Hub, Lambda. */
export const restJson: WireProtocol = {
  route: routeByAddress,
  read: async (route, request) => {
    const { payload, body } = bindingsOf(route.operation.schema[4]);
    const bound = readHttpBindings(route, request);
    if (payload) {
      const isBytes = payload.schema.isBlobSchema();
      return {
        ...bound,
        [payload.member]: isBytes ? request.body : await deserializer.read(payload.schema, request.body),
      };
    }
    return body ? { ...bound, ...(await deserializer.read(body, request.body)) } : bound;
  },
  write: ({ schema }, output, { requestId }) => {
    const { payload, body } = bindingsOf(schema[5]);
    const headers = {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      ...writeHttpHeaders(schema[5], output),
    };
    const value = payload ? output[payload.member] : output;
    if (value instanceof Uint8Array) {
      return {
        status: statusOf(schema),
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: value,
      };
    }
    const document = payload?.schema ?? body;
    if (!document) {
      return { status: statusOf(schema), headers, body: '{}' };
    }
    serializer.write(document, value);
    return { status: statusOf(schema), headers, body: serializer.flush() };
  },
  fail: ({ code, message, status, members = { message } }, { requestId }) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': code },
    body: JSON.stringify(members),
  }),
};
