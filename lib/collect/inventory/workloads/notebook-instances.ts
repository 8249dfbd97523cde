import { DescribeNotebookInstanceCommand, paginateListNotebookInstances } from '@aws-sdk/client-sagemaker';
import type { WorkloadReader } from './workload-reader.ts';

/** The most that SageMaker gives on a page. */
const PAGE_NOTEBOOKS = 100;

export const notebookInstances: WorkloadReader = {
  kind: 'SageMaker notebook instance',
  service: 'sagemaker.amazonaws.com',
  async read({ aws, region, each }) {
    const client = aws.sageMaker(region);
    const pages = await Array.fromAsync(paginateListNotebookInstances({ client, pageSize: PAGE_NOTEBOOKS }, {}));
    const listed = pages
      .flatMap(({ NotebookInstances = [] }) => NotebookInstances)
      .filter(({ NotebookInstanceStatus }) => NotebookInstanceStatus !== 'Deleting');
    return each(listed, async ({ NotebookInstanceName, NotebookInstanceArn }) => {
      const { RoleArn } = await client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));
      return [{ arn: NotebookInstanceArn, roleArn: RoleArn }];
    });
  },
};
