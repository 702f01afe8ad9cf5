import type { PlacedAccount } from '../../model';
import { accountOfArn, type ContextValue } from '../../policy';
import { OTHER_ACCOUNT, type Witness } from '../../policy/decide';

/** The command that shows the decision about a witness, and the statements that make it. */
export function explainLine(placed: PlacedAccount, { action, resource, principal, context }: Witness, source: string): string {
  const keys = Object.entries(context).filter(([key]) => !/^aws:principalarn$/i.test(key));
  return [
    'cdk-org explain', source,
    '--account', quoted(placed.path),
    '--action', action,
    ...(resource === undefined ? [] : ['--resource', quoted(resource)]),
    '--principal', quoted(ofAccount(principal)),
    ...(keys.length === 0 ? [] : ['--context', ...keys.flatMap(([key, value]) => valuesOf(value).map((text) => quoted(`${key}=${text}`)))]),
  ].join(' ');
}

/** A principal of the account in short, since the account of an example is none. */
export function ofAccount(principal: string): string {
  const account = accountOfArn(principal);
  return account === undefined || account === OTHER_ACCOUNT || principal.includes(':federated-user/') ? principal : principal.slice(principal.lastIndexOf(':') + 1);
}

/** An absent key, or an empty value, as the command writes them. */
function valuesOf(value: ContextValue): string[] {
  if (value === null) return [''];
  return [value].flat().map((text) => (text === '' ? '""' : String(text)));
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
