import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { createAws } from '../../aws/aws.ts';
import { createFindingsStore } from '../../publish/store/findings-store.ts';
import { loadAccountFile } from '../../sandbox/load.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { runFunction } from '../demo/run-function.ts';
import { findingsInStore, metricsInFunctionLog, parametersInStore } from '../demo/show.ts';
import { demoStack, functionEnvironment, projectFile } from '../demo/stack.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { createProgress } from '../progress.ts';
import { writeStdout } from '../stdout.ts';

interface DemoOptions {
  readonly serve: boolean;
  readonly port: number;
}

/** As an account may have it; what AWS grants is not published. */
const IAM_LIMIT = { perSecond: 20, burst: 40 };
const JOB_SECONDS = 2;

/** `account-auditor demo`: the nightly job, whole, on an embedded account. */
export function demoCommand(): Command {
  return withHelp(new Command('demo').optionsGroup('The embedded account:'), HELP)
    .option('--serve', 'keep the embedded account running, for any AWS client', false)
    .option('--port <number>', 'port on 127.0.0.1; 0 is any that is free', parsePort, 0)
    .action(async (options: DemoOptions) => {
      const sandbox = await startSandbox({
        accounts: loadAccountFile(projectFile('lib/sandbox/accounts/sample.json')),
        port: options.port,
        jobSeconds: JOB_SECONDS,
        limits: { iam: IAM_LIMIT },
      });
      try {
        await audit(sandbox);
        if (options.serve) await serve(sandbox);
        else await writeStdout(NEXT);
      } finally {
        await sandbox.close();
      }
    });
}

const HELP: CommandHelp = {
  examples: [
    ['See a night of it', 'account-auditor demo'],
    ['Keep the account running, for any AWS client', 'account-auditor demo --serve --port 4566'],
  ],
};

async function audit(sandbox: Sandbox): Promise<void> {
  const progress = createProgress();
  progress.note(
    `An embedded AWS account answers at ${sandbox.endpoint}: IAM limited to ${IAM_LIMIT.perSecond} calls a second, jobs of ${JOB_SECONDS} s.`,
  );
  progress.note('The audit function is invoked with events/scheduled.json, as the schedule does it.');
  progress.note(
    'Nobody shares this account, so its configuration says "pace": "fast"; the default stays a quarter below the limit.',
  );
  const startedAt = Date.now();
  const soFar = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    return `${sandbox.ledger.count()} calls in ${seconds} s, ${sandbox.ledger.throttled()} of them throttled`;
  };
  progress.watch(() => [`  ${soFar()}`]);
  const run = await runFunction({
    eventPath: projectFile('events/scheduled.json'),
    environment: functionEnvironment(sandbox.environment),
  }).finally(() => progress.done());
  progress.note(`  ${soFar()}; done.`);

  const aws = createAws({ region: demoStack.region, endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  try {
    const store = createFindingsStore({
      ssm: aws.ssm(),
      prefix: demoStack.prefix,
      runId: 'demo',
      log: { info: () => {}, warn: (message) => progress.note(message) },
      clock: () => Date.now(),
      sleep: (ms) => sleep(ms),
    });
    const sections = [
      await findingsInStore(store, demoStack.accountId),
      parametersInStore(sandbox, demoStack.accountId),
      metricsInFunctionLog(run.log),
    ];
    await writeStdout(sections.map((section) => `\n${section}\n`).join(''));
  } finally {
    aws.close();
  }
}

const NEXT = `
WHAT NEXT
  Keep the account running and point any AWS client at it:   npm run demo -- --serve
  Audit the account you are signed in to (it only reads):    npm run account-auditor -- audit
  Every check, with what it flags:                           npm run account-auditor -- checks
  Deploy the nightly audit with its alarms:                  docs/getting-started.md, "Deploy"
`;

/** Runs until it is told to stop. */
async function serve(sandbox: Sandbox): Promise<void> {
  const exports = Object.entries({ ...sandbox.environment, AWS_REGION: demoStack.region }).map(
    ([name, value]) => `  export ${name}=${value}`,
  );
  await writeStdout(`
The account goes on answering at ${sandbox.endpoint}. In another terminal (these are not real credentials):

${exports.join('\n')}
  unset AWS_PROFILE

  node bin/account-auditor.js audit
  aws iam list-users
  aws ssm get-parameters-by-path --path ${demoStack.prefix} --recursive --query 'Parameters[].Name'

Stop it with Ctrl-C.
`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new InvalidArgumentError('Accepted is a number from 0 to 65535.');
  return port;
}
