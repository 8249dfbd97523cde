import { accessAnalyzer } from './accessanalyzer/service.ts';
import { cloudtrail } from './cloudtrail/service.ts';
import { cloudwatch } from './cloudwatch/service.ts';
import { ec2 } from './ec2/service.ts';
import { eventBridge } from './eventbridge/service.ts';
import { iam } from './iam/service.ts';
import { kms } from './kms/service.ts';
import { lambda } from './lambda/service.ts';
import { logs } from './logs/service.ts';
import { organizations } from './organizations/service.ts';
import { s3 } from './s3/service.ts';
import { s3Control } from './s3control/service.ts';
import { securityHub } from './securityhub/service.ts';
import type { ServiceDefinition } from './service.ts';
import { sns } from './sns/service.ts';
import { ssm } from './ssm/service.ts';
import { stsOf } from './sts/service.ts';
import type { TokenIssuer } from './sts/token-issuer.ts';
import { workloadServices } from './workloads/services.ts';

/** Everything that the embedded account answers. */
export function servicesOf(issuer: TokenIssuer): readonly ServiceDefinition[] {
  return [
    iam,
    stsOf(issuer),
    ssm,
    // Before S3, which signs by the same name and takes any address.
    s3Control,
    s3,
    cloudwatch,
    sns,
    cloudtrail,
    accessAnalyzer,
    ec2,
    organizations,
    securityHub,
    eventBridge,
    lambda,
    logs,
    kms,
    ...workloadServices,
  ];
}
