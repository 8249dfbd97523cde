import {
  GetPublicAccessBlockCommand,
  type GetPublicAccessBlockCommandInput,
  type GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3-control';
import { AwsError, type Call } from '../operation.ts';
import { configurationOf } from '../s3/bucket-settings.ts';
import { type HandlerInput, operation, type ServiceDefinition } from '../service.ts';

/** S3 Control signs as S3 does; its addresses begin with the date of its API. */
export const s3Control: ServiceDefinition = {
  signingName: 's3',
  pathPrefix: '/v20180820/',
  actionPrefix: 's3control',
  xmlNamespace: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
  protocols: ['restXml'],
  operations: [operation(GetPublicAccessBlockCommand, getPublicAccessBlock)],
};

/** GetPublicAccessBlock of the account, which holds for all of its buckets in every Region. */
function getPublicAccessBlock({
  input,
  account,
}: Call<HandlerInput<GetPublicAccessBlockCommandInput>>): GetPublicAccessBlockOutput {
  if (input.AccountId !== account.accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
  return { PublicAccessBlockConfiguration: configurationOf(account.s3.publicAccessBlock) };
}
