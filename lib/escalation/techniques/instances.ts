import { passing, type Retirement, type Technique, using } from '../technique.ts';

const EC2 = 'ec2.amazonaws.com';

/** Amazon EC2 Auto Scaling User Guide, launch-configurations (read 2026-11-23). */
const LAUNCH_CONFIGURATIONS: Retirement = {
  since: '2024-10-01',
  for: 'new-accounts',
  what: 'Launch configurations of EC2 Auto Scaling',
};

/** EC2 instances and what starts them or reaches into them. */
export const instances: readonly Technique[] = [
  passing('ec2-001', 'Start an EC2 instance with the role', EC2, ['ec2:RunInstances'], { throughProfile: true }),
  passing('ec2-003', 'Request a spot instance with the role', EC2, ['ec2:RequestSpotInstances'], {
    throughProfile: true,
  }),
  using(
    'ec2-002',
    'Stop an EC2 instance that has the role, give it other user data and start it',
    'EC2 instance',
    [EC2],
    ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'],
  ),
  using(
    'ec2-004',
    'Give a launch template that has the role other user data and make that its default version',
    'launch template',
    [EC2],
    ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
    { needsExisting: 'Auto Scaling group, or something else that starts instances from it' },
  ),
  using(
    'ec2instanceconnect-003',
    'Push an SSH key to an EC2 instance that has the role, and sign in',
    'EC2 instance',
    [EC2],
    ['ec2-instance-connect:SendSSHPublicKey'],
    { other: ['ec2:DescribeInstances'], needsRunning: true },
  ),
  using(
    'ssm-001',
    'Open a Session Manager session on an EC2 instance that has the role',
    'EC2 instance',
    [EC2],
    ['ssm:StartSession'],
    { needsRunning: true },
  ),
  using(
    'ssm-002',
    'Run a command of Systems Manager on an EC2 instance that has the role',
    'EC2 instance',
    [EC2],
    ['ssm:SendCommand'],
    { needsRunning: true },
  ),
  passing('ssm-automation', 'Write a runbook of Systems Manager and run it with the role', 'ssm.amazonaws.com', [
    'ssm:CreateDocument',
    'ssm:StartAutomationExecution',
  ]),
  passing(
    'autoscaling-create',
    'Let a new Auto Scaling group start instances with the role',
    EC2,
    ['autoscaling:CreateLaunchConfiguration', 'autoscaling:CreateAutoScalingGroup'],
    { throughProfile: true, retired: LAUNCH_CONFIGURATIONS },
  ),
  passing(
    'autoscaling-update',
    'Let an existing Auto Scaling group start instances with the role',
    EC2,
    ['autoscaling:CreateLaunchConfiguration', 'autoscaling:UpdateAutoScalingGroup'],
    { throughProfile: true, needsExisting: 'Auto Scaling group', retired: LAUNCH_CONFIGURATIONS },
  ),
  passing(
    'imagebuilder-create-image',
    'Build an image on an instance with the role',
    EC2,
    [
      'imagebuilder:CreateComponent',
      'imagebuilder:CreateImageRecipe',
      'imagebuilder:CreateInfrastructureConfiguration',
      'imagebuilder:CreateImage',
    ],
    { throughProfile: true },
  ),
  passing(
    'emr-run-job-flow',
    'Start an EMR cluster whose instances have the role',
    EC2,
    ['elasticmapreduce:RunJobFlow'],
    {
      throughProfile: true,
    },
  ),
];
