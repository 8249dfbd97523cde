import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam';
import {
  type AuthorizationDetails,
  authorizationDetailsPage,
  mergeAuthorizationDetails,
} from '../snapshot/authorization-details.ts';
import { describeIssue } from '../snapshot/validation.ts';
import type { CollectContext } from './context.ts';
import { pagesOf } from './pages.ts';
import type { Reading } from './reading.ts';

type Page = Parameters<typeof mergeAuthorizationDetails>[0][number];

/**
 * Users, groups, roles, customer managed policies, and the AWS managed policies that AWS returns with them. A listing
 * that breaks off is no listing: what a missing page holds would look unattached or empty.
 */
export async function readAuthorizationDetails(
  context: Pick<CollectContext, 'aws' | 'report'>,
): Promise<Reading<AuthorizationDetails> & { readonly data: AuthorizationDetails }> {
  const pages: Page[] = [];
  const answers = pagesOf((paging) => context.aws.iam().send(new GetAccountAuthorizationDetailsCommand(paging)));
  for await (const answer of answers) {
    pages.push(decode(answer));
    const done = pages.reduce((sum, page) => sum + sizeOf(page), 0);
    context.report({ source: 'authorization-details', message: `authorization-details: ${done} entities`, done });
  }
  return { data: mergeAuthorizationDetails(pages) };
}

function decode(answer: unknown): Page {
  const page = authorizationDetailsPage.safeParse(answer);
  if (page.success) return page.data;
  throw new Error(`AWS answered what this program does not understand: ${describeIssue(page.error)}`, {
    cause: page.error,
  });
}

function sizeOf(page: Page): number {
  return Object.values(page).reduce((sum, list) => sum + (list?.length ?? 0), 0);
}
