import { CborCodec, cbor } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';
import { queryErrorHeader } from './json.ts';
import { routeByName, type WireProtocol } from './wire.ts';

const codec = new CborCodec();
const serializer = codec.createSerializer();
const deserializer = codec.createDeserializer();

const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };

/** Smithy RPC v2 over CBOR: the operation stands in the path, `/service/X/operation/Y`. CloudWatch. */
export const rpcV2Cbor: WireProtocol = {
  route: (service, request) => routeByName(service, /\/operation\/(\w+)$/.exec(request.path)?.[1]),
  read: ({ operation }, request) =>
    request.body.byteLength > 0 ? deserializer.read(NormalizedSchema.of(operation.schema[4]), request.body) : {},
  write: (operation, output, { requestId }) => {
    serializer.write(NormalizedSchema.of(operation.schema[5]), output);
    return {
      status: 200,
      headers: { ...headers, 'x-amzn-requestid': requestId },
      body: serializer.flush(),
    };
  },
  fail: (error, context) => ({
    status: error.status,
    headers: { ...headers, 'x-amzn-requestid': context.requestId, ...queryErrorHeader(error, context) },
    body: cbor.serialize({ __type: error.code, message: error.message }),
  }),
};
