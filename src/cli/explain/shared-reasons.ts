import type { AccessAnswer } from '../../model';
import type { Reason } from '../../policy';

/**
 * The reasons of an answer in words that hold for every account with the same verdict: what differs from account to account alone does not
 * make another group. Of an allowed request, only why policies do not count.
 */
export function sharedReasons({ decision, because, placed, request }: AccessAnswer): Reason[] {
  const told = decision === 'allowed' ? because.filter(({ kind }) => kind === 'exempt') : because;
  return told.map((reason) => {
    const own = 'level' in reason && reason.level === placed.account.name ? { ...reason, level: 'the account' } : reason;
    return JSON.parse(shared(JSON.stringify(own), request.principal, placed.account.id)) as Reason;
  });
}

function shared(text: string, principal: string | undefined, account: string): string {
  const quoted = (value: string) => JSON.stringify(value).slice(1, -1);
  const general = principal === undefined ? text : text.replaceAll(quoted(principal), 'the principal');
  return general.replaceAll(quoted(account), 'the account');
}
