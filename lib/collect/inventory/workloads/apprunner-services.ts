import { DescribeServiceCommand, paginateListServices } from '@aws-sdk/client-apprunner';
import type { WorkloadReader } from './workload-reader.ts';

export const appRunnerServices: WorkloadReader = {
  kind: 'App Runner service',
  service: 'tasks.apprunner.amazonaws.com',
  isInSomeRegions: true,
  async read({ aws, region, each }) {
    const client = aws.appRunner(region);
    const pages = await Array.fromAsync(paginateListServices({ client }, {}));
    const listed = pages
      .flatMap(({ ServiceSummaryList = [] }) => ServiceSummaryList)
      .filter(({ Status }) => Status !== 'DELETED');
    return each(listed, async ({ ServiceArn }) => {
      const { Service } = await client.send(new DescribeServiceCommand({ ServiceArn }));
      return [{ arn: ServiceArn, roleArn: Service?.InstanceConfiguration?.InstanceRoleArn }];
    });
  },
};
