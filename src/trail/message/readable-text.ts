/**
 * A message on one line, as its service wrote it: a terminal may have broken and colored it, Terraform puts a box around it, and JSON and
 * XML escape its quotes, some of them twice.
 */
export function readableText(text: string): string {
  const plain = unescaped(text).replace(COLOR, '').replace(/[│╷╵]/g, ' ').replace(/<[^<>]*>/g, ' ');
  return plain.replace(/\s+/g, ' ').trim().replace(BROKEN_CALLER, (_, before: string, arn: string) => before + arn.replaceAll(' ', ''));
}

// eslint-disable-next-line no-control-regex
const COLOR = /\u001b\[[\d;]*m/g;

/** The name of a session has no spaces: those in the ARN of a caller are breaks of lines. */
const BROKEN_CALLER = /(\bUser: )(arn:[\w-]+:(?:iam|sts)::[^\s"']{1,300} [^\s"']{1,200})(?= is not authorized)/;

/** Quotes, ampersands and angle brackets as JSON writers of Go and .NET escape them. */
const UNICODE = /\\+u00(2[267]|3[ce])/gi;

function unescaped(text: string): string {
  return text
    .replace(UNICODE, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\+"/g, '"').replace(/\\+[nrt]/g, ' ')
    .replace(/&(?:quot|#34|#x22);/gi, '"').replace(/&(?:apos|#39|#x27);/gi, '\'').replaceAll('&amp;', '&')
    .replace(/[“”]/g, '"').replace(/[‘’]/g, '\'');
}
