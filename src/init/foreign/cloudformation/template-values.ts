import { entries, listOf, member, textOf } from '../values';

/** The resource and the attribute that a value of a template refers to. */
export interface TemplateReference {
  readonly logicalId: string;
  /** Absent for `Ref`. */
  readonly attribute?: string;
}

/** The resource that `Ref` or `Fn::GetAtt` names; undefined for any other value. */
export function templateReference(value: unknown): TemplateReference | undefined {
  const [first, ...others] = entries(value);
  if (first === undefined || others.length > 0) return undefined;
  const [name, argument] = first;
  if (name === 'Ref' && typeof argument === 'string') return { logicalId: argument };
  if (name !== 'Fn::GetAtt') return undefined;
  const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : listOf(argument).map((each) => textOf(each) ?? '');
  return logicalId === '' ? undefined : { logicalId, attribute: attribute.join('.') };
}

/** Whether a value has a call of an intrinsic function. */
export function isComputed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(value);
  return (names.length === 1 && /^(?:Ref|Fn::\w+)$/.test(names[0])) || Object.values(value).some(isComputed);
}

const REFERENCE = /^@@reference:(.+)@@$/;

/**
 * The call of the service that a custom resource of the CDK (`AwsCustomResource`) makes when it is created: JSON in a text, in which
 * references are glued. They become values as `Ref` and `Fn::GetAtt` write them.
 */
export function sdkCall(value: unknown): unknown {
  const text = typeof value === 'string' ? value : joinedText(value);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text, (_, each: unknown) => {
      const match = typeof each === 'string' ? REFERENCE.exec(each) : null;
      return match === null ? each : JSON.parse(Buffer.from(match[1], 'base64').toString()) as unknown;
    });
  } catch {
    return undefined;
  }
}

function joinedText(value: unknown): string | undefined {
  const [separator, parts] = listOf(member(value, 'Fn::Join'));
  if (separator !== '' || !Array.isArray(parts)) return undefined;
  return parts.map((part: unknown) => (typeof part === 'string' ? part : `@@reference:${Buffer.from(JSON.stringify(part)).toString('base64')}@@`)).join('');
}
