import type { IConstruct } from 'constructs';
import { AccountRemovalProperties, GuardedAction } from '../../contract';
import { isGuardedActionAllowed, requireKind } from '../../provider';
import type { PlaceInOrganization } from '../organization/known-organizations';
import { placeOf } from '../organizational-unit/parent-place';
import type { IParent } from '../policy/attachments/policy-target';
import { problem } from '../validation';

/** An action that the organization must allow, with the words for the message if it does not. */
interface Key {
  readonly action: GuardedAction;
  readonly whatItDoes: string;
  readonly method: string;
  readonly property: string;
}

const CLOSE: Key = { action: 'CloseAccount', whatItDoes: 'close an account', method: 'close', property: 'allowAccountClosure' };
const REMOVE: Key = {
  action: 'RemoveAccountFromOrganization',
  whatItDoes: 'remove an account from its organization',
  method: 'removeFromOrganization',
  property: 'allowAccountRemoval',
};

/**
 * The action that is taken on an account when its construct is removed from the app. It takes effect for accounts that were deployed
 * with it: to close an account, deploy once with `close()`, then remove its construct. It is not taken on an account whose construct moves
 * to another stack of the app: set `adopt: true` there.
 *
 * @example
 * declare const prod: OrganizationalUnit;
 * declare const suspended: OrganizationalUnit;
 *
 * prod.addAccount('Shop', { email: 'aws+shop@example.com', removal: AccountRemoval.moveTo(suspended) });
 */
export class AccountRemoval {
  /** The account stays where it is. */
  public static retain(): AccountRemoval {
    return new AccountRemoval();
  }

  /**
   * The account is moved, for instance to an organizational unit for suspended accounts.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
   * @param parent the root or an organizational unit that stays in the organization when the account is removed from the app
   */
  public static moveTo(parent: IParent): AccountRemoval {
    requireKind('parent', parent);
    return new AccountRemoval({ Action: 'MoveAccount', ...placeOf(parent) });
  }

  /**
   * The account leaves the organization and becomes a standalone account. It needs its own payment method and, if it was created in the
   * organization, must be some days old. It keeps the role through which it was administered. Set `allowAccountRemoval` on the
   * organization as well.
   *
   * Source: AWS Organizations User Guide, "Removing a member account from an organization".
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html
   */
  public static removeFromOrganization(): AccountRemoval {
    return new AccountRemoval({ Action: 'RemoveAccountFromOrganization' }, REMOVE);
  }

  /**
   * The account is closed. AWS Support can reopen it for 90 days. Its email address cannot be used for another account. Set
   * `allowAccountClosure` on the organization as well.
   *
   * Source: AWS Organizations User Guide, "Closing a member account in an organization".
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
   */
  public static close(): AccountRemoval {
    return new AccountRemoval({ Action: 'CloseAccount' }, CLOSE);
  }

  /**
   * The name of the method that created it, if the removal needs a Delete; undefined for an account that stays.
   *
   * @internal
   */
  public get _method(): string | undefined {
    return this._key?.method ?? (this._properties === undefined ? undefined : 'moveTo');
  }

  private constructor(
    /** @internal */
    public readonly _properties?: AccountRemovalProperties,
    /** @internal */
    public readonly _key?: Key,
  ) {}
}

/** To close an account or to remove it from the organization takes a second key, which is on the organization. */
export function removalKeyProblems(account: IConstruct, { _key: key }: AccountRemoval, { organization }: PlaceInOrganization): string[] {
  if (!key) return [];
  const allowed = organization ? organization._allowedActions.includes(key.action) : isGuardedActionAllowed(account, key.action);
  return allowed ? [] : [problem({
    wrong: `It takes two keys to ${key.whatItDoes}: the account has AccountRemoval.${key.method}(), and the organization does not allow it`,
    given: `${key.property}: false`,
    remedy: `Set ${key.property}: true on the Organization (or in fromOrganizationAttributes), or use AccountRemoval.retain()`,
  })];
}
