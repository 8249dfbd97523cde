import { makeModel } from '../../../../lib/report/page/app/model/model.ts';
import { type AccountBuilder, anAccount } from '../../../builders/an-account.ts';
import { daysAgo } from '../../../builders/time.ts';
import { pageDataOf } from '../a-page.ts';

export function allow(...actions: readonly string[]) {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: [...actions], Resource: '*' } };
}

/** An account with something of everything: used, unused, unknown, through a group, of Identity Center, and AWS's own. */
export function anUnusedAccount(): AccountBuilder {
  return anAccount()
    .withPolicy('orders', allow('s3:GetObject', 'sqs:SendMessage', 'sns:Publish'))
    .withPolicy('reports', allow('athena:StartQueryExecution', 's3:GetObject'))
    .withPolicy('limits', allow('s3:*'))
    .withPolicy('spare', allow('ec2:RunInstances'))
    .withGroup('clerks', { policies: ['reports'] })
    .withUser('ana', { groups: ['clerks'], used: { athena: null, s3: daysAgo(100) }, boundary: 'limits' })
    .withRole('orders-api', { policies: ['orders'], used: { s3: daysAgo(3), sqs: daysAgo(200), sns: null } })
    .withRole('orders-batch', {
      policies: ['orders'],
      inline: { own: allow('glue:StartJobRun') },
      lastAccessed: { status: 'denied', reason: 'Not allowed' },
      lastUsed: daysAgo(2),
    })
    .withRole('reports-10', { policies: ['reports'], used: { athena: null, s3: null } })
    .withRole('AWSReservedSSO_Readers_0123456789abcdef', {
      path: '/aws-reserved/sso.amazonaws.com/',
      policies: ['reports'],
      used: { athena: daysAgo(1), s3: daysAgo(1) },
    })
    .withRole('AWSServiceRoleForSupport', {
      path: '/aws-service-role/support.amazonaws.com/',
      policies: ['spare'],
      lastUsed: null,
    });
}

export const unusedModel = makeModel(pageDataOf(anUnusedAccount().build()));
