import { type CloudAssembly, isRecord, type Template } from '../../assembly';

const OPENING = '{{resolve:';
const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g;

/** The values of Systems Manager parameters by name, or by `name:version`. */
export type SsmParameters = Readonly<Record<string, string>>;

/**
 * Replaces `{{resolve:ssm:…}}` in a value of any depth, after all functions are resolved.
 *
 * A custom resource gets the value of the parameter, and the template keeps the reference. Other dynamic references stay text, because
 * custom resources do not support them (AWS CloudFormation User Guide, "Get values stored in other services using dynamic references").
 */
export class DynamicReferences {
  constructor(private readonly parameters: SsmParameters = {}, private readonly warn: (message: string) => void = () => undefined) {}

  public resolve(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.includes(OPENING) ? value.replace(REFERENCE, (text, kind: string, key: string) => this.valueOf(text, kind, key)) : value;
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item));
    }
    return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item)])) : value;
  }

  private valueOf(text: string, kind: string, key: string): string {
    if (kind !== 'ssm') {
      this.warn(`CloudFormation does not resolve ${text} in custom resources: the rehearsal leaves it as text.`);
      return text;
    }
    const name = key.replace(/:\d+$/, '');
    const value = this.parameters[key] ?? this.parameters[name];
    if (value !== undefined) {
      return value;
    }
    const substitute = standInFor(name);
    this.warn(`The rehearsal has no value for the Systems Manager parameter ${name} and uses "${substitute}". Give it with --ssm ${name}=VALUE.`);
    return substitute;
  }
}

/** The assembly with the parameter values in its templates, to compare code with an organization. */
export function withParameterValues(assembly: CloudAssembly, parameters: SsmParameters | undefined): CloudAssembly {
  const references = new DynamicReferences(parameters);
  const filled = (template: Template) => filledTemplate(template, references);
  return {
    ...assembly,
    stacks: assembly.stacks.map((stack) => ({
      ...stack,
      template: filled(stack.template),
      nestedTemplates: new Map([...stack.nestedTemplates].map(([file, template]) => [file, filled(template)])),
    })),
  };
}

/** The template with values for parameters of the type `AWS::SSM::Parameter::Value`. The bootstrap version has no effect here. */
function filledTemplate(template: Template, references: DynamicReferences): Template {
  const entries = Object.entries(template.Parameters ?? {});
  const named = entries.filter(([, { Type: type, Default: name }]) => type.startsWith('AWS::SSM::Parameter::Value<') && typeof name === 'string');
  if (named.length === 0 && !JSON.stringify(template).includes(OPENING)) {
    return template;
  }
  const values = named.map(([key, { Default: name }]) => [key, { Type: 'String', Default: references.resolve(`${OPENING}ssm:${String(name)}}}`) }] as const);
  return {
    ...references.resolve(template) as Template,
    ...(entries.length === 0 ? {} : { Parameters: { ...template.Parameters, ...Object.fromEntries(values) } as Template['Parameters'] }),
  };
}

/** A substitute that is derived from the parameter's name. It is an email address if the name contains "mail". */
function standInFor(name: string): string {
  const words = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'parameter';
  return /mail/i.test(name) ? `${words.toLowerCase()}@example.com` : words;
}
