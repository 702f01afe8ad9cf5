/** A value as the elements of an AWS Query answer: lists as `member`, absent values left out. */
export function xmlElements(value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value).map(([name, item]) => xmlElement(name, item)).join('');
}

function xmlElement(name: string, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  const content = Array.isArray(value)
    ? value.map((item) => xmlElement('member', item)).join('')
    : typeof value === 'object' && value !== null ? xmlElements(value as Record<string, unknown>) : escapeXml(String(value));
  return `<${name}>${content}</${name}>`;
}

const ESCAPED = /[&<>"\r\n]/;

function escapeXml(text: string): string {
  return !ESCAPED.test(text) ? text : text
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    .replace(/\r/g, '&#xD;').replace(/\n/g, '&#xA;');
}
