import { NormalizedSchema } from '@smithy/core/schema';
import type { Operation } from '../service.ts';
import { parametersOf, readForm } from './form.ts';
import { remember } from './remember.ts';
import { routeByName, type WireProtocol } from './wire.ts';
import { renamed, structure, texts, writeXml } from './xml.ts';

const metadata = texts('ResponseMetadata', 'RequestId');
const failure = structure('ErrorResponse', [
  ['Error', texts('Error', 'Type', 'Code', 'Message')],
  ['RequestId', 0],
]);

/** `<ListUsersResponse><ListUsersResult>...</ListUsersResult><ResponseMetadata>...`; no result where AWS answers nothing. */
const envelopeOf = remember(({ name, schema: [, , , , , output] }: Operation) => {
  const result = `${name}Result`;
  const hasResult = NormalizedSchema.of(output).isStructSchema();
  return {
    result,
    schema: structure(`${name}Response`, [
      ...(hasResult ? [[result, renamed(output, result)] as const] : []),
      ['ResponseMetadata', metadata],
    ]),
  };
});

/** AWS query: a form in, XML out. IAM, STS and (for old clients) CloudWatch. */
export const query: WireProtocol = {
  route: (service, request) => routeByName(service, parametersOf(request).get('Action') ?? undefined),
  read: ({ operation }, request) => readForm(operation.schema[4], parametersOf(request), 'query'),
  write: (operation, output, { service, requestId }) => {
    const { result, schema } = envelopeOf(operation);
    return {
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: writeXml(schema, { [result]: output, ResponseMetadata: { RequestId: requestId } }, service?.xmlNamespace),
    };
  },
  fail: ({ code, message, status }, { service, requestId }) => ({
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: writeXml(
      failure,
      { Error: { Type: status >= 500 ? 'Receiver' : 'Sender', Code: code, Message: message }, RequestId: requestId },
      service?.xmlNamespace,
    ),
  }),
};
