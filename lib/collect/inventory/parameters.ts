import { paginateDescribeParameters } from '@aws-sdk/client-ssm';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { instantOrNull, required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { type RegionsToRead, readInRegions } from '../regions.ts';

type Parameters = NonNullable<Snapshot['parameters']>;

/** The most that Parameter Store gives on a page. */
const PAGE_PARAMETERS = 50;

/** Names and types of the parameters of Parameter Store. Their values are never asked for. */
export async function readParameters({ aws }: CollectContext, where: RegionsToRead): Promise<Reading<Parameters>> {
  const { regions, items, gaps } = await readInRegions(where, async (region) => {
    const pages = paginateDescribeParameters({ client: aws.ssm(region), pageSize: PAGE_PARAMETERS }, {});
    const answers = await Array.fromAsync(pages);
    return answers
      .flatMap((page) => page.Parameters ?? [])
      .map((parameter) => ({
        arn: required(parameter.ARN, 'ARN'),
        name: required(parameter.Name, 'Name'),
        region,
        type: required(parameter.Type, 'Type'),
        modifiedAt: instantOrNull(parameter.LastModifiedDate),
      }));
  });
  return { data: { regions, items }, gaps };
}
