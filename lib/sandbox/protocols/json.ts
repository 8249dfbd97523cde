import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from '../operation.ts';
import type { AnswerContext, WireProtocol } from './wire.ts';
import { routeByName } from './wire.ts';

const settings = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false } as const;
const serializer = new JsonShapeSerializer2(settings);
const deserializer = new JsonShapeDeserializer2(settings);

/** AWS JSON: one address, the operation in `x-amz-target`. SSM, CloudTrail, Organizations, EventBridge, CloudWatch Logs and KMS (1.1), CloudWatch (1.0). */
export function jsonRpc(version: '1.0' | '1.1'): WireProtocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    route: (service, request) => routeByName(service, request.headers['x-amz-target']?.split('.').at(-1)),
    read: ({ operation }, request) => deserializer.read(NormalizedSchema.of(operation.schema[4]), request.body),
    write: (operation, output, { requestId }) => {
      serializer.write(NormalizedSchema.of(operation.schema[5]), output);
      return {
        status: 200,
        headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
        body: serializer.flush(),
      };
    },
    fail: (error, context) => ({
      status: error.status,
      headers: {
        'content-type': contentType,
        'x-amzn-requestid': context.requestId,
        ...queryErrorHeader(error, context),
      },
      body: JSON.stringify({ __type: error.code, message: error.message }),
    }),
  };
}

/** What a service that used to speak query adds for clients that know its errors by their query codes. */
export function queryErrorHeader({ code, status }: AwsError, { request }: AnswerContext): Record<string, string> {
  return request.headers['x-amzn-query-mode'] === 'true'
    ? { 'x-amzn-query-error': `${code};${status >= 500 ? 'Receiver' : 'Sender'}` }
    : {};
}
