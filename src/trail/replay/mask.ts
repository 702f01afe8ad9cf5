import type { AffectedPrincipal, AffectedUse, ReplayResult } from './replay-result';

const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g;

/** A value in a message, which may be the name of a principal or resource. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/**
 * The result without account IDs and names of principals: each gets a number, the same wherever it occurs. Names of accounts and units of
 * the organization stay, since the review shows them anyway.
 */
export function maskedReplay(result: ReplayResult): ReplayResult {
  const mask = new Mask();
  return {
    ...result,
    principals: result.principals.map((each) => maskedPrincipal(each, mask)),
    unmapped: result.unmapped.map((each) => ({ ...each, reason: mask.accounts(each.reason.replace(QUOTED, '(masked)')) })),
  };
}

class Mask {
  private readonly numbers = new Map<string, string>();

  /** `account-1` for each ID of an account in a text. */
  accounts(text: string): string {
    return text.replace(ACCOUNT, (id) => this.name('account', id));
  }

  /** `role-3`; a service and an anonymous caller keep their names. */
  principal(principal: string): string {
    const [, kind] = /^arn:[^:]*:(?:iam|sts)::\d*:([a-z-]+)/.exec(principal) ?? [];
    return kind === undefined || kind === 'root' ? this.accounts(principal) : this.name(kind, principal);
  }

  private name(kind: string, value: string): string {
    let name = this.numbers.get(`${kind} ${value}`);
    if (name === undefined) {
      const number = [...this.numbers.keys()].filter((key) => key.startsWith(`${kind} `)).length + 1;
      name = `${kind}-${number}`;
      this.numbers.set(`${kind} ${value}`, name);
    }
    return name;
  }
}

function maskedPrincipal({ principal, accountId, uses, ...rest }: AffectedPrincipal, mask: Mask): AffectedPrincipal {
  return {
    ...rest,
    principal: mask.principal(principal),
    accountId: mask.accounts(accountId),
    uses: uses.map((use): AffectedUse => {
      const { resource, ...others } = use;
      return {
        ...others,
        ...(resource === undefined ? {} : { resource: resource === '*' ? resource : '(masked)' }),
        dependsOn: use.dependsOn.map((text) => (text.startsWith('the path of the role ') ? 'the path of the role' : mask.accounts(text))),
      };
    }),
  };
}
