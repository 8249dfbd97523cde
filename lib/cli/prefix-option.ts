import { InvalidArgumentError, Option } from 'commander';

/** `--prefix`: below which path of Parameter Store settings and findings are. */
export function prefixOption(description: string): Option {
  return new Option('--prefix <path>', description).default('/account-auditor').argParser(parsePrefix);
}

/** Names of parameters (https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html). */
function parsePrefix(value: string): string {
  if (/^(\/[\w.-]+){1,10}$/.test(value) && !/^\/(aws|ssm)/i.test(value)) return value;
  throw new InvalidArgumentError('Accepted is a path of parameters, for example /account-auditor.');
}
