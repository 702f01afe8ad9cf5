import { ipRangeContains, parseIpRange } from '../../evaluate/patterns/ip-range';
import { statementRule } from '../statement-rule';

/** Blocks without addresses on the internet (RFC 1918, RFC 6598, RFC 1122, RFC 3927, RFC 4193, RFC 4291). */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', 'fc00::/7', 'fe80::/10']
  .map((block) => parseIpRange(block)!);

/** Source: IAM User Guide, "AWS global condition context keys": `aws:SourceIp` is absent where a request comes through a VPC endpoint. */
export const privateAddress = statementRule(
  { id: 'private-address', severity: 'warning', title: 'A condition looks for a private address in aws:SourceIp, which has public ones only.' },
  ({ conditions }, index) => conditions.filter(({ key }) => key.toLowerCase() === 'aws:sourceip').flatMap(({ operator, key, values }) => (
    values.filter(isPrivate).map((value) => ({
      path: `Statement[${index}].Condition.${operator.name}`,
      what: `compares ${key} with private addresses, which it never has`,
      value,
      advice: 'Write the public addresses of the network, or compare aws:VpcSourceIp together with aws:SourceVpc for requests through VPC endpoints.',
    })))),
);

function isPrivate(value: string): boolean {
  const range = parseIpRange(value);
  return range !== undefined && PRIVATE.some((block) => ipRangeContains(block, range));
}
