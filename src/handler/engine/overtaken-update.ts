import type { StackTemplate } from '../../organizations/stacks/stack-port';

/**
 * Whether properties contradict the resource's definition in a template, as far as the two can be compared.
 *
 * `GetTemplate` returns `?` for each character above U+007F, and keeps dynamic references as text where the event has their values.
 * Intrinsic functions can have any value. Sources: CloudFormation coverage roadmap, issues 814 and 1220; CloudFormation User Guide,
 * "Dynamic references".
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
    // A condition may leave out an element.
    return declared.length === sent.length ? declared.some((each, place) => differs(each, sent[place])) : !declared.some(isFunction);
  }
  if (typeof declared !== 'object' || declared === null) return !isSameText(String(declared), String(sent));
  if (typeof sent !== 'object' || sent === null) return true;
  const [one, other] = [declared, sent] as Record<string, unknown>[];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].some((key) => differs(one[key], other[key]));
}

const DYNAMIC_REFERENCE = /\{\{resolve:[^}]*\}\}/;

function isSameText(declared: string, sent: string): boolean {
  if (declared === sent) return true;
  const [first, ...others] = declared.split(DYNAMIC_REFERENCE).map(asTemplateText);
  const text = asTemplateText(sent);
  const last = others.at(-1);
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of others.slice(0, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** How many question marks replace one character is not documented, so any number of them counts as one. */
function asTemplateText(text: string): string {
  return text.replace(/[^\x00-\x7f]/g, '?').replace(/\?+/g, '?');
}

function isFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::'));
}
