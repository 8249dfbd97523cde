import { catalogue } from '../policy/catalogue/catalogue.ts';

/**
 * Where the Service Authorization Reference marks as required what are alternatives, or leaves open what is needed:
 * of each list one type is enough, of all lists one.
 */
const EXCEPTIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'bedrock-agentcore:InvokeCodeInterpreter': [['code-interpreter', 'code-interpreter-custom']],
  'bedrock-agentcore:StartBrowserSession': [['browser', 'browser-custom']],
  'bedrock-agentcore:StartCodeInterpreterSession': [['code-interpreter', 'code-interpreter-custom']],
  'omics:StartRun': [['workflow'], ['run']],
  's3:GetObject': [['object']],
  'sagemaker:CreateTrainingJob': [['training-job']],
  'ssm:SendCommand': [['document'], ['instance', 'managed-instance']],
  'ssm:StartSession': [['instance', 'managed-instance']],
};

/** Where an action has to be allowed: for each type of resource that it needs, the ARNs that a resource of it can have. */
export interface NeededResource {
  /** `service:type`; two actions that need the same are meant to work on the same resource. */
  readonly type: string;
  /** Patterns; one of them is enough. An action without resources needs `*`. */
  readonly arns: readonly string[];
}

interface OfAccount {
  readonly partition: string;
  readonly accountId: string;
}

export function neededResources(action: string, account: OfAccount): readonly NeededResource[] {
  const actionNumber = catalogue.actionNumber(action);
  const types = actionNumber === null ? [] : catalogue.resourceTypes(actionNumber);
  if (types.length === 0) return [{ type: action, arns: ['*'] }];
  const required = types.filter((type) => type.required).map(({ name }) => [name]);
  const needed = EXCEPTIONS[action] ?? (required.length > 0 ? required : [types.map(({ name }) => name)]);
  const service = action.slice(0, action.indexOf(':'));
  return needed.map((names) => ({
    type: `${service}:${names[0] ?? ''}`,
    arns: types
      .filter(({ name }) => names.includes(name))
      .flatMap(({ arnFormats }) => arnFormats)
      .map((format) => patternOf(format, account)),
  }));
}

/** Placeholders of an ARN's format become wildcards, but for what is known of the account. */
function patternOf(format: string, { partition, accountId }: OfAccount): string {
  return format.replaceAll(/\$\{([^}]*)\}/g, (_, name) => {
    if (name === 'Partition') return partition;
    return name === 'Account' ? accountId : '*';
  });
}
