import type { StackTemplate } from './stack/stack-port';

/**
 * Whether the properties of an Update contradict what a template says about the resource, as far as the template is literal.
 *
 * In a rollback CloudFormation shows the former template and sends the former properties. An Update with others is one of the
 * deployment that failed, which was sent before the rollback began and is delivered only now.
 */
export function contradictsTemplate(template: StackTemplate, logicalId: string, sent: Record<string, unknown>): boolean {
  const declared = (template.Resources?.[logicalId] as { Properties?: Record<string, unknown> } | undefined)?.Properties;
  return declared !== undefined && differs(declared, sent);
}

function differs(declared: unknown, sent: unknown): boolean {
  if (isFunction(declared)) return false;
  if (declared === undefined || sent === undefined) return declared !== sent;
  if (Array.isArray(declared)) {
    if (!Array.isArray(sent)) return true;
    // An element may be left out by a condition.
    return declared.length === sent.length ? declared.some((each, place) => differs(each, sent[place])) : !declared.some(isFunction);
  }
  if (typeof declared !== 'object' || declared === null) return String(declared) !== String(sent);
  if (typeof sent !== 'object' || sent === null) return true;
  const [one, other] = [declared, sent] as Record<string, unknown>[];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].some((key) => differs(one[key], other[key]));
}

function isFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::'));
}
