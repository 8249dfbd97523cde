import type { Operation } from '../service.ts';
import { parametersOf, readForm } from './form.ts';
import { remember } from './remember.ts';
import { routeByName, type WireProtocol } from './wire.ts';
import { renamed, structure, texts, writeXml } from './xml.ts';

const failure = structure('Response', [
  ['Errors', structure('Errors', [['Error', texts('Error', 'Code', 'Message')]])],
  ['RequestID', 0],
]);

const envelopeOf = remember(({ name, schema: [, , , , , output] }: Operation) =>
  renamed(output, `${name}Response`, [['requestId', 0]]),
);

/** EC2's variant of query: members of the answer stand directly in the response, and errors have a shape of their own. */
export const ec2Query: WireProtocol = {
  route: (service, request) => routeByName(service, parametersOf(request).get('Action') ?? undefined),
  read: ({ operation }, request) => readForm(operation.schema[4], parametersOf(request), 'ec2Query'),
  write: (operation, output, { service, requestId }) => ({
    status: 200,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body: writeXml(envelopeOf(operation), { ...output, requestId }, service?.xmlNamespace),
  }),
  fail: ({ code, message, status }, { requestId }) => ({
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body: writeXml(failure, { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId }),
  }),
};
